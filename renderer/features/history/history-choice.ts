import type { ActionKind } from '../../../electron/contract/actions.ts'

/** Which actions are listed; null for any. */
export interface HistoryChoice {
  readonly kind: ActionKind | null
  readonly reviewer: string | null
  /** The members of a case: what touched one of them. */
  readonly items: readonly number[] | null
}

export const WHOLE_HISTORY: HistoryChoice = { kind: null, reviewer: null, items: null }

export function isNarrowed({ kind, reviewer, items }: HistoryChoice): boolean {
  return kind !== null || reviewer !== null || items !== null
}

/** What to ask the engine for. */
export function historyRequest({ kind, reviewer, items }: HistoryChoice) {
  return {
    ...(kind === null ? {} : { kinds: [kind] }),
    ...(reviewer === null ? {} : { reviewer }),
    ...(items === null ? {} : { items: [...items] }),
  }
}
