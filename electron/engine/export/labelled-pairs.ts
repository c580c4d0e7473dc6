import type { PairEvidence } from '../../contract/evidence.ts'
import type { ExportNote, LabelledPair, Split } from '../../contract/export.ts'
import type { Relation } from '../../contract/relations.ts'
import { pairKey } from '../review/settlement/pair-key.ts'
import type { Settlement } from '../review/settlement/settle.ts'
import { compareCodeUnits } from './compare-code-units.ts'
import { exportIds } from './export-ids.ts'
import type { ExportItem, ExportPicture } from './export-item.ts'
import { countNote, emptySplitNote } from './export-notes.ts'
import { settledPairs } from './settled-pairs.ts'
import { assignSplits, type SplitItem, type SplitPair, type SplitShares } from './split.ts'

/** What an export takes of the evidence of a pair. */
export type PairScore = Pick<PairEvidence, 'itemA' | 'itemB' | 'score' | 'imageA' | 'imageB'>

const ACROSS_SPLITS = 'left out: the listings fall into different splits'
const WITHOUT_PICTURE = 'without a picture, exported with empty picture columns'

export interface LabelledPairsInput {
  readonly settlement: Settlement
  /** Every item of the catalogue. */
  readonly items: Iterable<ExportItem>
  /** The pairs that were measured; a settled pair without a score is exported with null. */
  readonly scores: Iterable<PairScore>
  readonly includeImplied: boolean
  /** Relations that count as the same product. */
  readonly sameProduct: ReadonlySet<Relation>
  /** What relations are called. */
  readonly relationNames: ReadonlyMap<Relation, string>
  readonly shares: SplitShares
  readonly seed: number
}

export interface LabelledPairs {
  /** In each, `id_a` before `id_b`; by `id_a`, then `id_b`; all by code units. */
  readonly rows: LabelledPair[]
  /** What was left out, and what to know about the rest. */
  readonly notes: ExportNote[]
}

/** A row that has no split yet, and the items it is about. */
interface DraftPair {
  readonly itemA: number
  readonly itemB: number
  readonly row: Omit<LabelledPair, 'split'>
}

/**
 * The settled pairs as rows of labelled data, with their splits. The same settlement, items, scores and options give
 * the same rows in whatever order they come. The picture of a row is the one that the evidence is about, else the
 * listing's first; a listing without pictures has empty cells.
 * @throws RangeError when the shares come to more than 1
 */
export function labelledPairs(input: LabelledPairsInput): LabelledPairs {
  const items = new Map([...input.items].map((item) => [item.id, item]))
  const { drafts, gone } = draftPairs(input, items)
  const exported = [...new Set(drafts.flatMap(({ itemA, itemB }) => [itemA, itemB]))]
  const splitOf = splitsOf(exported, drafts, items, input)

  const rows: LabelledPair[] = []
  for (const { itemA, itemB, row } of drafts) {
    const split = splitOf.get(itemA)
    if (split !== undefined && split === splitOf.get(itemB)) rows.push({ ...row, split })
  }
  const withoutPicture = exported.filter((id) => items.get(id)?.pictures.length === 0).length
  const notes = [
    ...countNote('pairs-of-gone-listings', gone, 'pair', 'left out: a listing is no longer in the catalogue'),
    ...countNote('pairs-across-splits', drafts.length - rows.length, 'pair', ACROSS_SPLITS),
    ...countNote('listings-without-picture', withoutPicture, 'listing', WITHOUT_PICTURE),
    ...emptySplitNotes(rows, input.shares),
  ]
  return { rows, notes }
}

function draftPairs(
  { settlement, scores, includeImplied, sameProduct, relationNames }: LabelledPairsInput,
  items: ReadonlyMap<number, ExportItem>,
): { drafts: DraftPair[]; gone: number } {
  const ids = exportIds(items.values())
  const scoreOf = new Map([...scores].map((score) => [pairKey(score.itemA, score.itemB), score]))
  const drafts: DraftPair[] = []
  let gone = 0
  for (const { itemA, itemB, settled } of settledPairs(settlement, includeImplied)) {
    const [idA, idB] = [ids.get(itemA), ids.get(itemB)]
    if (idA === undefined || idB === undefined) {
      gone += 1
      continue
    }
    const [first, second] = compareCodeUnits(idA, idB) < 0 ? [itemA, itemB] : [itemB, itemA]
    const score = scoreOf.get(pairKey(first, second))
    const pictureA = pictureOf(items.get(first), score)
    const pictureB = pictureOf(items.get(second), score)
    const row = {
      id_a: first === itemA ? idA : idB,
      id_b: first === itemA ? idB : idA,
      image_a: pictureA?.path ?? '',
      image_b: pictureB?.path ?? '',
      sha256_a: pictureA?.sha256 ?? '',
      sha256_b: pictureB?.sha256 ?? '',
      relation: settled.relation,
      same_product: sameProduct.has(settled.relation),
      score: score?.score ?? null,
      reviewer: settled.reviewer,
      decided_at: settled.decidedAt,
      relation_name: relationNames.get(settled.relation) ?? settled.relation,
    }
    drafts.push({ itemA: first, itemB: second, row })
  }
  drafts.sort(
    (one, other) =>
      compareCodeUnits(one.row.id_a, other.row.id_a) || compareCodeUnits(one.row.id_b, other.row.id_b),
  )
  return { drafts, gone }
}

/** The picture that the evidence is about, where the listing still has it; else its first. */
function pictureOf(item: ExportItem | undefined, score: PairScore | undefined): ExportPicture | null {
  const sha256 = score?.itemA === item?.id ? score?.imageA : score?.imageB
  return item?.pictures.find((picture) => picture.sha256 === sha256) ?? item?.pictures[0] ?? null
}

function splitsOf(
  exported: readonly number[],
  drafts: readonly DraftPair[],
  items: ReadonlyMap<number, ExportItem>,
  { settlement, shares, seed }: LabelledPairsInput,
): Map<number, Split> {
  const nameOf = new Map<number, string>()
  for (const { itemA, itemB, row } of drafts) nameOf.set(itemA, row.id_a).set(itemB, row.id_b)
  const splitItems = exported.map((id): SplitItem => ({
    name: nameOf.get(id) ?? '',
    block: settlement.blockOf.get(id) ?? null,
    pictureHashes: (items.get(id)?.pictures ?? []).map((picture) => picture.sha256),
  }))
  const placeOf = new Map(exported.map((id, place) => [id, place]))
  const splitPairs = drafts.map(({ itemA, itemB, row }): SplitPair => ({
    a: placeOf.get(itemA) ?? -1,
    b: placeOf.get(itemB) ?? -1,
    sameProduct: row.same_product,
  }))
  const splits = assignSplits(splitItems, splitPairs, shares, seed)
  return new Map(exported.map((id, place) => [id, splits[place] ?? 'train']))
}

function emptySplitNotes(rows: readonly LabelledPair[], shares: SplitShares): ExportNote[] {
  if (rows.length === 0) return []
  const filled = new Set(rows.map((row) => row.split))
  const asked: Split[] = []
  if (shares.validation + shares.test < 1) asked.push('train')
  if (shares.validation > 0) asked.push('validation')
  if (shares.test > 0) asked.push('test')
  return asked.filter((split) => !filled.has(split)).map(emptySplitNote)
}
