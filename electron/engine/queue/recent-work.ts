import type { CatalogueSession } from '../catalogue-session.ts'
import { pairKey } from '../review/pair-key.ts'

/** What the curator did of late, as far as it moves the queue. */
export interface RecentWork {
  /** Categories of the newest cases; null where one has none. */
  readonly categories: readonly (string | null)[]
  /** Groups, by their id, and pairs, by their key, that were put off. */
  readonly skippedGroups: ReadonlySet<number>
  readonly skippedPairs: ReadonlySet<string>
}

/** Cases whose categories are to be followed by others. */
const SPREAD_OVER = 20
/** A case that was put off comes back after so many others. */
const PUT_OFF_FOR = 200

export function recentWork({ repositories }: CatalogueSession): RecentWork {
  const newest = repositories.actions.list(0, PUT_OFF_FOR)
  const shownFirst = newest.slice(0, SPREAD_OVER).map(({ shown, groupId }) => shown[0] ?? groupId)
  const categoryOf = repositories.items.findCategories([...new Set(shownFirst)])
  const skips = newest.filter(({ kind }) => kind === 'skip')
  return {
    categories: shownFirst.map((item) => categoryOf.get(item) ?? null),
    skippedGroups: new Set(skips.map(({ groupId }) => groupId)),
    skippedPairs: new Set(
      skips.flatMap(({ shown: [a, b, ...others] }) =>
        a === undefined || b === undefined || others.length > 0 ? [] : pairKey(a, b),
      ),
    ),
  }
}
