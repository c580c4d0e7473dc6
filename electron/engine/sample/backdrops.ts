import type { Colour } from './colour.ts'
import { darken, lighten, mixColours } from './colour.ts'
import { linearGradient, radialGradient } from './gradients.ts'
import { drawMotif } from './motifs.ts'
import { PHOTO_WIDTH_PX, type Backdrop, type Scene } from './scene.ts'

const WIDTH = PHOTO_WIDTH_PX

/**
 * What is behind and under the product, over the whole picture.
 * @param horizon where the surface meets the wall, in pixels from the top; 0 for a photo taken from above
 */
export function drawBackdrop(scene: Scene, horizon: number): string {
  return DRAW[scene.backdrop](scene, horizon)
}

const DRAW: Readonly<Record<Backdrop, (scene: Scene, horizon: number) => string>> = {
  studio: (scene, horizon) => {
    const defs =
      radialGradient('wall', [0.5, 0.42], 0.75, [
        [0, '#ffffff'],
        [0.6, '#f4f3f1'],
        [1, '#d5d3cf'],
      ]) +
      linearGradient('floor', 'down', [
        [0, '#dedcd8', 0],
        [0.25, '#dedcd8', 0.6],
        [1, '#f6f5f3', 1],
      ])
    return `<defs>${defs}</defs>${area(0, scene.heightPx, 'url(#wall)')}${area(horizon, scene.heightPx, 'url(#floor)')}`
  },
  paper: (scene, horizon) => {
    const tone = mixColours(scene.wall, scene.surface, 0.12)
    const defs =
      linearGradient('wall', 'down', [
        [0, darken(tone, 0.14)],
        [0.55, lighten(tone, 0.12)],
        [0.72, lighten(tone, 0.3)],
        [1, tone],
      ]) + sidelight(scene)
    return `<defs>${defs}</defs>${area(0, scene.heightPx, 'url(#wall)')}${area(0, scene.heightPx, 'url(#sidelight)')}${softLine(horizon, tone)}`
  },
  arch: (scene, horizon) => {
    const inner = mixColours(scene.wall, scene.surface, 0.4)
    const foot = horizon > 0 ? horizon : scene.heightPx
    const arch = `<path d="M130 ${foot}V240A170 170 0 0 1 470 240V${foot}Z" fill="${inner}"/>`
    return (
      `<defs>${sidelight(scene)}</defs>${area(0, scene.heightPx, scene.wall)}${arch}` +
      (horizon > 0 ? area(horizon, scene.heightPx, lighten(scene.wall, 0.35)) : '') +
      area(0, scene.heightPx, 'url(#sidelight)')
    )
  },
  wood: (scene, horizon) => {
    const wood = woodFrom(scene.surface)
    return (
      `<defs>${sidelight(scene)}</defs>${area(0, scene.heightPx, scene.wall)}${area(0, scene.heightPx, 'url(#sidelight)')}` +
      planks(horizon, scene.heightPx, wood)
    )
  },
  tiles: (scene, horizon) => {
    const tile = lighten(scene.wall, 0.45)
    const joint = darken(tile, 0.16)
    const pattern = `<pattern id="tiles" width="120" height="112" patternUnits="userSpaceOnUse"><rect width="120" height="112" fill="${tile}"/><path d="M0 0H120M0 56H120M0 0V56M60 56V112" stroke="${joint}" stroke-width="3.5"/><path d="M6 8H112M66 64H116M6 64H54" stroke="#ffffff" stroke-opacity=".6" stroke-width="3"/></pattern>`
    return (
      `<defs>${pattern}${sidelight(scene)}</defs>${area(0, scene.heightPx, 'url(#tiles)')}${area(0, scene.heightPx, 'url(#sidelight)')}` +
      (horizon > 0 ? marble(horizon, scene.heightPx) : '')
    )
  },
  garden: (scene, horizon) => {
    const greens: readonly Colour[] = ['#6f9a4f', '#a7c46a', '#4d7a48', '#d5dd9a', '#86b28a']
    const blurs = Array.from({ length: 26 }, (_, at) => {
      const x = ((at * 149) % 660) - 30
      const y = ((at * 97) % 430) - 20
      return `<circle cx="${x}" cy="${y}" r="${24 + ((at * 31) % 54)}" fill="${greens[at % greens.length] ?? '#6f9a4f'}" opacity=".34"/>`
    })
    return (
      `<defs>${linearGradient('wall', 'down', [
        [0, '#c3d7a0'],
        [1, '#5f8550'],
      ])}${sidelight(scene)}</defs>${area(0, scene.heightPx, 'url(#wall)')}${blurs.join('')}` +
      planks(horizon, scene.heightPx, woodFrom(scene.surface)) +
      area(0, scene.heightPx, 'url(#sidelight)')
    )
  },
  window: (scene, horizon) => {
    const direction = scene.light
    const panes = [0, 1, 2]
      .map((at) => {
        const x = 300 - direction * 220 + direction * at * 130
        return `<path d="M${x} -20h96L${x + 96 + direction * 260} ${scene.heightPx + 20}h-96Z" fill="#fff6dc" opacity=".42"/>`
      })
      .join('')
    const leaves = [0, 1, 2, 3, 4].map((at) =>
      drawMotif(
        'leaf',
        { x: 300 + direction * (250 - at * 46), y: 60 + at * 34, radius: 54 - at * 5, degrees: at * 37 },
        darken(scene.wall, 0.5),
        darken(scene.wall, 0.5),
      ),
    )
    return (
      `<defs>${sidelight(scene)}</defs>${area(0, scene.heightPx, darken(scene.wall, 0.1))}${panes}` +
      (horizon > 0
        ? area(horizon, scene.heightPx, lighten(scene.surface, 0.45)) + softLine(horizon, scene.surface)
        : '') +
      `<g opacity=".16">${leaves.join('')}</g>${area(0, scene.heightPx, 'url(#sidelight)')}`
    )
  },
  linen: (scene, horizon) => {
    const cloth = mixColours(scene.wall, '#efe8da', 0.5)
    // A tile of many threads: patterns of a few pixels take several times as long to draw.
    const threads = Array.from({ length: 20 }, (_, at) => 1.5 + at * 3)
    const weft = threads.map((y) => `M0 ${y}H60`).join('')
    const warp = threads.map((x) => `M${x} 0V60`).join('')
    const pattern = `<pattern id="weave" width="60" height="60" patternUnits="userSpaceOnUse"><rect width="60" height="60" fill="${cloth}"/><path d="${weft}" stroke="${darken(cloth, 0.12)}" stroke-width=".9"/><path d="${warp}" stroke="${lighten(cloth, 0.4)}" stroke-width=".9"/></pattern>`
    const folds = [70, 210, 380, 520].map(
      (x) =>
        `<path d="M${x} ${horizon}q40 ${(scene.heightPx - horizon) / 2} -30 ${scene.heightPx - horizon}" fill="none" stroke="${darken(cloth, 0.3)}" stroke-opacity=".16" stroke-width="22"/>`,
    )
    return (
      `<defs>${pattern}${sidelight(scene)}</defs>${area(0, scene.heightPx, lighten(scene.wall, 0.1))}` +
      `${area(horizon, scene.heightPx, 'url(#weave)')}${folds.join('')}${area(0, scene.heightPx, 'url(#sidelight)')}`
    )
  },
}

function area(top: number, bottom: number, fill: string): string {
  return `<rect y="${top}" width="${WIDTH}" height="${Math.max(0, bottom - top)}" fill="${fill}"/>`
}

/** Lighter where the light comes from, darker on the other side. */
function sidelight({ light }: Scene): string {
  const bright = [light < 0 ? 0 : 1, '#fff8e8', 0.34] as const
  const dark = [light < 0 ? 1 : 0, '#1a1208', 0.24] as const
  return linearGradient(
    'sidelight',
    'across',
    light < 0 ? [bright, [0.5, '#fff8e8', 0], dark] : [dark, [0.5, '#fff8e8', 0], bright],
  )
}

function softLine(y: number, colour: Colour): string {
  return y > 0
    ? `<rect y="${y - 3}" width="${WIDTH}" height="6" fill="${darken(colour, 0.3)}" opacity=".14"/>`
    : ''
}

/** Pale surfaces are paint or stone; as planks they would not read as wood. */
function woodFrom(surface: Colour): Colour {
  return mixColours(surface, '#9a6a3f', 0.35)
}

function planks(top: number, bottom: number, wood: Colour): string {
  const rows = Math.max(3, Math.round((bottom - top) / (top > 0 ? 46 : 92)))
  const step = (bottom - top) / rows
  const boards = Array.from({ length: rows }, (_, row) => {
    const y = top + row * step
    const shade = ((row * 5) % 7) / 7
    const board = shade < 0.5 ? darken(wood, 0.16 * (0.5 - shade)) : lighten(wood, 0.22 * (shade - 0.5))
    const grain = [0.22, 0.48, 0.74].map((share, at) => {
      const bend = ((row * 13 + at * 29) % 17) - 8
      return `<path d="M0 ${y + step * share}C150 ${y + step * share + bend} 380 ${y + step * share - bend} 600 ${y + step * share + bend * 0.4}"/>`
    })
    return (
      `<rect y="${y}" width="${WIDTH}" height="${step + 1}" fill="${board}"/>` +
      `<g fill="none" stroke="${darken(wood, 0.4)}" stroke-opacity=".28" stroke-width="1.8">${grain.join('')}</g>` +
      `<rect y="${y}" width="${WIDTH}" height="2" fill="${darken(wood, 0.6)}" opacity=".5"/>`
    )
  })
  return boards.join('')
}

function marble(top: number, bottom: number): string {
  const veins = [0, 1, 2, 3].map(
    (at) =>
      `<path d="M${at * 170 - 40} ${bottom}C${at * 170} ${bottom - 60} ${at * 170 + 60} ${top + 60} ${at * 170 + 150} ${top}"/>`,
  )
  return (
    area(top, bottom, '#eceae6') +
    `<g fill="none" stroke="#a8a49c" stroke-opacity=".5" stroke-width="3">${veins.join('')}</g>` +
    `<rect y="${top}" width="${WIDTH}" height="7" fill="#ffffff" opacity=".8"/><rect y="${top - 5}" width="${WIDTH}" height="5" fill="#1a1208" opacity=".18"/>`
  )
}
