import type { Item, Picture } from '../../../../electron/contract/items.ts'
import type { PairEvidence } from '../../../../electron/contract/evidence.ts'

/** The picture of an item that a pair's evidence is about; null when it names none. */
export function evidencePicture(evidence: PairEvidence, itemId: number): string | null {
  return evidence.itemA === itemId ? evidence.imageA : evidence.imageB
}

/**
 * Which picture of an item to show: the one chosen by hand, else the one the evidence is about, else its first.
 * @param chosenIndex index chosen by hand, or null
 */
export function shownPicture(
  item: Item,
  evidence: PairEvidence | null,
  chosenIndex: number | null,
): Picture | null {
  if (chosenIndex !== null) return item.pictures[chosenIndex] ?? null
  const sha256 = evidence === null ? null : evidencePicture(evidence, item.id)
  return item.pictures.find((picture) => picture.sha256 === sha256) ?? item.pictures[0] ?? null
}

/** The next index around a row of `count`, forwards (1) or backwards (-1). */
export function stepAround(index: number, count: number, step: 1 | -1): number {
  return count === 0 ? 0 : (index + step + count) % count
}
