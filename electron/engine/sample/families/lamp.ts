import { darken, lighten } from '../colour.ts'
import { linearGradient, radialGradient, roundShade } from '../gradients.ts'
import { drawMotif } from '../motifs.ts'
import type { Drawing, Pose, ProductLook } from '../product-look.ts'

/** The shade's outline, where its light comes from, and the stand below it. */
const LAMP_FORMS = [
  { shade: 'M-74 -360H74L120 -206Q0 -186 -120 -206Z', stand: 'column', glow: [0, -240] },
  {
    shade: 'M-118 -214C-116 -330 -60 -372 0 -372C60 -372 116 -330 118 -214Q0 -192 -118 -214Z',
    stand: 'mushroom',
    glow: [0, -240],
  },
  { shade: 'M-92 -266A92 92 0 1 1 92 -266A92 92 0 1 1 -92 -266Z', stand: 'block', glow: [0, -266] },
  {
    shade: 'M-150 -300L-96 -370Q-70 -384 -48 -362L-26 -292Q-90 -250 -150 -300Z',
    stand: 'arm',
    glow: [-92, -290],
  },
] as const

/** Table lamps: cone, mushroom and globe shades, and a desk lamp on an arm; lit where the pose is turned to the right. */
export function drawLamp(look: ProductLook, pose: Pose): Drawing {
  const form = LAMP_FORMS[look.form % LAMP_FORMS.length] ?? LAMP_FORMS[0]
  const lit = pose.turn > 0
  const [glowX, glowY] = form.glow
  const defs =
    roundShade('shade', 0.8) +
    linearGradient('fabric', 'down', [
      [0, lit ? lighten(look.body, 0.35) : lighten(look.body, 0.1)],
      [1, lit ? lighten(look.body, 0.6) : darken(look.body, 0.1)],
    ]) +
    radialGradient('glow', [0.5, 0.5], 0.5, [
      [0, '#ffe9b0', 0.75],
      [0.45, '#ffdf94', 0.28],
      [1, '#ffdf94', 0],
    ]) +
    `<clipPath id="body"><path d="${form.shade}"/></clipPath>`
  const glow = lit ? `<circle cx="${glowX}" cy="${glowY}" r="210" fill="url(#glow)"/>` : ''
  const mirror = pose.turn < 0 ? -1 : 1
  const narrowed = mirror * (1 - 0.06 * Math.abs(pose.turn))
  const svg =
    `<defs>${defs}</defs><g transform="scale(${look.size * narrowed} ${look.size})">${glow}${drawStand(form.stand, look)}` +
    `<path d="${form.shade}" fill="url(#fabric)"/><g clip-path="url(#body)">${drawPattern(look)}</g>` +
    `<path d="${form.shade}" fill="url(#shade)" stroke="${darken(look.body, 0.4)}" stroke-opacity=".5" stroke-width="1.5"/></g>`
  return { svg, width: 240 * look.size, height: 376 * look.size, flatLay: false }
}

function drawStand(stand: 'column' | 'mushroom' | 'block' | 'arm', look: ProductLook): string {
  const colour = look.accent
  const shaded = (path: string): string =>
    `<path d="${path}" fill="${colour}"/><path d="${path}" fill="url(#shade)"/>`
  if (stand === 'column') {
    return shaded('M-9 -210H9V-120C60 -100 66 -20 44 0Q0 8 -44 0C-66 -20 -60 -100 -9 -120Z')
  }
  if (stand === 'mushroom') {
    return shaded('M-26 -210H26L40 -26Q78 -16 80 0Q0 12 -80 0Q-78 -16 -40 -26Z')
  }
  if (stand === 'block') {
    return shaded('M-58 -178Q0 -166 58 -178L70 0Q0 10 -70 0Z')
  }
  return (
    `<g fill="none" stroke-linecap="round"><path d="M-62 -330L76 -214L20 -16" stroke="${darken(colour, 0.35)}" stroke-width="15"/><path d="M-62 -330L76 -214L20 -16" stroke="${colour}" stroke-width="10"/></g>` +
    `<circle cx="76" cy="-214" r="14" fill="${darken(colour, 0.4)}"/>${shaded('M-62 -8Q-60 -24 20 -24Q100 -24 102 -8Q104 4 20 6Q-64 4 -62 -8Z')}`
  )
}

function drawPattern(look: ProductLook): string {
  const second = darken(look.label, 0.35)
  switch (look.layout % 6) {
    case 0:
      return ''
    case 1:
      return Array.from(
        { length: 13 },
        (_, at) =>
          `<path d="M${-144 + at * 24} -190L${-84 + at * 14} -390" stroke="${look.label}" stroke-width="6"/>`,
      ).join('')
    case 2:
      return `<path d="M-160 -232H160M-160 -222H160" stroke="${look.label}" stroke-width="5"/><path d="M-160 -340H160" stroke="${look.label}" stroke-width="9"/>`
    case 3:
      return Array.from({ length: 35 }, (_, at) => {
        const row = Math.floor(at / 7)
        return drawMotif(
          look.motif,
          { x: -140 + (at % 7) * 46 + (row % 2) * 23, y: -370 + row * 42, radius: 12 },
          look.label,
          second,
        )
      }).join('')
    case 4:
      return drawMotif(look.motif, { x: 0, y: -278, radius: 40 }, look.label, second)
    default:
      return Array.from(
        { length: 7 },
        (_, at) =>
          `<path d="M-160 ${-380 + at * 30}q80 22 160 0t160 0" fill="none" stroke="${look.label}" stroke-width="7"/>`,
      ).join('')
  }
}
