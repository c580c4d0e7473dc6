import type { GroupSummary } from '../../../electron/contract/groups.ts'
import type { SearchHit } from '../../../electron/contract/search.ts'

/** A group that members may be moved to. */
export interface MoveTarget {
  readonly id: number
  readonly title: string | null
  /** Content hashes of some of its pictures. */
  readonly pictures: readonly string[]
  /** null: not known from what was asked. */
  readonly size: number | null
}

export function targetsFromGroups(groups: readonly GroupSummary[]): MoveTarget[] {
  return groups.map(({ id, title, thumbnails, size }) => ({
    id,
    title,
    pictures: thumbnails.map(({ sha256 }) => sha256),
    size,
  }))
}

/** The groups that hits lie in, the one with the nearest hit first, each with the pictures of its hits. */
export function targetsFromHits(hits: readonly SearchHit[]): MoveTarget[] {
  const grouped = Map.groupBy(hits, ({ groupId }) => groupId)
  return [...grouped].flatMap(([id, members]): MoveTarget[] => {
    if (id === null) return []
    const pictures = members.flatMap(({ picture, item }) => picture ?? item.pictures[0]?.sha256 ?? [])
    return [{ id, title: members[0]?.item.title ?? null, pictures: [...new Set(pictures)], size: null }]
  })
}
