import type { GroupFilter, GroupState } from '../../../electron/contract/groups.ts'

/** What is set in the list's tool bar. */
export interface GroupChoice {
  readonly state: GroupState | null
  readonly text: string
  readonly category: string | null
  /** Lowest and highest score, in hundredths. */
  readonly scorePercent: readonly [number, number]
}

export function noChoice(): GroupChoice {
  return { state: null, text: '', category: null, scorePercent: [0, 100] }
}

/** The filter to ask the engine for: only what narrows the list. */
export function filterOf(choice: GroupChoice): GroupFilter {
  const [lowest, highest] = choice.scorePercent
  const text = choice.text.trim()
  return {
    ...(choice.state === null ? {} : { state: choice.state }),
    ...(text === '' ? {} : { text }),
    ...(choice.category === null ? {} : { category: choice.category }),
    ...(lowest <= 0 ? {} : { minimumScore: lowest / 100 }),
    ...(highest >= 100 ? {} : { maximumScore: highest / 100 }),
  }
}
