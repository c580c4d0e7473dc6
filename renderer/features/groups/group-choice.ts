import type { GroupFilter, GroupState } from '../../../electron/contract/groups.ts'

/** What a group may carry besides its state. */
export const GROUP_MARKS = ['news', 'flagged', 'noted', 'skipped'] as const
export type GroupMark = (typeof GROUP_MARKS)[number]

/** What is set in the list's tool bar. */
export interface GroupChoice {
  readonly state: GroupState | null
  readonly text: string
  readonly category: string | null
  /** Lowest and highest score, in hundredths. */
  readonly scorePercent: readonly [number, number]
  /** Fewest and most members; null for any. */
  readonly sizes: readonly [number | null, number | null]
  /** All of which a group must carry. */
  readonly marks: readonly GroupMark[]
  /** Said of one of its members. */
  readonly relation: string | null
}

export function noChoice(): GroupChoice {
  return {
    state: null,
    text: '',
    category: null,
    scorePercent: [0, 100],
    sizes: [null, null],
    marks: [],
    relation: null,
  }
}

/** The filter to ask the engine for: only what narrows the list. */
export function filterOf(choice: GroupChoice): GroupFilter {
  const [lowest, highest] = choice.scorePercent
  const [fewest, most] = choice.sizes
  const text = choice.text.trim()
  return {
    ...(choice.state === null ? {} : { state: choice.state }),
    ...(text === '' ? {} : { text }),
    ...(choice.category === null ? {} : { category: choice.category }),
    ...(lowest <= 0 ? {} : { minimumScore: lowest / 100 }),
    ...(highest >= 100 ? {} : { maximumScore: highest / 100 }),
    ...(fewest === null || fewest <= SMALLEST_GROUP ? {} : { minimumSize: fewest }),
    ...(most === null ? {} : { maximumSize: Math.max(SMALLEST_GROUP, most) }),
    ...Object.fromEntries(choice.marks.map((mark) => [mark, true])),
    ...(choice.relation === null ? {} : { relation: choice.relation }),
  }
}

export const SMALLEST_GROUP = 2

/** The choice that asks for a filter, to show a saved one. */
export function choiceOf(filter: GroupFilter): GroupChoice {
  return {
    state: filter.state ?? null,
    text: filter.text ?? '',
    category: filter.category ?? null,
    scorePercent: [
      Math.round((filter.minimumScore ?? 0) * 100),
      Math.round((filter.maximumScore ?? 1) * 100),
    ],
    sizes: [filter.minimumSize ?? null, filter.maximumSize ?? null],
    marks: GROUP_MARKS.filter((mark) => filter[mark] === true),
    relation: filter.relation ?? null,
  }
}

/** Whether two filters ask for the same, whatever the order of their parts. */
export function asksTheSame(one: GroupFilter, other: GroupFilter): boolean {
  const inOrder = (filter: GroupFilter): string => JSON.stringify(filterOf(choiceOf(filter)))
  return inOrder(one) === inOrder(other)
}
