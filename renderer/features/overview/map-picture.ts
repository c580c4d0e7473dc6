import { PNG_SCALE, plainColour } from '../../components/chart-file.ts'
import { formatCount } from '../../components/format-quantity.ts'
import type { MapArrays } from './map-arrays.ts'
import { toScreen, type Camera, type Size } from './map-camera.ts'
import type { PointLook, PointShape } from './point-look.ts'
import type { PointLooks } from './point-looks.ts'
import { PointRenderer } from './point-renderer.ts'

/** The map as it is seen, to be drawn once more. */
export interface SeenMap {
  readonly arrays: MapArrays
  readonly looks: PointLooks
  readonly hidden: ReadonlySet<number>
  readonly chosen: readonly number[]
  readonly camera: Camera
  readonly size: Size
  /** In CSS pixels, from edge to edge. */
  readonly pointSize: number
}

/** A drawing that stands for itself. */
export interface MapPicture extends Size {
  readonly svg: string
}

/** More points make a file that drawing programs can hardly open: they are drawn as one picture then. */
const MOST_DRAWN_POINTS = 20_000
const HEAD = 34
const LEGEND_WIDTH = 210
const LEGEND_ROW = 20
/** As the shader draws them. */
const CHOSEN_SIZE = 1.45
const FADED = 0.22

/**
 * What is seen of the map as an SVG with its title and its legend: each point a shape, grouped by what it means, or all of
 * them one picture where they are very many.
 * @param legend null where a legend would tell nothing
 * @throws Error where the browser cannot draw very many points
 */
export function mapAsSvg(
  seen: SeenMap,
  title: string,
  legend: readonly PointLook[] | null,
  ground: Element,
): MapPicture {
  const width = Math.round(seen.size.width) + (legend === null ? 0 : LEGEND_WIDTH)
  const height =
    Math.max(Math.round(seen.size.height), (legend?.length ?? 0) * LEGEND_ROW + LEGEND_ROW) + HEAD
  const style = getComputedStyle(ground)
  const text = plainColour(style.color)
  const points = pointsInView(seen)
  const drawn = points.length > MOST_DRAWN_POINTS ? asPicture(seen) : asShapes(seen, points)
  const { width: across, height: down } = seen.size
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="${plainColour(style.backgroundColor)}"/>`,
    `<text x="12" y="22" font-size="15" font-weight="600" fill="${text}">${escaped(title)}</text>`,
    `<svg x="0" y="${HEAD}" width="${across}" height="${down}" viewBox="0 0 ${across} ${down}" overflow="hidden">${drawn}</svg>`,
    ...(legend ?? []).map((look, place) => legendRow(look, place, seen.size.width, text)),
    '</svg>',
  ].join('\n')
  return { svg, width, height }
}

function pointsInView({ arrays, looks, hidden, camera, size, pointSize }: SeenMap): number[] {
  const points: number[] = []
  for (let point = 0; point < arrays.count; point += 1) {
    if (hidden.has(looks.lookOf[point] ?? 0)) continue
    const { x, y } = toScreen(camera, placeOf(arrays, point), size)
    const isSeen =
      x > -pointSize && y > -pointSize && x < size.width + pointSize && y < size.height + pointSize
    if (isSeen) points.push(point)
  }
  return points
}

function asShapes(seen: SeenMap, points: readonly number[]): string {
  const { arrays, looks, camera, size, pointSize } = seen
  const chosen = new Set(seen.chosen)
  const byLook = Map.groupBy(points, (point) => looks.lookOf[point] ?? 0)
  return [...byLook]
    .toSorted(([one], [other]) => one - other)
    .flatMap(([place, members]) => {
      const look = looks.looks[place]
      if (look === undefined) return []
      const shapes = members.map((point) => {
        const { x, y } = toScreen(camera, placeOf(arrays, point), size)
        const isChosen = chosen.has(point)
        const radius = (pointSize / 2) * (isChosen ? CHOSEN_SIZE : 1)
        const faded = chosen.size > 0 && !isChosen ? ` opacity="${FADED}"` : ''
        return shapeAt(look.shape, x, y, radius, faded)
      })
      return [`<g fill="${colourOf(look)}"><title>${escaped(look.name)}</title>${shapes.join('')}</g>`]
    })
    .join('\n')
}

function asPicture({ arrays, looks, hidden, chosen, camera, size, pointSize }: SeenMap): string {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(size.width * PNG_SCALE)
  canvas.height = Math.round(size.height * PNG_SCALE)
  const renderer = PointRenderer.of(canvas)
  if (renderer === null) throw new Error('Expected WebGL 2 to draw the map, but this browser has none')
  renderer.setPoints(arrays)
  renderer.setLooks(looks.looks, looks.lookOf, hidden)
  renderer.setChosen(chosen)
  renderer.draw(camera, size, PNG_SCALE, pointSize)
  // In the same task: what was drawn is gone after it.
  const picture = canvas.toDataURL('image/png')
  renderer.dispose()
  return `<image width="${size.width}" height="${size.height}" href="${picture}"/>`
}

function legendRow(look: PointLook, place: number, start: number, text: string): string {
  const x = start + 16
  const y = HEAD + place * LEGEND_ROW + 12
  const sign = `<g fill="${colourOf(look)}">${shapeAt(look.shape, x, y, 5, '')}</g>`
  const words = `${look.name} (${formatCount(look.points)})`
  return `${sign}<text x="${x + 12}" y="${y + 4}" fill="${text}">${escaped(words)}</text>`
}

function shapeAt(shape: PointShape, x: number, y: number, radius: number, more: string): string {
  const at = (right: number, down: number): string =>
    `${(x + right * radius).toFixed(1)} ${(y + down * radius).toFixed(1)}`
  if (shape === 'circle')
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${(radius * 0.9).toFixed(2)}"${more}/>`
  const corners: Readonly<Record<Exclude<PointShape, 'circle'>, readonly string[]>> = {
    square: [at(-0.77, -0.77), at(0.77, -0.77), at(0.77, 0.77), at(-0.77, 0.77)],
    triangle: [at(0, -0.95), at(0.95, 0.77), at(-0.95, 0.77)],
    diamond: [at(0, -0.95), at(0.95, 0), at(0, 0.95), at(-0.95, 0)],
  }
  return `<path d="M${corners[shape].join('L')}Z"${more}/>`
}

function placeOf({ places }: MapArrays, point: number): { x: number; y: number } {
  return { x: places[point * 2] ?? 0, y: places[point * 2 + 1] ?? 0 }
}

function colourOf({ colour: [red, green, blue] }: PointLook): string {
  return plainColour(`rgb(${red} ${green} ${blue})`)
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
