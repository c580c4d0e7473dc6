import type { DirectVerdict } from '../actions/direct-verdict.ts'

/** The verdicts of one knot of contradictions that are to be looked at again. */
export interface LookAgain {
  /** Oldest first */
  readonly verdicts: readonly DirectVerdict[]
  /** False: the knot was too large to be sure that no smaller set would do. */
  readonly exact: boolean
}

/** Verdicts cost one each; the less the evidence is on its side, the sooner one of several equally small sets is taken. */
const EVIDENCE_SHARE = 0.001
/** The search may take so many steps, fewer where each takes longer; then the best set found so far is taken. */
const MOST_STEPS = 20_000
const WORK = 2_000_000

/**
 * The smallest set of verdicts without which the others hold together: the least costly set that meets every cycle of
 * "same" verdicts with one "not the same" in it (a minimum-weight multicut in which the "not the same" may be cut as
 * well). Searched by branching over the verdicts of a shortest such cycle, with the best set so far as a bound: exact for
 * the knots that people tie, which have a handful of verdicts. Of larger ones it stops after 20,000 steps, and after fewer
 * from ten verdicts on (1,250 for 40, 50 for 200), with the best set found, which began as a greedy one.
 * @param verdicts in force, of one component of the graph of verdicts
 * @param doubtOf how much the evidence speaks against a verdict, 0..1
 */
export function lookAgain(
  verdicts: readonly DirectVerdict[],
  doubtOf: (verdict: DirectVerdict) => number,
): LookAgain {
  const costs = new Map(verdicts.map((verdict) => [verdict, 1 - EVIDENCE_SHARE * doubtOf(verdict)]))
  const costOf = (verdict: DirectVerdict): number => costs.get(verdict) ?? 1
  let best = greedyCut(verdicts, costOf)
  let lowest = total(best, costOf)
  const mostSteps = Math.min(MOST_STEPS, WORK / Math.max(1, verdicts.length ** 2))
  let steps = 0
  const search = (cut: ReadonlySet<DirectVerdict>, kept: ReadonlySet<DirectVerdict>, cost: number): void => {
    steps += 1
    if (steps > mostSteps || cost >= lowest) return
    const cycle = shortestConflict(verdicts, cut)
    if (cycle === null) {
      best = [...cut]
      lowest = cost
      return
    }
    // Each branch cuts one verdict of the cycle and keeps those tried before it, so that no set is met twice.
    const keeps = new Set(kept)
    for (const verdict of cycle.toSorted((a, b) => costOf(a) - costOf(b))) {
      if (keeps.has(verdict)) continue
      search(new Set([...cut, verdict]), keeps, cost + costOf(verdict))
      keeps.add(verdict)
    }
  }
  search(new Set(), new Set(), 0)
  return {
    verdicts: best.toSorted((a, b) => a.eventId - b.eventId),
    exact: steps <= mostSteps,
  }
}

/** Cuts the cheapest verdict of a shortest conflict until there is none. */
function greedyCut(
  verdicts: readonly DirectVerdict[],
  costOf: (verdict: DirectVerdict) => number,
): DirectVerdict[] {
  const cut = new Set<DirectVerdict>()
  for (;;) {
    const cycle = shortestConflict(verdicts, cut)
    if (cycle === null) return [...cut]
    cut.add(cycle.reduce((cheapest, verdict) => (costOf(verdict) < costOf(cheapest) ? verdict : cheapest)))
  }
}

/** A "not the same" with the fewest "same" verdicts that lead from one of its items to the other; null when none is left. */
function shortestConflict(
  verdicts: readonly DirectVerdict[],
  cut: ReadonlySet<DirectVerdict>,
): DirectVerdict[] | null {
  const left = verdicts.filter((verdict) => !cut.has(verdict))
  const links = new Map<number, DirectVerdict[]>()
  for (const verdict of left.filter(({ together }) => together))
    for (const item of [verdict.itemA, verdict.itemB]) links.set(item, [...(links.get(item) ?? []), verdict])
  let shortest: DirectVerdict[] | null = null
  for (const apart of left.filter(({ together }) => !together)) {
    const way = shortestWay(apart.itemA, apart.itemB, links)
    if (way !== null && (shortest === null || way.length + 1 < shortest.length)) shortest = [apart, ...way]
  }
  return shortest
}

function shortestWay(
  from: number,
  to: number,
  links: ReadonlyMap<number, readonly DirectVerdict[]>,
): DirectVerdict[] | null {
  const cameBy = new Map<number, { readonly item: number; readonly verdict: DirectVerdict } | null>([
    [from, null],
  ])
  // A map hands out what is added while it is walked: breadth first.
  for (const item of cameBy.keys()) {
    if (item === to) break
    for (const verdict of links.get(item) ?? []) {
      const next = verdict.itemA === item ? verdict.itemB : verdict.itemA
      if (!cameBy.has(next)) cameBy.set(next, { item, verdict })
    }
  }
  if (!cameBy.has(to)) return null
  const way: DirectVerdict[] = []
  for (let step = cameBy.get(to); step; step = cameBy.get(step.item)) way.unshift(step.verdict)
  return way
}

function total(verdicts: readonly DirectVerdict[], costOf: (verdict: DirectVerdict) => number): number {
  return verdicts.reduce((sum, verdict) => sum + costOf(verdict), 0)
}
