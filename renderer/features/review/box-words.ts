import type { PictureBox } from '../../../electron/contract/items.ts'
import { formatPercent } from '../../components/format-quantity.ts'

/** What is written on a box: "shoes 92%", or "given" for one that came with the listing. */
export function boxLabel({ label, score }: PictureBox): string {
  const name = label ?? (score === null ? 'given' : 'item')
  return score === null ? name : `${name} ${formatPercent(score)}`
}

/** A box in a sentence, for those who do not see it: what, how sure, and where. */
export function boxInWords(box: PictureBox): string {
  const name = box.label ?? 'item'
  const origin = box.score === null ? 'given with the listing' : `${formatPercent(box.score)} sure`
  const place = `${Math.round(box.x)} pixels from the left and ${Math.round(box.y)} from the top`
  return `${name}, ${origin}, ${Math.round(box.width)} × ${Math.round(box.height)} pixels, ${place}`
}
