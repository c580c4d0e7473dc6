import { say } from '../../../contract/saying.ts'
import type { NameRepository, StoredName } from '../../catalogue/relation-repository.ts'
import { ReviewRefused } from './review-refused.ts'

type Names = Pick<NameRepository<StoredName>, 'find' | 'list'>

/** More are no list that a person can choose from. */
const MOST_NAMES = 40
/** What the engine itself says: of listings in one product, and of those that are split. */
const ALWAYS_USED = new Set(['same-product', 'different'])

/** @throws ReviewRefused where it is unknown */
export function requireKnown(names: Names, id: string): StoredName {
  const stored = names.find(id)
  if (stored === null)
    throw new ReviewRefused(
      say('nameUnknown', {
        known: names
          .list()
          .map((each) => each.id)
          .join(', '),
        name: id,
      }),
    )
  return stored
}

/**
 * @param own the id whose name it is to be; null for a new one
 * @throws ReviewRefused where another has the name, archived or not
 */
export function requireFreeName(names: Names, name: string, own: string | null): void {
  const taken = names.list().find((each) => each.id !== own && sameName(each.name, name))
  if (taken !== undefined)
    throw new ReviewRefused(say(taken.archived ? 'nameTakenArchived' : 'nameTaken', { name: taken.name }))
}

/** @throws ReviewRefused unless these are all that are not archived, each once */
export function requireOrder(names: Names, ids: readonly string[]): void {
  const active = names
    .list()
    .filter(({ archived }) => !archived)
    .map(({ id }) => id)
  if (active.length !== ids.length || active.some((id) => !ids.includes(id)))
    throw new ReviewRefused(
      say('orderIncomplete', {
        known: active.join(', '),
        given: ids.length === 0 ? say('nothing', {}) : ids.join(', '),
      }),
    )
}

/** @throws ReviewRefused where there are as many as can be chosen from */
export function requireRoomForMore(names: Names): void {
  const active = names.list().filter(({ archived }) => !archived).length
  if (active >= MOST_NAMES) throw new ReviewRefused(say('tooManyNames', { count: active, most: MOST_NAMES }))
}

/** @throws ReviewRefused for a relation that would be archived and is always needed */
export function requireUnused({ id, archived }: { readonly id: string; readonly archived: boolean }): void {
  if (archived && ALWAYS_USED.has(id)) throw new ReviewRefused(say('alwaysNeeded', {}))
}

function sameName(a: string, b: string): boolean {
  return a.normalize('NFKC').toLowerCase() === b.normalize('NFKC').toLowerCase()
}
