import { Refusal, say } from '../../contract/saying.ts'

/** What was to be searched by cannot be: the user can do something about it. */
export class SearchRefused extends Refusal {}

/** There is no such item, or it shows no picture of that hash. */
export class NothingToSearchBy extends Refusal {
  readonly what: 'item' | 'picture'
  readonly id: string

  constructor(what: 'item' | 'picture', id: string) {
    super(say(what === 'item' ? 'itemGone' : 'pictureNotShown', { id }))
    this.what = what
    this.id = id
  }
}
