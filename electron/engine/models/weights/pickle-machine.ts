import { asKind, PickleRefused, type PickleDict, type PickleValue } from './pickle-values.ts'

/** Far above what real checkpoints need (a tensor takes about 20 and 8), far below what fills the memory. */
const MOST_VALUES = 2_000_000
const MOST_REMEMBERED = 500_000
const DEEPEST_NESTING = 1000

/** The stack of values that a pickle builds its result on, with what it remembers for later. */
export class PickleMachine {
  readonly #remembered = new Map<number, PickleValue>()
  #stack: PickleValue[] = []
  /** The stacks below each mark that is still open. */
  readonly #below: PickleValue[][] = []
  #values = 0

  push(value: PickleValue): void {
    this.#values += 1
    if (this.#values > MOST_VALUES) throw new PickleRefused(`it makes more than ${MOST_VALUES} values`)
    this.#stack.push(value)
  }

  pop(): PickleValue {
    const value = this.#stack.pop()
    if (value === undefined) throw new PickleRefused('it takes a value where it made none')
    return value
  }

  top(): PickleValue {
    const value = this.#stack.at(-1)
    if (value === undefined) throw new PickleRefused('it needs a value where it made none')
    return value
  }

  /** Opens a list of values of which only `popToMark` knows the end. */
  mark(): void {
    if (this.#below.length === DEEPEST_NESTING) {
      throw new PickleRefused(`it nests deeper than ${DEEPEST_NESTING} levels`)
    }
    this.#below.push(this.#stack)
    this.#stack = []
  }

  popToMark(): PickleValue[] {
    const values = this.#stack
    const below = this.#below.pop()
    if (below === undefined) throw new PickleRefused('it ends a list that it did not begin')
    this.#stack = below
    return values
  }

  remember(value: PickleValue, place = this.#remembered.size): void {
    this.#remembered.set(place, value)
    if (this.#remembered.size > MOST_REMEMBERED) {
      throw new PickleRefused(`it remembers more than ${MOST_REMEMBERED} values`)
    }
  }

  recall(place: number): PickleValue {
    const value = this.#remembered.get(place)
    if (value === undefined) throw new PickleRefused('it recalls a value that it did not make')
    return value
  }

  /** The one value that is left at the end. */
  result(): PickleValue {
    const value = this.pop()
    if (this.#below.length > 0 || this.#stack.length > 0)
      throw new PickleRefused('it leaves values over at its end')
    return value
  }

  /** The key of the outermost dict under which it is working; null where there is none. */
  outermostKey(): string | null {
    const [lowest, above = []] = [...this.#below, this.#stack]
    const dictAt = lowest?.findIndex((value) => asKind(value, 'dict') !== null) ?? -1
    if (lowest === undefined || dictAt < 0) return null
    // One item is set straight from the stack, several from behind a mark: key, value, key, value ...
    const pairs = lowest.length > dictAt + 1 ? lowest.slice(dictAt + 1) : above
    const key = pairs.findLast((_, n) => n % 2 === 0)
    return typeof key === 'string' ? key : null
  }
}

/** @throws PickleRefused when a value is missing its key */
export function fillDict(dict: PickleDict, pairs: readonly PickleValue[]): void {
  if (pairs.length % 2 !== 0) throw new PickleRefused('a dict has a key without a value')
  for (let n = 0; n < pairs.length; n += 2) dict.entries.set(pairs[n] ?? null, pairs[n + 1] ?? null)
}
