import type { ColourMatrix, PictureArea } from '../../decode/photo-edit.ts'
import type { Random } from '../../sample/random.ts'
import { type ByStrength, type CopyRecipe, pixels, USUAL_QUALITY } from './copy-recipe.ts'

/** Saved anew: by a marketplace (60), a messenger (35), or a messenger several times over (15). */
const QUALITIES: ByStrength = { mild: 60, medium: 35, strong: 15 }

export const reEncoding: CopyRecipe = ({ strength }) => ({ jpegQuality: QUALITIES[strength] })

/** Left of each edge: a listing's preview (0.7), a search result's (0.4), an icon in a list (0.2); softer, too. */
const SIZES: ByStrength = { mild: 0.7, medium: 0.4, strong: 0.2 }
const BLURS_PX: ByStrength = { mild: 0.4, medium: 0.6, strong: 0.8 }

export const resizing: CopyRecipe = ({ width, height, strength }) => ({
  size: { width: pixels(width * SIZES[strength]), height: pixels(height * SIZES[strength]) },
  blurPx: BLURS_PX[strength],
  jpegQuality: USUAL_QUALITY,
})

/** Kept of each edge: trimmed (0.9), cut to the product (0.78), a detail of it (0.64: two fifths of the area). */
const KEPT: ByStrength = { mild: 0.9, medium: 0.78, strong: 0.64 }

export const crop: CopyRecipe = ({ width, height, strength, chance }) => ({
  keep: areaWithin(width, height, KEPT[strength], chance),
  jpegQuality: USUAL_QUALITY,
})

/** Turned around left to right, which alone fools a search by hash; later also trimmed, and warmer or colder. */
const KEPT_OF_MIRRORED: ByStrength = { mild: 1, medium: 0.92, strong: 0.84 }
const CASTS_OF_MIRRORED: ByStrength = { mild: 0, medium: 0, strong: 0.08 }

export const mirror: CopyRecipe = ({ width, height, strength, chance }) => ({
  keep: areaWithin(width, height, KEPT_OF_MIRRORED[strength], chance),
  mirror: true,
  colours: colourMatrix({ gains: cast(CASTS_OF_MIRRORED[strength], chance), saturation: 1 }),
  jpegQuality: USUAL_QUALITY,
})

/** A cast as another camera or lamp gives it, lighter or darker, paler or stronger in colour. */
const LIGHTS: ByStrength<{ cast: number; light: number; saturation: number }> = {
  mild: { cast: 0.05, light: 0.1, saturation: 0.1 },
  medium: { cast: 0.11, light: 0.22, saturation: 0.25 },
  strong: { cast: 0.18, light: 0.36, saturation: 0.45 },
}

export const light: CopyRecipe = ({ strength, chance }) => {
  const by = LIGHTS[strength]
  const brightness = chance.pick([1 - by.light, 1 + by.light])
  const saturation = chance.pick([1 - by.saturation, 1 + by.saturation])
  const [red, green, blue] = cast(by.cast, chance)
  return {
    colours: colourMatrix({ gains: [red * brightness, green * brightness, blue * brightness], saturation }),
    jpegQuality: USUAL_QUALITY,
  }
}

type Gains = readonly [red: number, green: number, blue: number]

/** Warm, cold, or green as under a fluorescent tube. */
function cast(by: number, chance: Random): Gains {
  return chance.pick<Gains>([
    [1 + by, 1, 1 - by],
    [1 - by, 1, 1 + by],
    [1 - by / 2, 1 + by / 2, 1 - by / 2],
  ])
}

/** Luma of ITU-R BT.601. */
const LUMA: Gains = [0.299, 0.587, 0.114]

/** Away from grey by `saturation`, then each channel by its gain. */
function colourMatrix({ gains, saturation }: { gains: Gains; saturation: number }): ColourMatrix {
  const row = (channel: 0 | 1 | 2): Gains => {
    const value = (of: 0 | 1 | 2): number =>
      gains[channel] * ((1 - saturation) * LUMA[of] + (of === channel ? saturation : 0))
    return [value(0), value(1), value(2)]
  }
  return [row(0), row(1), row(2)]
}

/** A part with the photo's own proportions, anywhere in it. */
function areaWithin(width: number, height: number, kept: number, chance: Random): PictureArea {
  const area = { width: pixels(width * kept), height: pixels(height * kept) }
  return {
    left: Math.floor((width - area.width) * chance.between(0, 1)),
    top: Math.floor((height - area.height) * chance.between(0, 1)),
    ...area,
  }
}
