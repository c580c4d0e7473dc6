import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'

const count = z.number().int().nonnegative()

/** Candidate pairs whose scores lie from `from` up to the next bar. */
export const scoreBar = z.object({
  from: z.number(),
  to: z.number(),
  /** Settled as the same product, said or implied. */
  same: count,
  /** Settled as something else. */
  apart: count,
  /** Nothing is settled of them. */
  open: count,
})
export type ScoreBar = z.infer<typeof scoreBar>

export const verdictDay = z.object({
  /** "2026-11-21", where the reader lives. */
  day: z.string(),
  /** Pairs said to be the same product, or something else, on that day, by verdicts that are in force. */
  same: count,
  apart: count,
})
export type VerdictDay = z.infer<typeof verdictDay>

export const overview = z.object({
  items: count,
  pictures: count,
  described: count,
  groups: z.object({ open: count, started: count, confirmed: count }),
  /** Items in a group. */
  grouped: count,
  /** Candidate pairs of the run that counts. */
  pairs: z.object({ all: count, same: count, apart: count, open: count }),
  /** In force. */
  verdicts: count,
  contradictions: count,
  threshold: z.number(),
  /** Bars of equal width over 0..1, all of them; none before the first match. */
  scores: z.array(scoreBar),
  /** The last 90 days on which anything was said, oldest first. */
  days: z.array(verdictDay),
})
export type Overview = z.infer<typeof overview>

export const overviewContract = {
  /** Counted in a thread of its own, so that nothing waits for it. */
  get: oc
    .errors(errorMap)
    .input(
      z.object({
        bars: z.number().int().min(5).max(100).default(40),
        /** What local time is ahead of UTC, by which days are told apart. */
        minutesAheadOfUtc: z.number().int().min(-960).max(960).default(0),
      }),
    )
    .output(overview),
}
