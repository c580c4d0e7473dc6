import { drawLettering } from './lettering.ts'

export type Watermark = 'repeated-name' | 'sale-badge' | 'frame' | 'corner-name'

/** What a shop lays over a photo that is often not its own: an SVG document of this size in pixels. */
export function drawWatermark(kind: Watermark, shop: string, widthPx: number, heightPx: number): string {
  const marks = MARKS[kind](shop, widthPx, heightPx)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${widthPx}" height="${heightPx}">${marks}</svg>`
}

const MARKS: Readonly<Record<Watermark, (shop: string, widthPx: number, heightPx: number) => string>> = {
  'repeated-name': (shop, widthPx, heightPx) => {
    const marks = [0.22, 0.5, 0.78].map((share) =>
      drawLettering(shop, {
        x: 0,
        y: (share - 0.5) * heightPx * 1.1,
        height: heightPx * 0.055,
        maximumWidth: widthPx * 0.8,
        colour: '#ffffff',
        weight: 0.2,
        opacity: 0.55,
      }),
    )
    return `<g transform="translate(${widthPx / 2} ${heightPx / 2}) rotate(-28)">${marks.join('')}</g>`
  },
  'sale-badge': (_shop, widthPx, heightPx) => {
    const radius = widthPx * 0.125
    const x = widthPx - radius * 1.25
    const y = Math.min(heightPx * 0.5, radius * 1.25)
    return (
      `<circle cx="${x}" cy="${y}" r="${radius}" fill="#d5342b"/><circle cx="${x}" cy="${y}" r="${radius * 0.88}" fill="none" stroke="#ffffff" stroke-width="${radius * 0.04}"/>` +
      drawLettering('SALE', {
        x,
        y: y - radius * 0.18,
        height: radius * 0.46,
        colour: '#ffffff',
        weight: 0.24,
      }) +
      drawLettering('-20%', {
        x,
        y: y + radius * 0.42,
        height: radius * 0.32,
        colour: '#ffe08a',
        weight: 0.22,
      })
    )
  },
  frame: (shop, widthPx, heightPx) => {
    const bar = heightPx * 0.1
    const edge = widthPx * 0.016
    return (
      `<rect x="${edge / 2}" y="${edge / 2}" width="${widthPx - edge}" height="${heightPx - edge}" fill="none" stroke="#1f6f6b" stroke-width="${edge}"/>` +
      `<rect y="${heightPx - bar}" width="${widthPx}" height="${bar}" fill="#1f6f6b"/>` +
      drawLettering(shop, {
        x: widthPx * 0.3,
        y: heightPx - bar / 2,
        height: bar * 0.4,
        maximumWidth: widthPx * 0.46,
        colour: '#ffffff',
        weight: 0.2,
      }) +
      drawLettering('FREE SHIPPING', {
        x: widthPx * 0.78,
        y: heightPx - bar / 2,
        height: bar * 0.28,
        maximumWidth: widthPx * 0.34,
        colour: '#ffe08a',
        weight: 0.2,
      })
    )
  },
  'corner-name': (shop, widthPx, heightPx) =>
    `<rect x="${widthPx * 0.03}" y="${heightPx * 0.9}" width="${widthPx * 0.36}" height="${heightPx * 0.065}" rx="6" fill="#1a1208" opacity=".55"/>` +
    drawLettering(shop, {
      x: widthPx * 0.21,
      y: heightPx * 0.9325,
      height: heightPx * 0.028,
      maximumWidth: widthPx * 0.32,
      colour: '#ffffff',
      weight: 0.18,
    }),
}
