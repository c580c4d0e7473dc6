import type { ExportNote, LabelledPair, Triplet } from '../../contract/export.ts'
import { compareCodeUnits } from './compare-code-units.ts'
import { countNote } from './export-notes.ts'
import type { ExportColumn } from './export-rows.ts'

/** Negatives of one anchor and positive: more of them teach little and grow with the square of a group. */
const NEGATIVES_OF_A_PAIR = 10

export const TRIPLET_COLUMNS: readonly ExportColumn<keyof Triplet>[] = [
  { name: 'anchor', type: 'STRING', nullable: false },
  { name: 'positive', type: 'STRING', nullable: false },
  { name: 'negative', type: 'STRING', nullable: false },
  { name: 'image_anchor', type: 'STRING', nullable: false },
  { name: 'image_positive', type: 'STRING', nullable: false },
  { name: 'image_negative', type: 'STRING', nullable: false },
  { name: 'sha256_anchor', type: 'STRING', nullable: false },
  { name: 'sha256_positive', type: 'STRING', nullable: false },
  { name: 'sha256_negative', type: 'STRING', nullable: false },
  { name: 'relation_negative', type: 'STRING', nullable: false },
  { name: 'score_negative', type: 'DOUBLE', nullable: true },
  { name: 'split', type: 'STRING', nullable: false },
]

/** One end of a pair as seen from the other. */
interface Partner {
  readonly id: string
  readonly image: string
  readonly sha256: string
  readonly pair: LabelledPair
}

/**
 * Labelled pairs as triplets: each pair of one product from both of its sides, with up to ten listings that are known
 * to be other products than that side, hardest first: by score, those without one last, equal ones by name.
 * @param pairs whose two listings are in one split
 * @returns by anchor, then positive, by code units; pairs of which neither side has a negative are counted in a note
 */
export function tripletRows(pairs: readonly LabelledPair[]): { rows: Triplet[]; notes: ExportNote[] } {
  const positives = new Map<string, Partner[]>()
  const negatives = new Map<string, Partner[]>()
  for (const pair of pairs) {
    const [a, b] = sidesOf(pair)
    const known = pair.same_product ? positives : negatives
    known.set(a.id, [...(known.get(a.id) ?? []), b])
    known.set(b.id, [...(known.get(b.id) ?? []), a])
  }
  const rows: Triplet[] = []
  for (const anchor of [...positives.keys()].toSorted(compareCodeUnits)) {
    const hardest = (negatives.get(anchor) ?? []).toSorted(hardestFirst).slice(0, NEGATIVES_OF_A_PAIR)
    for (const positive of (positives.get(anchor) ?? []).toSorted((one, other) =>
      compareCodeUnits(one.id, other.id),
    ))
      for (const negative of hardest) rows.push(asTriplet(anchor, positive, negative))
  }
  const lonely = pairs.filter(
    (pair) => pair.same_product && !negatives.has(pair.id_a) && !negatives.has(pair.id_b),
  ).length
  const notes = countNote(
    'pairs-without-negative',
    lonely,
    'pair',
    'of one product left out: nothing was said to be another product than either listing',
  )
  return { rows, notes }
}

function sidesOf(pair: LabelledPair): [Partner, Partner] {
  return [
    { id: pair.id_a, image: pair.image_a, sha256: pair.sha256_a, pair },
    { id: pair.id_b, image: pair.image_b, sha256: pair.sha256_b, pair },
  ]
}

function hardestFirst(one: Partner, other: Partner): number {
  return (other.pair.score ?? -1) - (one.pair.score ?? -1) || compareCodeUnits(one.id, other.id)
}

/** The anchor's picture is the one that its pair with the positive is about. */
function asTriplet(anchor: string, positive: Partner, negative: Partner): Triplet {
  const { pair } = positive
  const isFirst = pair.id_a === anchor
  return {
    anchor,
    positive: positive.id,
    negative: negative.id,
    image_anchor: isFirst ? pair.image_a : pair.image_b,
    image_positive: positive.image,
    image_negative: negative.image,
    sha256_anchor: isFirst ? pair.sha256_a : pair.sha256_b,
    sha256_positive: positive.sha256,
    sha256_negative: negative.sha256,
    relation_negative: negative.pair.relation,
    score_negative: negative.pair.score,
    split: pair.split,
  }
}
