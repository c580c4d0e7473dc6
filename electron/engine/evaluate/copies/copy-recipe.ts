import type { CopyStrength } from '../../../contract/copies.ts'
import type { PhotoEdit } from '../../decode/photo-edit.ts'
import type { RgbPicture } from '../../decode/rgb-picture.ts'
import type { Random } from '../../sample/random.ts'

/** What there is to make a copy of and with. */
export interface CopyTask {
  /** The photo's, in pixels. */
  readonly width: number
  readonly height: number
  readonly strength: CopyStrength
  /** Decides what the strength leaves open: where a crop lies, what a banner says. */
  readonly chance: Random
  /** Other photos, for collages and pages; at least one, used in turn. */
  readonly partners: readonly RgbPicture[]
}

/** How a kind of copy is made: pure, so that the same task gives the same edit. */
export type CopyRecipe = (task: CopyTask) => PhotoEdit

/** A number for each strength. */
export type ByStrength<Value = number> = Readonly<Record<CopyStrength, Value>>

/** JPEG quality of every copy that is not about it: what a shop's own upload usually makes. */
export const USUAL_QUALITY = 85

/** At least one pixel. */
export function pixels(value: number): number {
  return Math.max(1, Math.round(value))
}

export function svgDocument(width: number, height: number, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`
}
