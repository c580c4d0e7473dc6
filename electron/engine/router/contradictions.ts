import type { Contradiction, VerdictLine } from '../../contract/review.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import { describeContradiction, describeVerdict } from '../review/settlement/describe-contradiction.ts'
import type { DirectVerdict } from '../review/actions/direct-verdict.ts'
import { knots } from '../review/settlement/knots.ts'
import { relationNames } from '../review/actions/relation-words.ts'

/** What cannot hold together with newer verdicts; with `items`, only what concerns one of them. */
export function contradictionsOf(
  session: CatalogueSession,
  items: readonly number[] | null,
): Contradiction[] {
  const { repositories, run, ledger } = session
  const { settlement } = ledger
  const found = items === null ? settlement.contradictions : settlement.contradictionsOf(items)
  if (found.length === 0) return []
  const doubtOf = ({ itemA, itemB, together }: DirectVerdict): number => {
    const score = run === null ? null : (repositories.pairs.find(run.id, itemA, itemB)?.score ?? null)
    if (score === null) return 0.5
    return together ? 1 - score : score
  }
  const tied = knots(found, settlement, doubtOf)
  const spokenOf = tied.flatMap(({ contradictions, verdicts }) => [
    ...contradictions.flatMap(({ verdict, against }) => [verdict, ...against]),
    ...verdicts,
  ])
  const called = new Map(
    repositories.items
      .findByIds([...new Set(spokenOf.flatMap(({ itemA, itemB }) => [itemA, itemB]))])
      .map((item) => [item.id, item.title ?? item.externalId]),
  )
  const nameOf = (item: number): string => called.get(item) ?? String(item)
  const quoted = (item: number): string => `“${nameOf(item)}”`
  const names = relationNames(repositories)
  const lineOf = (verdict: DirectVerdict): VerdictLine => ({
    ...lineWithoutWords(verdict, nameOf),
    words: describeVerdict(verdict, quoted, names),
  })
  return tied.flatMap(({ contradictions, verdicts, exact }, knot) =>
    contradictions.map((each) => ({
      ...lineWithoutWords(each.verdict, nameOf),
      words: describeContradiction(each, quoted, names),
      reason: each.reason,
      against: each.against.map(lineOf),
      size: each.size,
      knot,
      lookAgain: verdicts.map(lineOf),
      exact,
    })),
  )
}

function lineWithoutWords(
  { itemA, itemB, relation, variantAxis, reviewer, at }: DirectVerdict,
  nameOf: (item: number) => string,
): Omit<VerdictLine, 'words'> {
  const [nameA, nameB] = [nameOf(itemA), nameOf(itemB)]
  return { itemA, itemB, nameA, nameB, relation, variantAxis, reviewer, decidedAt: at }
}
