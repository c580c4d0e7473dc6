import type { MatchFigures } from '../../contract/evaluate.ts'
import { itemFigures } from './item-figures.ts'
import type { Matches } from './matches.ts'
import { pairFigures } from './pair-figures.ts'
import type { Truth } from './truth.ts'

/** How well matches agree with the truth, by pair and by item. */
export function matchFigures(truth: Truth, matches: Matches): MatchFigures {
  return { pairs: pairFigures(truth, matches), ...itemFigures(truth, matches) }
}
