import { z } from 'zod'
import type { EmbeddingMap } from '../../contract/map.ts'
import type { Overview } from '../../contract/overview.ts'
import type { Rule, RulePreview } from '../../contract/rules.ts'

/** What a study worker is started with. */
export const studyWorkerData = z.object({ cataloguePath: z.string() })
export type StudyWorkerData = z.infer<typeof studyWorkerData>

export interface OverviewQuestion {
  readonly bars: number
  readonly minutesAheadOfUtc: number
}

export interface RuleQuestion {
  readonly rule: Rule
  readonly seed: number
  readonly sample: number
}

export type StudyQuestion =
  | { readonly type: 'overview'; readonly question: OverviewQuestion }
  | { readonly type: 'preview-rule'; readonly question: RuleQuestion }
  | { readonly type: 'map' }

export type StudyCommand =
  | (StudyQuestion & { readonly id: number })
  /** Whoever asked has gone. */
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'stop' }

export type StudyReply =
  | { readonly id: number; readonly type: 'overview'; readonly answer: Overview }
  | { readonly id: number; readonly type: 'preview-rule'; readonly answer: RulePreview }
  | { readonly id: number; readonly type: 'map'; readonly answer: EmbeddingMap }
  | { readonly id: number; readonly type: 'error'; readonly error: unknown }
