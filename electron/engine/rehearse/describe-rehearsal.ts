import type { Rehearsal } from '../../contract/rehearsal.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import type { DirectVerdict } from '../review/actions/direct-verdict.ts'
import { chooseExamples } from './choose-examples.ts'
import { compareGroupings, type Members } from './compare-groupings.ts'
import { countContradicted, type PairScores } from './contradicted-verdicts.ts'

const EXAMPLES = 10

/** Scored pairs as they are, or would be, cut at a threshold. */
export interface RehearsedGroups {
  readonly groups: readonly Members[]
  readonly pairs: PairScores
  readonly threshold: number
}

/** What a change would do, in figures and examples. */
export function describeRehearsal(
  before: RehearsedGroups,
  after: RehearsedGroups,
  /** In force; what was set aside as a contradiction is not. */
  verdicts: readonly DirectVerdict[],
  repositories: Repositories,
): Omit<Rehearsal, 'words' | 'change' | 'createdAt'> {
  const change = compareGroupings(before.groups, after.groups)
  const examples = chooseExamples(before.groups, after.groups, change, EXAMPLES)
  const items = repositories.items.findByIds([...new Set(examples.flatMap((example) => example.items))])
  const named = new Map(items.map(({ id, externalId, title }) => [id, { id, externalId, title }]))
  return {
    groups: {
      before: before.groups.length,
      after: after.groups.length,
      unchanged: change.unchanged,
      split: change.split.length,
      vanished: change.vanished.length,
      merged: change.merged.length,
      appeared: change.appeared.length,
    },
    regroupedItems: change.regroupedItems,
    pairs: change.pairs,
    contradicted: {
      verdicts: verdicts.length,
      before: countContradicted(verdicts, before.pairs, before.threshold),
      after: countContradicted(verdicts, after.pairs, after.threshold),
    },
    examples: examples.map((example) => ({
      ...example,
      items: example.items.flatMap((item) => named.get(item) ?? []),
    })),
  }
}
