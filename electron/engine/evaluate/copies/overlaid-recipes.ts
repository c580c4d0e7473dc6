import { drawLettering } from '../../sample/lettering.ts'
import { type ByStrength, type CopyRecipe, svgDocument, USUAL_QUALITY } from './copy-recipe.ts'

const SHOPS: readonly string[] = ['BEST DEALS 24', 'MEGA MARKET', 'HOME OUTLET', 'CITY STORE', 'BUY4LESS']

/** A shop's name across the photo: one pale line, three, or six that hardly let it through. */
const WATERMARKS: ByStrength<{ lines: number; opacity: number }> = {
  mild: { lines: 1, opacity: 0.35 },
  medium: { lines: 3, opacity: 0.5 },
  strong: { lines: 6, opacity: 0.7 },
}

export const watermark: CopyRecipe = ({ width, height, strength, chance }) => {
  const { lines, opacity } = WATERMARKS[strength]
  const shop = chance.pick(SHOPS)
  const colour = chance.pick(['#ffffff', '#ffffff', '#101010', '#d02a2a'])
  const degrees = chance.between(-35, -20)
  const drawn = Array.from({ length: lines }, (_, line) =>
    drawLettering(shop, {
      x: 0,
      y: ((line + 0.5) / lines - 0.5) * height,
      height: height * 0.075,
      maximumWidth: width * 0.9,
      colour,
      weight: 0.2,
      opacity,
    }),
  )
  const turned = `<g transform="translate(${width / 2} ${height / 2}) rotate(${degrees})">${drawn.join('')}</g>`
  return { overlaySvg: svgDocument(width, height, turned), jpegQuality: USUAL_QUALITY }
}

const BADGES: readonly { readonly words: string; readonly fill: string; readonly ink: string }[] = [
  { words: 'SALE', fill: '#d5342b', ink: '#ffffff' },
  { words: '-30%', fill: '#f6c915', ink: '#1b1b1b' },
  { words: 'NEW', fill: '#1c8f4e', ink: '#ffffff' },
  { words: 'TOP', fill: '#23324a', ink: '#ffffff' },
]
const CORNERS: readonly (readonly [x: number, y: number])[] = [
  [0, 0],
  [1, 0],
  [0, 1],
  [1, 1],
]

/** Opaque badges in corners, by their diameter in shorter edges: 4%, 11% and two of 16% each of a square photo. */
const STICKERS: ByStrength<{ count: number; diameter: number }> = {
  mild: { count: 1, diameter: 0.22 },
  medium: { count: 1, diameter: 0.38 },
  strong: { count: 2, diameter: 0.45 },
}

export const sticker: CopyRecipe = ({ width, height, strength, chance }) => {
  const { count, diameter } = STICKERS[strength]
  const radius = (Math.min(width, height) * diameter) / 2
  const inset = radius * 1.1
  const drawn = chance
    .shuffle(CORNERS)
    .slice(0, count)
    .map(([right, down]) => {
      const { words, fill, ink } = chance.pick(BADGES)
      const x = right === 0 ? inset : width - inset
      const y = down === 0 ? inset : height - inset
      const lettering = { x, y, height: radius * 0.5, maximumWidth: radius * 1.5, colour: ink, weight: 0.24 }
      return `<circle cx="${x}" cy="${y}" r="${radius}" fill="${fill}"/>${drawLettering(words, lettering)}`
    })
  return { overlaySvg: svgDocument(width, height, drawn.join('')), jpegQuality: USUAL_QUALITY }
}

const SLOGANS: readonly string[] = [
  'FREE SHIPPING',
  'ORIGINAL QUALITY',
  'READY TO SHIP',
  'BUY 2 GET 1',
  'LIMITED OFFER',
]
const INKS: readonly (readonly [ground: string, ink: string])[] = [
  ['#d5342b', '#ffffff'],
  ['#ffffff', '#1b1b1b'],
  ['#111111', '#f6c915'],
  ['#1f6f6b', '#ffffff'],
]

/** Banners, by their heights in heights of the photo: one at the foot, a taller one, and one more at the head. */
const BANNERS: ByStrength<{ foot: number; head: number }> = {
  mild: { foot: 0.1, head: 0 },
  medium: { foot: 0.2, head: 0 },
  strong: { foot: 0.24, head: 0.16 },
}

export const text: CopyRecipe = ({ width, height, strength, chance }) => {
  const { foot, head } = BANNERS[strength]
  const [ground, ink] = chance.pick(INKS)
  const banner = (top: number, tall: number): string =>
    tall === 0
      ? ''
      : `<rect y="${top * height}" width="${width}" height="${tall * height}" fill="${ground}"/>` +
        drawLettering(chance.pick(SLOGANS), {
          x: width / 2,
          y: (top + tall / 2) * height,
          height: tall * height * 0.5,
          maximumWidth: width * 0.86,
          colour: ink,
          weight: 0.2,
        })
  const drawn = banner(1 - foot, foot) + banner(0, head)
  return { overlaySvg: svgDocument(width, height, drawn), jpegQuality: USUAL_QUALITY }
}
