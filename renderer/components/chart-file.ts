import { readColour } from './css-colour.ts'

/** Pixels of a saved picture for each unit of the drawing. */
export const PNG_SCALE = 3
/** What a chart's look depends on; everything else stands in its own attributes. */
const STYLES = [
  'fill',
  'stroke',
  'fill-opacity',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-size',
  'font-weight',
  'text-anchor',
] as const
const COLOURS: ReadonlySet<string> = new Set(['fill', 'stroke'])

/**
 * A chart of the window as a file of its own: with the colours and letters it has now, on the page's ground, readable by
 * programs that know neither the window's styles nor its colour notation.
 */
export function chartAsSvg(chart: SVGSVGElement): string {
  const copy = document.importNode(chart, true)
  const { width, height } = chart.viewBox.baseVal
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.setAttribute('font-family', 'system-ui, sans-serif')
  copy.removeAttribute('class')
  const drawn = chart.querySelectorAll('*')
  copy.querySelectorAll('*').forEach((element, place) => {
    const original = drawn[place]
    if (original === undefined) return
    element.removeAttribute('class')
    const style = getComputedStyle(original)
    for (const name of STYLES) {
      const value = style.getPropertyValue(name)
      element.setAttribute(name, COLOURS.has(name) ? plainColour(value) : value)
    }
  })
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  ground.setAttribute('width', '100%')
  ground.setAttribute('height', '100%')
  ground.setAttribute('fill', plainColour(getComputedStyle(document.body).backgroundColor))
  copy.prepend(ground)
  return new XMLSerializer().serializeToString(copy)
}

/** The same as a picture, three pixels a unit. @throws Error where the browser cannot draw it */
export async function chartAsPng(chart: SVGSVGElement): Promise<Blob> {
  const { width, height } = chart.viewBox.baseVal
  return svgAsPng(chartAsSvg(chart), width, height)
}

/** A drawing of its own as a picture, three pixels a unit. @throws Error where the browser cannot draw it */
export async function svgAsPng(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image()
  image.src = URL.createObjectURL(svgAsBlob(svg))
  await image.decode().finally(() => URL.revokeObjectURL(image.src))
  const canvas = document.createElement('canvas')
  canvas.width = width * PNG_SCALE
  canvas.height = height * PNG_SCALE
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('Expected a canvas to draw the chart on, but this browser has none')
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (blob === null) throw new Error('Expected a PNG of the chart, but the browser made none')
  return blob
}

export function svgAsBlob(svg: string): Blob {
  return new Blob([svg], { type: 'image/svg+xml;charset=utf-8' })
}

/** "Scores of pairs: all" -> "scores-of-pairs-all"; letters of every script stay. */
function chartFileName(title: string): string {
  const name = title.toLocaleLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-')
  return name.replaceAll(/^-|-$/g, '') || 'chart'
}

/** oklch() and var() as "#rrggbb", with its opacity where it is not whole; "none" stays. */
export function plainColour(colour: string): string {
  if (colour === 'none' || colour === '') return 'none'
  const [red, green, blue, opacity] = readColour(colour)
  if (opacity === 0) return 'none'
  return opacity === 255
    ? `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`
    : `rgba(${red}, ${green}, ${blue}, ${(opacity / 255).toFixed(3)})`
}

/** Hands a file to the browser, which puts it where downloads go. */
export function saveChartFile(file: Blob, title: string, form: 'svg' | 'png'): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = `${chartFileName(title)}.${form}`
  link.click()
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
