import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Rule } from '../../contract/rules.ts'
import type { StoredPair } from '../catalogue/pair-repository.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import type { PairMeasures } from '../match/evidence/measure-pair.ts'
import { parseStoredEvidence } from '../match/evidence/stored-evidence.ts'
import { meetsRule } from './meets-rule.ts'

/** A candidate pair that meets a rule. */
export interface RuledPair {
  /** The smaller of the two item ids. */
  readonly itemA: number
  readonly itemB: number
  readonly score: number
}

export interface RuledPairs {
  /** How many were looked at. */
  readonly candidates: number
  /** The surest first, ties by item ids. */
  readonly pairs: readonly RuledPair[]
}

const PAGE = 2000

/**
 * The candidate pairs of a run that meet a rule.
 * @param pages the run's pairs, as `pagesOfPairs` or a job gives them
 */
export async function findRulePairs(
  rule: Pick<Rule, 'conditions'>,
  pages: AsyncIterable<readonly StoredPair[]>,
): Promise<RuledPairs> {
  const pairs: RuledPair[] = []
  let candidates = 0
  for await (const page of pages) {
    candidates += page.length
    for (const { itemA, itemB, score, evidence } of page) {
      let read: PairMeasures | null = null
      if (meetsRule(rule, score, () => (read ??= parseStoredEvidence(evidence))))
        pairs.push({ itemA, itemB, score })
    }
  }
  return { candidates, pairs: pairs.toSorted(surestFirst) }
}

/** The pairs of a run, some at a time, outside of a job. @throws the signal's reason when whoever asked has gone */
export async function* pagesOfPairs(
  { pairs }: Pick<Repositories, 'pairs'>,
  runId: number,
  signal: AbortSignal,
): AsyncGenerator<readonly StoredPair[], void, undefined> {
  for (let last: StoredPair | null = null; ;) {
    const page: readonly StoredPair[] = pairs.findAfter(runId, last, PAGE)
    last = page.at(-1) ?? null
    if (last === null) return
    yield page
    await nextTurn()
    signal.throwIfAborted()
  }
}

function surestFirst(a: RuledPair, b: RuledPair): number {
  return b.score - a.score || a.itemA - b.itemA || a.itemB - b.itemB
}
