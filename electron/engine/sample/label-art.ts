import { darken, inkOn, lighten, lumaOf } from './colour.ts'
import { drawLettering } from './lettering.ts'
import { drawMotif } from './motifs.ts'
import type { ProductLook } from './product-look.ts'

interface LabelArea {
  readonly look: ProductLook
  readonly width: number
  readonly height: number
}

/**
 * The printed front of a pack: brand, motif, what it is and how much, in the layout of the product's line.
 * Centred on the origin and exactly `width` x `height`; what sticks out is cut off.
 */
export function drawLabel(look: ProductLook, width: number, height: number): string {
  const layout = LAYOUT_DRAWINGS[look.layout % LAYOUT_DRAWINGS.length] ?? drawBand
  const clip = `<clipPath id="label"><rect x="${-width / 2}" y="${-height / 2}" width="${width}" height="${height}"/></clipPath>`
  const ground = rectangle(-width / 2, -height / 2, width, height, look.label)
  return `<defs>${clip}</defs><g clip-path="url(#label)">${ground}${layout({ look, width, height })}</g>`
}

function rectangle(x: number, y: number, width: number, height: number, fill: string, radius = 0): string {
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"/>`
}

const LAYOUT_DRAWINGS: readonly ((area: LabelArea) => string)[] = [
  drawBand,
  drawBadge,
  drawDiagonal,
  drawStripes,
  drawScatter,
  drawLandscape,
]

function drawBand({ look, width, height }: LabelArea): string {
  const short = Math.min(width, height)
  const bandHeight = height * 0.26
  return (
    rectangle(-width / 2, -height / 2, width, bandHeight, look.accent) +
    rectangle(-width / 2, -height / 2 + bandHeight + height * 0.02, width, height * 0.012, look.accent) +
    drawLettering(look.brand, {
      x: 0,
      y: -height / 2 + bandHeight / 2,
      height: height * 0.11,
      maximumWidth: width * 0.76,
      colour: inkOn(look.accent),
      weight: 0.22,
    }) +
    drawMotif(
      look.motif,
      { x: 0, y: height * 0.02, radius: short * 0.2 },
      look.accent,
      darken(look.accent, 0.45),
    ) +
    caption({ look, width, height }, 0.29, 0.42)
  )
}

function drawBadge({ look, width, height }: LabelArea): string {
  const radius = Math.min(width * 0.36, height * 0.25)
  const pale = lighten(look.label, lumaOf(look.label) > 0.6 ? 0.7 : 0.86)
  return (
    `<circle cy="${-height * 0.04}" r="${radius * 1.16}" fill="none" stroke="${pale}" stroke-width="${radius * 0.05}"/>` +
    `<circle cy="${-height * 0.04}" r="${radius * 1.05}" fill="${pale}"/>` +
    drawMotif(
      look.motif,
      { x: 0, y: -height * 0.04, radius: radius * 0.68 },
      look.accent,
      darken(look.accent, 0.4),
    ) +
    drawLettering(look.brand, {
      x: 0,
      y: -height * 0.405,
      height: height * 0.085,
      maximumWidth: width * 0.8,
      colour: inkOn(look.label),
      weight: 0.22,
    }) +
    caption({ look, width, height }, 0.31, 0.425)
  )
}

function drawDiagonal({ look, width, height }: LabelArea): string {
  const left = -width / 2
  const bottom = height / 2
  return (
    `<path d="M${left} ${bottom}V${-height * 0.02}L${-left} ${-height * 0.34}V${bottom}Z" fill="${look.accent}"/>` +
    `<path d="M${left} ${-height * 0.045}L${-left} ${-height * 0.365}" stroke="${darken(look.accent, 0.35)}" stroke-width="${height * 0.014}"/>` +
    drawMotif(
      look.motif,
      { x: width * 0.14, y: height * 0.03, radius: Math.min(width, height) * 0.24, degrees: -10 },
      lighten(look.label, 0.35),
      darken(look.accent, 0.5),
    ) +
    drawLettering(look.brand, {
      x: -width * 0.06,
      y: -height * 0.36,
      height: height * 0.11,
      maximumWidth: width * 0.74,
      colour: inkOn(look.label),
      weight: 0.24,
    }) +
    caption({ look: { ...look, label: look.accent }, width, height }, 0.31, 0.43)
  )
}

function drawStripes({ look, width, height }: LabelArea): string {
  const stripes = Array.from({ length: 9 }, (_, at) =>
    at % 2 === 0 ? rectangle(-width / 2 + (width / 9) * at, -height / 2, width / 9, height, look.accent) : '',
  )
  const plaque = lighten(look.label, 0.75)
  const plaqueLook = { ...look, label: plaque }
  return (
    stripes.join('') +
    rectangle(
      -width * 0.39,
      -height * 0.36,
      width * 0.78,
      height * 0.74,
      plaque,
      Math.min(width, height) * 0.06,
    ) +
    drawLettering(look.brand, {
      x: 0,
      y: -height * 0.255,
      height: height * 0.1,
      maximumWidth: width * 0.62,
      colour: darken(look.accent, 0.25),
      weight: 0.24,
    }) +
    drawMotif(
      look.motif,
      { x: 0, y: -height * 0.02, radius: Math.min(width, height) * 0.16 },
      look.accent,
      darken(look.accent, 0.45),
    ) +
    caption({ look: plaqueLook, width: width * 0.78, height }, 0.19, 0.305)
  )
}

function drawScatter({ look, width, height }: LabelArea): string {
  const step = Math.min(width, height) * 0.27
  const columns = Math.ceil(width / step / 2) + 1
  const rows = Math.ceil(height / step / 2) + 1
  const motifs: string[] = []
  for (let row = -rows; row <= rows; row += 1) {
    for (let column = -columns; column <= columns; column += 1) {
      const x = (column + (Math.abs(row) % 2) * 0.5) * step
      const degrees = (row * 47 + column * 83) % 60
      motifs.push(
        drawMotif(
          look.motif,
          { x, y: row * step, radius: step * 0.34, degrees },
          look.accent,
          darken(look.accent, 0.4),
        ),
      )
    }
  }
  const plaque = darken(look.accent, 0.35)
  return (
    motifs.join('') +
    rectangle(-width * 0.4, -height * 0.2, width * 0.8, height * 0.4, plaque, height * 0.03) +
    drawLettering(look.brand, {
      x: 0,
      y: -height * 0.1,
      height: height * 0.1,
      maximumWidth: width * 0.66,
      colour: '#fdfaf3',
      weight: 0.22,
    }) +
    caption({ look: { ...look, label: plaque }, width: width * 0.84, height }, 0.03, 0.135)
  )
}

function drawLandscape({ look, width, height }: LabelArea): string {
  const left = -width / 2
  const hill = (top: number, bend: number, fill: string): string =>
    `<path d="M${left} ${height / 2}V${top}C${left + width * 0.3} ${top - bend} ${left + width * 0.6} ${top + bend} ${-left} ${top - bend * 0.4}V${height / 2}Z" fill="${fill}"/>`
  return (
    drawMotif(
      look.motif,
      { x: 0, y: -height * 0.06, radius: Math.min(width, height) * 0.21 },
      look.accent,
      darken(look.accent, 0.45),
    ) +
    hill(height * 0.16, height * 0.09, lighten(look.accent, 0.3)) +
    hill(height * 0.22, -height * 0.08, look.accent) +
    hill(height * 0.33, height * 0.05, darken(look.accent, 0.4)) +
    drawLettering(look.brand, {
      x: 0,
      y: -height * 0.37,
      height: height * 0.115,
      maximumWidth: width * 0.78,
      colour: inkOn(look.label),
      weight: 0.2,
    }) +
    caption({ look: { ...look, label: darken(look.accent, 0.35) }, width, height }, 0.29, 0.42)
  )
}

/** What it is, and how much; at these heights, in fractions of the label's below its middle. */
function caption({ look, width, height }: LabelArea, wordsAt: number, measureAt: number): string {
  const colour = inkOn(look.label)
  const words = drawLettering(look.words, {
    x: 0,
    y: height * wordsAt,
    height: height * 0.072,
    maximumWidth: width * 0.8,
    colour,
    weight: 0.2,
  })
  const measure = drawLettering(look.measure, {
    x: 0,
    y: height * measureAt,
    height: height * 0.05,
    maximumWidth: width * 0.5,
    colour,
    weight: 0.18,
    opacity: 0.85,
  })
  return words + measure
}
