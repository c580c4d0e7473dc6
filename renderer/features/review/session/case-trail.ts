import { caseKey, type CaseName } from '../case/case-name.ts'

/** The cases in the order they were shown, with the place one is at: back and forward as in a browser. */
export interface CaseTrail {
  readonly cases: readonly CaseName[]
  /** Index of the case on screen; -1 before the first. */
  readonly at: number
}

/** Nobody goes back farther; a day of cases must not fill the memory. */
const LONGEST_TRAIL = 1000

export const EMPTY_TRAIL: CaseTrail = { cases: [], at: -1 }

/** The trail after a case came on screen: a step along it where that is the case, else a new end. */
export function visit(trail: CaseTrail, name: CaseName): CaseTrail {
  const { cases, at } = trail
  const isAt = (index: number): boolean => {
    const other = cases[index]
    return other !== undefined && caseKey(other) === caseKey(name)
  }
  if (isAt(at)) return trail
  if (isAt(at + 1)) return { cases, at: at + 1 }
  if (isAt(at - 1)) return { cases, at: at - 1 }
  const visited = [...cases.slice(0, at + 1), name].slice(-LONGEST_TRAIL)
  return { cases: visited, at: visited.length - 1 }
}

/** The case shown before (-1) or after (1) the one on screen; null where the trail ends. */
export function alongTrail(trail: CaseTrail, step: 1 | -1): CaseName | null {
  return trail.cases[trail.at + step] ?? null
}
