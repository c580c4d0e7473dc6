import { type Estimates, type EstimatedShare, NEXT_VERDICTS } from '../../contract/queue.ts'
import type { MatchRun } from '../catalogue/run-repository.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import { checkAnswers, type CheckAnswers } from './check-answers.ts'
import { estimateFigures, type Figures, type StratumAnswers } from './estimate-figures.ts'
import { nextCases } from './next-cases.ts'
import { recentWork } from './recent-work.ts'
import { correctShare, selfAgreement } from './self-agreement.ts'
import { STRATA } from './strata.ts'
import { wilsonInterval } from './wilson-interval.ts'

/** An F1 that moves by less over the next verdicts hardly changes. */
const HARDLY = 0.01
const LOOKED_AHEAD = 10

const METHOD =
  'Pairs within and across groups are estimated by strata of score, from random checks and, as much as four checks, the calibrated score; the interval is what 95% of 2,000 draws from the posteriors lie in, since a ratio of sums over strata has no interval in closed form. Agreement has Wilson’s interval. Pairs that no channel brought together are not counted.'

/** What was estimated last, and of what: it is asked for whenever groups may have changed, by every window. */
const lastOf = new WeakMap<CatalogueSession, { readonly of: string; readonly estimates: Estimates }>()

/** How good the groups, and what was confirmed of them, are likely to be. */
export function estimates(session: CatalogueSession): Estimates {
  const { run, ledger } = session
  const of = JSON.stringify([run?.id, run?.threshold, ledger.lastActionId])
  const last = lastOf.get(session)
  if (last?.of === of) return last.estimates
  const made = { of, estimates: estimateAnew(session) }
  lastOf.set(session, made)
  return made.estimates
}

function estimateAnew(session: CatalogueSession): Estimates {
  const { run, repositories, ledger } = session
  const settledPairs = [...ledger.settlement.blocks.values()].reduce(
    (sum, { length }) => sum + (length * (length - 1)) / 2,
    0,
  )
  const answers = run === null ? [] : checkAnswers(session, run, recentWork(session))
  const foundPairs = run === null ? 0 : Math.max(settledPairs, repositories.groups.countPairs(run.id))
  const figures = estimateFigures(settledPairs, currentStrata(answers, foundPairs - settledPairs))
  const { repeats, agreed } = selfAgreement(ledger.folded, repositories.actions.findBlind())
  const agreement = wilsonInterval(agreed, repeats)
  const gain = run === null ? 0 : expectedGain(session, run, foundPairs, figures)
  const enough = figures !== null && gain < HARDLY
  return {
    confirmed: {
      pairs: settledPairs,
      precision: settledPairs === 0 || agreement === null ? null : asPrecision(agreement),
      recall: figures?.confirmedRecall ?? null,
    },
    groups: { pairs: foundPairs, precision: figures?.precision ?? null, recall: figures?.recall ?? null },
    checks: answers.reduce((sum, { checks }) => sum + checks, 0),
    agreement: { repeats, agreed, share: agreement },
    expectedGain: gain,
    enough,
    words: words(figures, gain, enough),
    method: METHOD,
  }
}

/** The strata as they are now: pairs that were settled since the match are no longer in doubt. */
function currentStrata(answers: readonly CheckAnswers[], openWithin: number): StratumAnswers[] {
  const matchedWithin = answers.reduce(
    (sum, { stratum, pairs }) => sum + (STRATA[stratum]?.within === true ? pairs : 0),
    0,
  )
  return answers.map(({ stratum, pairs, meanScore, checks, same }) => {
    const within = STRATA[stratum]?.within === true
    return {
      within,
      pairs: within ? (pairs * openWithin) / Math.max(1, matchedWithin) : Math.max(0, pairs - checks),
      meanScore,
      checks,
      same,
    }
  })
}

/** What the next verdicts put right, as far as their worth is known, as a change of F1. */
function expectedGain(
  session: CatalogueSession,
  run: MatchRun,
  foundPairs: number,
  figures: Figures | null,
): number {
  if (figures === null) return 1
  const groups = session.repositories.groups.findMostValuable({ runId: run.id, filter: {} }, NEXT_VERDICTS)
  const ahead = nextCases(session, {}, LOOKED_AHEAD).filter(({ kind }) => kind === 'join')
  const values = [...groups.map(({ value }) => value), ...ahead.map(({ value }) => value ?? 0)]
    .toSorted((a, b) => b - a)
    .slice(0, NEXT_VERDICTS)
  const putRight = values.reduce((sum, value) => sum + value, 0)
  const truePairs = (foundPairs * figures.precision.share) / Math.max(0.01, figures.recall.share)
  // F1 is 2 x correct / (found + true): a pair put right adds to it at most twice its share of these.
  return Math.min(1, (2 * putRight) / Math.max(1, foundPairs + truePairs))
}

function asPrecision({ share, low, high }: EstimatedShare): EstimatedShare {
  return { share: correctShare(share), low: correctShare(low), high: correctShare(high) }
}

function words(figures: Figures | null, gain: number, enough: boolean): string {
  if (figures === null) return 'There are no groups to estimate yet.'
  const { precision, recall } = figures
  const state = `Of the pairs in groups, ${interval(precision)} are right, and they hold ${interval(recall)} of the true ones.`
  const outlook = enough
    ? `${NEXT_VERDICTS} more verdicts would hardly change them (F1 by ${gain.toFixed(3)}).`
    : `${NEXT_VERDICTS} more verdicts are expected to add about ${gain.toFixed(3)} to F1.`
  return `${state} ${outlook}`
}

function interval({ share, low, high }: EstimatedShare): string {
  const percent = (value: number): string => (value * 100).toFixed(0)
  return `${percent(share)}% (${percent(low)} to ${percent(high)})`
}
