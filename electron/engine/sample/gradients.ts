import type { Colour } from './colour.ts'

/** [offset 0..1, colour, opacity 0..1] */
export type Stop = readonly [offset: number, colour: Colour, opacity?: number]

function stopsOf(stops: readonly Stop[]): string {
  return stops
    .map(
      ([offset, colour, opacity = 1]) =>
        `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
    )
    .join('')
}

/** From left to right, or from top to bottom of what it fills. */
export function linearGradient(id: string, direction: 'across' | 'down', stops: readonly Stop[]): string {
  const end = direction === 'across' ? 'x2="1" y2="0"' : 'x2="0" y2="1"'
  return `<linearGradient id="${id}" x1="0" y1="0" ${end}>${stopsOf(stops)}</linearGradient>`
}

/** From a centre, in fractions of what it fills, outwards. */
export function radialGradient(
  id: string,
  centre: readonly [x: number, y: number],
  radius: number,
  stops: readonly Stop[],
): string {
  const [x, y] = centre
  return `<radialGradient id="${id}" cx="${x}" cy="${y}" r="${radius}">${stopsOf(stops)}</radialGradient>`
}

/** The light on a round body: an edge in shade, a highlight left of the middle, the other edge in deeper shade. */
export function roundShade(id: string, strength = 1): string {
  return linearGradient(id, 'across', [
    [0, '#1a1208', 0.42 * strength],
    [0.12, '#1a1208', 0.16 * strength],
    [0.24, '#ffffff', 0.34 * strength],
    [0.33, '#ffffff', 0.26 * strength],
    [0.46, '#ffffff', 0],
    [0.68, '#1a1208', 0.05 * strength],
    [0.88, '#1a1208', 0.26 * strength],
    [1, '#1a1208', 0.46 * strength],
  ])
}
