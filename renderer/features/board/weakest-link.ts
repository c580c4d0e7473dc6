import type { ReviewCase } from '../../../electron/contract/groups.ts'

/** The pair by which a group holds together least, and the part that a cut there takes off. */
export interface WeakestLink {
  readonly itemA: number
  readonly itemB: number
  readonly score: number
  readonly part: readonly number[]
  /** Whether nothing but this pair holds the part; else the part is the member least like the representative. */
  readonly isBridge: boolean
}

/**
 * Where a group is weakest: at the weakest pair that alone holds two parts together, else at the undecided member with
 * the lowest score. Null where all is decided, and in a pair, which has one link only.
 */
export function weakestLink({ members, bridges }: ReviewCase): WeakestLink | null {
  if (members.length < 3) return null
  const ids = new Set(members.map(({ item }) => item.id))
  const isDecided = (id: number): boolean =>
    members.find(({ item }) => item.id === id)?.settled !== null && members[0]?.item.id !== id
  const bridge = bridges
    .map((one) => ({ ...one, part: one.part.filter((id) => ids.has(id)) }))
    .find(
      ({ itemA, itemB, part }) =>
        // Members may have been cut from the group since the case was opened.
        ids.has(itemA) &&
        ids.has(itemB) &&
        isSome(part.length, ids.size) &&
        // It is measured, whatever was said: where one side is decided, it was cut or confirmed already.
        !farSide(part, members).every(isDecided),
    )
  if (bridge !== undefined) {
    const { itemA, itemB, score, part } = bridge
    return { itemA, itemB, score, part, isBridge: true }
  }
  const links = members.flatMap(({ evidence, settled, item }) =>
    evidence === null || settled !== null ? [] : [{ ...evidence, member: item.id }],
  )
  const weakest = links.toSorted((one, other) => one.score - other.score)[0]
  if (weakest === undefined) return null
  const { itemA, itemB, score, member } = weakest
  return { itemA, itemB, score, part: [member], isBridge: false }
}

/** Neither none nor all of them, so that two parts are left. */
function isSome(count: number, all: number): boolean {
  return count > 0 && count < all
}

/** The side of a bridge that the representative is not on. */
function farSide(part: readonly number[], members: ReviewCase['members']): readonly number[] {
  const [representative, ...others] = members.map(({ item }) => item.id)
  if (representative === undefined || !part.includes(representative)) return part
  return others.filter((id) => !part.includes(id))
}
