import { type CopyKind, copyKind, type CopyStrength, copyStrength } from '../../../contract/copies.ts'
import { editPhoto } from '../../decode/edit-photo.ts'
import type { RgbPicture } from '../../decode/rgb-picture.ts'
import { randomFor } from '../../sample/random.ts'
import type { CopyRecipe } from './copy-recipe.ts'
import { background, collage, padding, screenshot } from './framed-recipes.ts'
import { sticker, text, watermark } from './overlaid-recipes.ts'
import { crop, light, mirror, reEncoding, resizing } from './plain-recipes.ts'

/**
 * Twelve things that sellers do to a photo, each at three strengths. All were fixed by what listings show before any
 * model was measured by them, and are tuned to none.
 */
const RECIPES: Readonly<Record<CopyKind, CopyRecipe>> = {
  're-encoding': reEncoding,
  resizing,
  crop,
  padding,
  background,
  watermark,
  sticker,
  text,
  collage,
  mirror,
  light,
  screenshot,
}

/** Every kind at every strength. */
export const COPIES: readonly { readonly kind: CopyKind; readonly strength: CopyStrength }[] =
  copyStrength.options.flatMap((strength) => copyKind.options.map((kind) => ({ kind, strength })))

/** Other photos that a collage or page can show. */
export const COPY_PARTNERS = 3

export interface CopyChoice {
  readonly kind: CopyKind
  readonly strength: CopyStrength
  /** With the photo's name, all that chance depends on. */
  readonly seed: number
  readonly photoName: string
  /** Other photos, for collages and pages; at least one. */
  readonly partners: readonly RgbPicture[]
}

/**
 * A copy of a photo as another listing would show it: the same photo, choice and version of sharp give the same bytes.
 * @returns the bytes of a JPEG file
 */
export function makeCopy(photo: RgbPicture, choice: CopyChoice): Promise<Uint8Array> {
  const { kind, strength, seed, photoName, partners } = choice
  const { width, height } = photo
  const chance = randomFor(seed, `copy/${kind}/${strength}/${photoName}`)
  return editPhoto(photo, RECIPES[kind]({ width, height, strength, chance, partners }))
}
