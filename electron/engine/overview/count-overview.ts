import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Overview, ScoreBar, VerdictDay } from '../../contract/overview.ts'
import { currentRun } from '../catalogue/current-run.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import type { MatchRun } from '../catalogue/run-repository.ts'
import type { DirectVerdict } from '../review/actions/direct-verdict.ts'
import type { Settlement } from '../review/settlement/settle.ts'
import type { VerdictLedger } from '../review/settlement/verdict-ledger.ts'
import type { OverviewQuestion } from './study-messages.ts'

const MOST_DAYS = 90
/** Pairs between two looks at whether anybody still waits. */
const PACE = 20_000
const DEFAULT_THRESHOLD = 0.5

/** How far a catalogue has come. Looks at every pair's score once; never at its evidence. */
export async function countOverview(
  { bars, minutesAheadOfUtc }: OverviewQuestion,
  repositories: Repositories,
  ledger: VerdictLedger,
  signal: AbortSignal,
): Promise<Overview> {
  const { settings, items, pictures, groups } = repositories
  const run = currentRun(repositories)
  const scores = run === null ? [] : await countScores(run, bars, ledger.settlement, repositories, signal)
  const total = (of: (bar: ScoreBar) => number): number => scores.reduce((sum, bar) => sum + of(bar), 0)
  const counts = { same: total(({ same }) => same), apart: total(({ apart }) => apart) }
  const open = total((bar) => bar.open)
  return {
    items: items.countPresent(),
    pictures: pictures.count(),
    described: pictures.countDescribed(),
    groups: run === null ? { open: 0, started: 0, confirmed: 0 } : groups.countByState(run.id),
    grouped: run === null ? 0 : groups.countMembers(run.id),
    pairs: { ...counts, open, all: counts.same + counts.apart + open },
    verdicts: ledger.folded.direct.length,
    contradictions: ledger.settlement.contradictions.length,
    threshold: run?.threshold ?? Number(settings.get('threshold') ?? DEFAULT_THRESHOLD),
    scores,
    days: countDays(ledger.folded.direct, minutesAheadOfUtc),
  }
}

async function countScores(
  run: MatchRun,
  bars: number,
  settlement: Settlement,
  { pairs }: Repositories,
  signal: AbortSignal,
): Promise<ScoreBar[]> {
  const same = new Uint32Array(bars)
  const apart = new Uint32Array(bars)
  const open = new Uint32Array(bars)
  let seen = 0
  for (const { itemA, itemB, score } of pairs.iterateScores(run.id)) {
    const bar = Math.min(bars - 1, Math.floor(score * bars))
    const of = barsOf(itemA, itemB, settlement, { same, apart, open })
    of[bar] = (of[bar] ?? 0) + 1
    seen += 1
    if (seen % PACE !== 0) continue
    await nextTurn()
    signal.throwIfAborted()
  }
  return Array.from(same, (count, bar) => ({
    from: bar / bars,
    to: (bar + 1) / bars,
    same: count,
    apart: apart[bar] ?? 0,
    open: open[bar] ?? 0,
  }))
}

function barsOf(
  itemA: number,
  itemB: number,
  settlement: Settlement,
  { same, apart, open }: Record<'same' | 'apart' | 'open', Uint32Array>,
): Uint32Array {
  const blockA = settlement.blockOf.get(itemA)
  const blockB = blockA === undefined ? undefined : settlement.blockOf.get(itemB)
  // Of an item that nobody spoke of nothing is settled.
  if (blockB === undefined) return open
  if (blockA === blockB) return same
  return settlement.relationOf(itemA, itemB) === null ? open : apart
}

function countDays(verdicts: readonly DirectVerdict[], minutesAheadOfUtc: number): VerdictDay[] {
  const days = new Map<string, { same: number; apart: number }>()
  for (const { at, together } of verdicts) {
    const day = new Date(Date.parse(at) + minutesAheadOfUtc * 60_000).toISOString().slice(0, 10)
    const counts = days.get(day) ?? { same: 0, apart: 0 }
    counts[together ? 'same' : 'apart'] += 1
    days.set(day, counts)
  }
  return [...days]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(-MOST_DAYS)
    .map(([day, counts]) => ({ day, ...counts }))
}
