import { drawBackdrop } from './backdrops.ts'
import { drawProduct } from './draw-product.ts'
import { radialGradient } from './gradients.ts'
import { drawLettering } from './lettering.ts'
import type { Drawing } from './product-look.ts'
import { drawProp } from './props.ts'
import { PHOTO_WIDTH_PX, type Photo, type Scene } from './scene.ts'

/** How much of the picture's height a product of the usual scale takes. */
const FILLED_SHARE = 0.68
const CLOSE_UP_SCALE = 1.6

/** The whole photo as an SVG document of PHOTO_WIDTH_PX x the scene's height. The same photo gives the same text. */
export function drawPhoto(photo: Photo): string {
  const { look, view, scene } = photo
  const drawing = drawProduct(look, { turn: view === 'angled' ? photo.side : 0 })
  const across = view === 'measured' ? 0.52 : 0.7
  const fitting = Math.min(
    (scene.heightPx * FILLED_SHARE) / drawing.height,
    (PHOTO_WIDTH_PX * across) / drawing.width,
  )
  const scale = fitting * scene.scale * (view === 'close-up' ? CLOSE_UP_SCALE : 1)
  const shownHeight = drawing.height * scale
  // Short products stand a little below the middle, tall ones near the foot of the picture.
  const standing = Math.min(scene.heightPx * 0.88, scene.heightPx * 0.55 + shownHeight / 2)
  const middled = scene.heightPx / 2 + shownHeight / 2
  const closeUpDrop = view === 'close-up' ? shownHeight * (drawing.flatLay ? -0.08 : 0.16) : 0
  const floor = drawing.flatLay ? middled : standing
  const x = PHOTO_WIDTH_PX / 2 + scene.shiftXPx
  const y = floor + scene.shiftYPx + closeUpDrop
  const horizon = drawing.flatLay ? 0 : Math.min(floor, scene.heightPx * 0.88) - scene.heightPx * 0.12
  const product =
    `<g transform="translate(${x} ${y}) scale(${scale})">${drawShadow(drawing, scene)}` +
    `<g transform="rotate(${drawing.flatLay ? scene.degrees * 2.2 : scene.degrees * 0.35} 0 ${-drawing.height / 2})">${drawing.svg}</g></g>`
  const propX = scene.light < 0 ? PHOTO_WIDTH_PX * 0.86 : PHOTO_WIDTH_PX * 0.14
  const prop =
    drawing.flatLay || view !== 'front' ? '' : drawProp(scene, propX, horizon + scene.heightPx * 0.045)
  const measures = view === 'measured' ? drawMeasures(drawing, { x, y, scale, words: look.measure }) : ''
  const defs =
    radialGradient('shadow', [0.5, 0.5], 0.5, [
      [0, '#1a1208', 0.55],
      [0.5, '#1a1208', 0.24],
      [1, '#1a1208', 0],
    ]) +
    radialGradient('vignette', [0.5, 0.48], 0.75, [
      [0.55, '#1a1208', 0],
      [1, '#1a1208', scene.backdrop === 'studio' ? 0.07 : 0.18],
    ])
  return withShortNumbers(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${PHOTO_WIDTH_PX}" height="${scene.heightPx}">` +
      `<defs>${defs}</defs><g transform="${tilt(scene)}">${drawBackdrop(scene, horizon)}</g>${prop}${product}${measures}` +
      `<rect width="${PHOTO_WIDTH_PX}" height="${scene.heightPx}" fill="url(#vignette)"/></svg>`,
  )
}

/** A camera not held quite straight; a little larger, so that no corner stays empty. */
function tilt({ degrees, heightPx }: Scene): string {
  const middle = `${PHOTO_WIDTH_PX / 2} ${heightPx / 2}`
  return `rotate(${degrees * 0.7} ${middle}) translate(${PHOTO_WIDTH_PX * -0.05} ${heightPx * -0.05}) scale(1.1)`
}

function drawShadow({ width, height, flatLay }: Drawing, { light }: Scene): string {
  if (flatLay) {
    const layers = [0, 1, 2, 3, 4].map(
      (at) =>
        `<rect x="${-width * 0.3 - at * 6 - light * 10}" y="${-height * 0.97 - at * 4 + 10}" width="${width * 0.6 + at * 12}" height="${height * 0.98 + at * 8}" rx="${26 + at * 6}" fill="#1a1208" opacity=".05"/>`,
    )
    return layers.join('')
  }
  return (
    `<ellipse cx="${-light * width * 0.24}" cy="-3" rx="${width * 0.86}" ry="${Math.min(34, width * 0.14)}" fill="url(#shadow)" opacity=".7"/>` +
    `<ellipse cy="-2" rx="${width * 0.56}" ry="${Math.min(20, width * 0.075)}" fill="url(#shadow)"/>`
  )
}

interface Measured {
  readonly x: number
  readonly y: number
  readonly scale: number
  readonly words: string
}

/** Dimension lines with a scale beside the product, as sellers draw them. */
function drawMeasures({ width, height }: Drawing, { x, y, scale, words }: Measured): string {
  const right = x + (width * scale) / 2 + 34
  const top = y - height * scale
  const left = x - (width * scale) / 2
  const ticks = Array.from({ length: 21 }, (_, at) => {
    const tickY = y + ((top - y) * at) / 20
    return `M${right} ${tickY}h${at % 5 === 0 ? 16 : 8}`
  })
  // Lamps are sold by their height in cm, watches by their width in mm: the drawing must not contradict the title.
  const heightWords = words.endsWith(' cm') ? words : `${Math.round(height / 13)} cm`
  const widthWords = words.endsWith(' mm') ? words : `${Math.round(width / 13)} cm`
  const plate = (middleX: number, middleY: number, text: string): string =>
    `<rect x="${middleX - 44}" y="${middleY - 17}" width="88" height="34" rx="8" fill="#ffffff" opacity=".92"/>` +
    drawLettering(text, {
      x: middleX,
      y: middleY,
      height: 17,
      maximumWidth: 74,
      colour: '#23324a',
      weight: 0.18,
    })
  return (
    `<path d="M${right} ${y}V${top}${ticks.join('')}M${left} ${top - 22}H${left + width * scale}m0 -9v18M${left} ${top - 31}v18" fill="none" stroke="#23324a" stroke-width="2.5"/>` +
    plate(right + 8, (y + top) / 2, heightWords) +
    plate(x, top - 22, widthWords)
  )
}

/** Three decimals: sines may differ in their last digits between machines, and pictures must not. */
function withShortNumbers(svg: string): string {
  return svg.replaceAll(
    /-?\d*\.\d{4,}(?:e-?\d+)?|-?\d+e-\d+/g,
    (number) => `${Math.round(Number(number) * 1000) / 1000}`,
  )
}
