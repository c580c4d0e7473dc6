/** What was to be searched by cannot be: the user can do something about it. */
export class SearchRefused extends Error {
  override readonly name = 'SearchRefused'
  readonly reason: string
  readonly advice: string

  constructor(reason: string, advice: string, options?: ErrorOptions) {
    super(`${reason} ${advice}`, options)
    this.reason = reason
    this.advice = advice
  }
}

/** There is no such item, or it shows no picture of that hash. */
export class NothingToSearchBy extends Error {
  override readonly name = 'NothingToSearchBy'
  readonly what: 'item' | 'picture'
  readonly id: string

  constructor(what: 'item' | 'picture', id: string) {
    super(what === 'item' ? `There is no item ${id}, or it is gone.` : `The item shows no picture ${id}.`)
    this.what = what
    this.id = id
  }
}
