import type { PictureBeside } from '../../decode/photo-edit.ts'
import { drawLettering } from '../../sample/lettering.ts'
import {
  type ByStrength,
  type CopyRecipe,
  type CopyTask,
  pixels,
  svgDocument,
  USUAL_QUALITY,
} from './copy-recipe.ts'

/** On a square: as marketplaces ask for it, with a margin, and as a shop's coloured card with a line around it. */
const PADDINGS: ByStrength<{ margin: number; line: number; grounds: readonly string[] }> = {
  mild: { margin: 0.02, line: 0, grounds: ['#ffffff'] },
  medium: { margin: 0.1, line: 0.015, grounds: ['#ffffff', '#f2f2f2', '#f4ede1'] },
  strong: { margin: 0.22, line: 0.03, grounds: ['#111111', '#d5342b', '#f6c915', '#2c6e9b', '#e7b7c8'] },
}

export const padding: CopyRecipe = ({ width, height, strength, chance }) => {
  const { margin, line, grounds } = PADDINGS[strength]
  const edge = Math.ceil(Math.max(width, height) * (1 + 2 * margin))
  const stroke = edge * line
  const frame =
    line === 0
      ? ''
      : `<rect x="${stroke / 2}" y="${stroke / 2}" width="${edge - stroke}" height="${edge - stroke}" fill="none" stroke="#8a8a8a" stroke-width="${stroke}"/>`
  return {
    canvas: {
      backgroundSvg: svgDocument(edge, edge, `${ground(edge, edge, chance.pick(grounds))}${frame}`),
      left: Math.floor((edge - width) / 2),
      top: Math.floor((edge - height) / 2),
    },
    jpegQuality: USUAL_QUALITY,
  }
}

/**
 * The middle of the photo, softly cut out, on another ground. A seller cuts out the product itself; where it stands is
 * not known here, so what is kept is a rounded middle of so much of each edge.
 */
const CUT_OUTS: ByStrength<{ kept: number; grounds: readonly (readonly [string, string])[] }> = {
  mild: {
    kept: 0.94,
    grounds: [
      ['#ffffff', '#ffffff'],
      ['#f3f3f3', '#e8e8e8'],
    ],
  },
  medium: {
    kept: 0.84,
    grounds: [
      ['#ffffff', '#dfe6ea'],
      ['#f4ede1', '#d9c7ac'],
      ['#dcd3e6', '#b9c7d2'],
    ],
  },
  strong: {
    kept: 0.74,
    grounds: [
      ['#0f2a44', '#3c7fa6'],
      ['#b3263a', '#f2b183'],
      ['#33583f', '#9fb84a'],
      ['#2b2a2c', '#6d7f8f'],
    ],
  },
}

export const background: CopyRecipe = ({ width, height, strength, chance }) => {
  const { kept, grounds } = CUT_OUTS[strength]
  const [top, bottom] = chance.pick(grounds)
  const soft = Math.min(width, height) * 0.012
  const inner = { width: width * kept - 4 * soft, height: height * kept - 4 * soft }
  const rounding = Math.min(inner.width, inner.height) * 0.3
  const mask =
    `<defs><filter id="soft" x="-20%" y="-20%" width="140%" height="140%"><feGaussianBlur stdDeviation="${soft}"/></filter></defs>` +
    `<rect x="${(width - inner.width) / 2}" y="${(height - inner.height) / 2}" width="${inner.width}" height="${inner.height}" rx="${rounding}" fill="#ffffff" filter="url(#soft)"/>`
  const gradient =
    `<defs><linearGradient id="ground" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs>` +
    ground(width, height, 'url(#ground)')
  return {
    cutOutSvg: svgDocument(width, height, mask),
    canvas: { backgroundSvg: svgDocument(width, height, gradient), left: 0, top: 0 },
    jpegQuality: USUAL_QUALITY,
  }
}

/** With a small detail picture in a corner, beside one of the same height, or as one of four. */
export const collage: CopyRecipe = (task) => ({
  ...COLLAGES[task.strength](task),
  jpegQuality: USUAL_QUALITY,
})

const INSET_EDGE = 0.3
/** Of the width. */
const HALF = 0.52

const COLLAGES: ByStrength<(task: CopyTask) => Pick<ReturnType<CopyRecipe>, 'size' | 'canvas'>> = {
  mild: ({ width, height, chance, partners }) => {
    const inset = { width: pixels(width * INSET_EDGE), height: pixels(height * INSET_EDGE) }
    const left = chance.chance(0.5) ? 0 : width - inset.width
    const top = chance.chance(0.5) ? 0 : height - inset.height
    return {
      canvas: {
        backgroundSvg: svgDocument(width, height, ground(width, height, '#ffffff')),
        left: 0,
        top: 0,
        above: besides(partners, [{ left, top, ...inset }]),
      },
    }
  },
  medium: ({ width, height, chance, partners }) => {
    const whole = pixels(width / HALF)
    const other = Math.max(1, whole - width)
    const isLeft = chance.chance(0.5)
    return {
      canvas: {
        backgroundSvg: svgDocument(width + other, height, ground(width + other, height, '#ffffff')),
        left: isLeft ? 0 : other,
        top: 0,
        below: besides(partners, [{ left: isLeft ? width : 0, top: 0, width: other, height }]),
      },
    }
  },
  strong: ({ width, height, chance, partners }) => {
    const cell = { width: pixels(width / 2), height: pixels(height / 2) }
    const places = [0, 1, 2, 3].map((at) => ({
      left: (at % 2) * cell.width,
      top: (at >> 1) * cell.height,
      ...cell,
    }))
    const [own = { left: 0, top: 0 }, ...others] = chance.shuffle(places)
    const [wide, tall] = [cell.width * 2, cell.height * 2]
    return {
      size: cell,
      canvas: {
        backgroundSvg: svgDocument(wide, tall, ground(wide, tall, '#ffffff')),
        left: own.left,
        top: own.top,
        below: besides(partners, others),
      },
    }
  },
}

/**
 * A page photographed off a screen, photo and page in shares of the page's width: a viewer's two bars; an app's page with
 * title, price and button under the photo; a whole phone's page with margins and two other offers at its foot.
 */
const PAGES: ByStrength<{ head: number; foot: number; photo: number; others: boolean }> = {
  mild: { head: 0.09, foot: 0.09, photo: 1, others: false },
  medium: { head: 0.14, foot: 0.55, photo: 1, others: false },
  strong: { head: 0.2, foot: 0.95, photo: 0.88, others: true },
}

export const screenshot: CopyRecipe = ({ width, height, strength, chance, partners }) => {
  const { head, foot, photo, others } = PAGES[strength]
  const isDark = chance.chance(0.3)
  const [paper, ink, accent] = isDark ? ['#161616', '#ececec', '#2c6e9b'] : ['#ffffff', '#202020', '#d5542b']
  const size = { width: pixels(width * photo), height: pixels(height * photo) }
  const top = pixels(width * head)
  const below = top + size.height
  const tall = below + pixels(width * foot)
  const line = (x: number, y: number, length: number, thick = 0.03): string =>
    `<rect x="${x * width}" y="${y}" width="${length * width}" height="${thick * width}" rx="${width * 0.008}" fill="${ink}"/>`
  const clock = drawLettering(`${chance.integer(10, 23)} ${chance.integer(10, 59)}`, {
    x: width * 0.12,
    y: Math.min(top * 0.5, width * 0.05),
    height: width * 0.035,
    colour: ink,
  })
  const bars = `${clock}${line(0.78, Math.min(top * 0.35, width * 0.035), 0.16, 0.025)}`
  const price = drawLettering(`${chance.integer(5, 89)}.${chance.integer(10, 99)}`, {
    x: width * 0.2,
    y: below + width * 0.09,
    height: width * 0.075,
    colour: accent,
    weight: 0.22,
  })
  const words =
    price +
    [0.17, 0.225, 0.28]
      .map((down, at) => line(0.06, below + down * width, [0.86, 0.78, 0.5][at] ?? 0.5))
      .join('') +
    `<rect x="${width * 0.06}" y="${below + width * 0.37}" width="${width * 0.88}" height="${width * 0.12}" rx="${width * 0.03}" fill="${accent}"/>`
  const buttons = [0.14, 0.38, 0.62, 0.86]
    .map((x) => `<circle cx="${x * width}" cy="${tall - width * 0.045}" r="${width * 0.022}" fill="${ink}"/>`)
    .join('')
  const thumbnail = pixels(width * 0.36)
  const thumbnails = [0.08, 0.56].map((x) => ({
    left: Math.round(x * width),
    top: below + Math.round(width * 0.54),
    width: thumbnail,
    height: thumbnail,
  }))
  const content = ground(width, tall, paper ?? '#ffffff') + bars + (foot > 0.2 ? words : buttons)
  return {
    size,
    canvas: {
      backgroundSvg: svgDocument(width, tall, content),
      left: Math.floor((width - size.width) / 2),
      top,
      ...(others && { below: besides(partners, thumbnails) }),
    },
    jpegQuality: USUAL_QUALITY,
  }
}

function ground(width: number, height: number, fill: string): string {
  return `<rect width="${width}" height="${height}" fill="${fill}"/>`
}

/** A partner in each place, in turn. */
function besides(
  partners: CopyTask['partners'],
  places: readonly Omit<PictureBeside, 'picture'>[],
): PictureBeside[] {
  return places.flatMap((place, at) => {
    const picture = partners[at % partners.length]
    return picture === undefined ? [] : [{ ...place, picture }]
  })
}
