import type { Colour } from './colour.ts'
import { darken, lighten } from './colour.ts'
import type { Motif } from './product-look.ts'

/** A motif within a circle of radius 1 around the origin, in two colours. */
const MOTIFS: Readonly<Record<Motif, (main: Colour, second: Colour) => string>> = {
  sun: (main) =>
    `<circle r=".48" fill="${main}"/><g stroke="${main}" stroke-width=".13" stroke-linecap="round">` +
    around(12, (degrees) => `<path transform="rotate(${degrees})" d="M0 -.66V-.94"/>`) +
    '</g>',
  leaf: (main, second) =>
    `<path d="M-.75 .75C-1 -.5 0 -1 .9 -.9C1 .2 .4 .95 -.75 .75Z" fill="${main}"/>` +
    `<path d="M-.85 .9L.55 -.55M-.3 .33V-.35M.1 -.08V-.62M-.3 .33H.42M.1 -.08H.68" fill="none" stroke="${second}" stroke-width=".09"/>`,
  waves: (main) =>
    `<g fill="none" stroke="${main}" stroke-width=".2" stroke-linecap="round">` +
    [-0.5, 0, 0.5].map((y) => `<path d="M-.95 ${y}q.24 -.42 .48 0t.48 0t.48 0t.48 0"/>`).join('') +
    '</g>',
  peaks: (main, second) =>
    `<path d="M-1 .7L-.3 -.7L.1 .05L.42 -.38L1 .7Z" fill="${main}"/>` +
    `<path d="M-.3 -.7L-.5 -.3L-.34 -.38L-.22 -.2L-.08 -.3Z" fill="${second}"/><circle cx=".6" cy="-.68" r=".17" fill="${main}"/>`,
  star: (main) => `<path d="${starPath()}" fill="${main}"/>`,
  flower: (main, second) =>
    around(
      7,
      (degrees) => `<ellipse transform="rotate(${degrees})" cy="-.6" rx=".27" ry=".38" fill="${main}"/>`,
    ) + `<circle r=".3" fill="${second}"/>`,
  flame: (main, second) =>
    `<path d="M.05 -1C.15 -.4 .75 -.2 .7 .35C.68 .75 .38 1 0 1C-.4 1 -.72 .72 -.7 .3C-.68 -.05 -.45 -.2 -.38 -.5C-.15 -.35 0 -.6 .05 -1Z" fill="${main}"/>` +
    `<path d="M0 .05C.2 .3 .36 .42 .33 .62C.3 .85 .15 .95 0 .95C-.18 .95 -.33 .82 -.33 .62C-.33 .42 -.1 .35 0 .05Z" fill="${second}"/>`,
  drop: (main, second) =>
    `<path d="M0 -1C.3 -.5 .7 -.1 .7 .32A.7 .66 0 0 1 -.7 .32C-.7 -.1 -.3 -.5 0 -1Z" fill="${main}"/>` +
    `<path d="M-.4 .3A.42 .42 0 0 0 0 .72" fill="none" stroke="${second}" stroke-width=".13" stroke-linecap="round"/>`,
  fruit: (main, second) =>
    `<path d="M0 -.35C.3 -.62 .9 -.5 .88 .15C.86 .7 .45 1 .18 .92C.06 .88 -.06 .88 -.18 .92C-.45 1 -.86 .7 -.88 .15C-.9 -.5 -.3 -.62 0 -.35Z" fill="${main}"/>` +
    `<path d="M0 -.35C0 -.6 .05 -.75 .16 -.92" fill="none" stroke="${darken(main, 0.6)}" stroke-width=".1" stroke-linecap="round"/>` +
    `<path d="M.1 -.6C.25 -.95 .6 -.98 .8 -.85C.68 -.58 .4 -.48 .1 -.6Z" fill="${second}"/>` +
    `<ellipse cx="-.45" cy=".05" rx=".13" ry=".26" fill="#ffffff" opacity=".45"/>`,
  berries: (main, second) =>
    [
      [-0.42, -0.1],
      [0.42, -0.1],
      [0, 0.5],
      [0, -0.42],
    ]
      .map(
        ([x = 0, y = 0], at) =>
          `<circle cx="${x}" cy="${y}" r=".44" fill="${at % 2 === 0 ? main : lighten(main, 0.18)}"/>` +
          `<circle cx="${x - 0.13}" cy="${y - 0.14}" r=".1" fill="#ffffff" opacity=".6"/>`,
      )
      .join('') + `<path d="M0 -.7C.2 -1.05 .6 -1 .75 -.9C.6 -.62 .3 -.55 0 -.7Z" fill="${second}"/>`,
  citrus: (main, second) =>
    `<circle r=".92" fill="${main}"/><circle r=".76" fill="${second}"/>` +
    around(
      8,
      (degrees) =>
        `<path transform="rotate(${degrees})" d="M0 -.1L-.2 -.6Q0 -.76 .2 -.6Z" fill="${main}" stroke="${main}" stroke-width=".06" stroke-linejoin="round"/>`,
    ),
  bean: (main, second) =>
    ['rotate(-32) translate(-.34 .12)', 'rotate(24) translate(.38 0)']
      .map(
        (transform) =>
          `<g transform="${transform}"><ellipse rx=".4" ry=".62" fill="${main}"/>` +
          `<path d="M.04 -.58C-.22 -.2 .22 .16 -.04 .58" fill="none" stroke="${second}" stroke-width=".1"/></g>`,
      )
      .join(''),
  zigzag: (main, second) =>
    `<g fill="none" stroke-width=".2" stroke-linejoin="round">` +
    [-0.55, 0, 0.55]
      .map(
        (y, at) =>
          `<path d="M-.95 ${y + 0.2}l.32 -.4l.32 .4l.32 -.4l.32 .4l.32 -.4l.32 .4" stroke="${at === 1 ? second : main}"/>`,
      )
      .join('') +
    '</g>',
  dots: (main, second) =>
    [-0.62, 0, 0.62]
      .flatMap((y, row) =>
        [-0.62, 0, 0.62].map(
          (x, column) =>
            `<circle cx="${x}" cy="${y}" r=".22" fill="${(row + column) % 2 === 0 ? main : second}"/>`,
        ),
      )
      .join(''),
}

/** A motif of this radius around (x, y). */
export function drawMotif(
  motif: Motif,
  at: { readonly x: number; readonly y: number; readonly radius: number; readonly degrees?: number },
  main: Colour,
  second: Colour,
): string {
  const { x, y, radius, degrees = 0 } = at
  const shapes = MOTIFS[motif](main, second)
  return `<g transform="translate(${x} ${y}) rotate(${degrees}) scale(${radius})">${shapes}</g>`
}

function around(count: number, draw: (degrees: number) => string): string {
  return Array.from({ length: count }, (_, at) => draw((360 / count) * at)).join('')
}

function starPath(): string {
  const corners = Array.from({ length: 10 }, (_, at) => {
    const radius = at % 2 === 0 ? 0.98 : 0.42
    const angle = (Math.PI / 5) * at - Math.PI / 2
    return `${radius * Math.cos(angle)} ${radius * Math.sin(angle)}`
  })
  return `M${corners.join('L')}Z`
}
