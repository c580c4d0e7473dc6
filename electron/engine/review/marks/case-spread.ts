import type { CaseSpread } from '../../../contract/groups.ts'
import type { StoredPair } from '../../catalogue/pair-repository.ts'
import { parseStoredEvidence } from '../../match/evidence/stored-evidence.ts'

/**
 * How far the members of a case lie apart.
 * @param pairs those among the members that the last match kept
 */
export function caseSpread(members: number, pairs: readonly StoredPair[]): CaseSpread {
  let lowest: CaseSpread['lowest'] = null
  let furthest: CaseSpread['furthest'] = null
  for (const { itemA, itemB, score, evidence } of pairs) {
    if (lowest === null || score < lowest.score) lowest = { itemA, itemB, score }
    const distance = parseStoredEvidence(evidence).image
    if (distance !== null && (furthest === null || distance > furthest.distance))
      furthest = { itemA, itemB, distance }
  }
  return { lowest, furthest, notCompared: (members * (members - 1)) / 2 - pairs.length }
}
