import { darken, lighten } from '../colour.ts'
import { linearGradient, roundShade } from '../gradients.ts'
import { drawLabel } from '../label-art.ts'
import type { Drawing, Pose, ProductLook } from '../product-look.ts'
import { silhouette, type ProfilePoint } from './silhouette.ts'
import { wrapLabel } from './wrap-label.ts'

/** Radius and height of the body in pixels, its profile in fractions of them, and how it closes. */
const TUBE_FORMS = [
  {
    radius: 62,
    height: 300,
    profile: [
      [0.98, 1],
      [1, 0.9],
      [0.86, 0.4],
      [0.66, 0.14],
    ],
    closure: 'tube',
  },
  {
    radius: 68,
    height: 230,
    profile: [
      [0.5, 1],
      [1, 0.92],
      [1, 0.05],
      [0.94, 0],
    ],
    closure: 'pump',
  },
  {
    radius: 96,
    height: 120,
    profile: [
      [0.97, 0.95],
      [1, 0.85],
      [1, 0.1],
      [0.92, 0],
    ],
    closure: 'pot',
  },
  {
    radius: 58,
    height: 200,
    profile: [
      [0.4, 1],
      [1, 0.88],
      [1, 0.04],
      [0.95, 0],
    ],
    closure: 'dropper',
  },
] as const

/** Cosmetics: a tube on its cap, a pump bottle, a cream pot and a dropper bottle. */
export function drawTube(look: ProductLook, pose: Pose): Drawing {
  const form = TUBE_FORMS[look.form % TUBE_FORMS.length] ?? TUBE_FORMS[0]
  const height = form.height * look.size
  const radius = form.radius * Math.sqrt(look.size)
  const profile = form.profile.map(([share, at]): ProfilePoint => [share * radius, at * height])
  const outline = silhouette(profile, form.closure === 'tube' ? 3 : 5 + 5 * Math.abs(pose.turn))
  const middle = form.closure === 'tube' ? -height * 0.58 : -height * 0.46
  const labelHeight = height * (form.closure === 'pot' ? 0.84 : 0.68)
  const defs =
    linearGradient('plastic', 'down', [
      [0, lighten(look.label, 0.12)],
      [1, darken(look.label, 0.08)],
    ]) +
    roundShade('shade', 0.8) +
    `<clipPath id="body"><path d="${outline}"/></clipPath>`
  const svg =
    `<defs>${defs}</defs>${drawClosure(form.closure, look, radius, height)}` +
    `<path d="${outline}" fill="url(#plastic)"/><g clip-path="url(#body)">` +
    wrapLabel(drawLabel(look, radius * 1.66, labelHeight), { y: middle, radius: radius * 0.9 }, pose) +
    `</g><path d="${outline}" fill="url(#shade)"/>`
  const full = { tube: height * 1.03, pump: height * 1.38, pot: height * 1.3, dropper: height * 1.5 }[
    form.closure
  ]
  return { svg, width: radius * 2, height: full, flatLay: false }
}

function drawClosure(
  closure: 'tube' | 'pump' | 'pot' | 'dropper',
  look: ProductLook,
  radius: number,
  height: number,
): string {
  const block = (halfWidth: number, from: number, to: number, colour: string, corner = 4): string => {
    const area = `x="${-halfWidth}" y="${-to * height}" width="${halfWidth * 2}" height="${(to - from) * height}" rx="${corner}"`
    return `<rect ${area} fill="${colour}"/><rect ${area} fill="url(#shade)"/>`
  }
  if (closure === 'tube') {
    return (
      block(radius * 0.7, 0, 0.15, look.accent, 6) + block(radius, 0.98, 1.03, lighten(look.label, 0.2), 2)
    )
  }
  if (closure === 'pump') {
    return (
      block(radius * 0.42, 0.99, 1.12, look.accent) +
      block(radius * 0.1, 1.1, 1.28, '#e8e4dc') +
      `<path d="M${-radius * 0.78} ${-height * 1.27}q${-radius * 0.12} 4 ${-radius * 0.1} ${height * 0.07}h${radius * 0.16}l${radius * 0.06} ${-height * 0.02}H${radius * 0.32}V${-height * 1.36}H${-radius * 0.4}Q${-radius * 0.7} ${-height * 1.34} ${-radius * 0.78} ${-height * 1.27}Z" fill="${look.accent}"/>`
    )
  }
  if (closure === 'pot') {
    return block(radius * 1.03, 0.92, 1.3, look.accent, 8)
  }
  return (
    block(radius * 0.46, 0.98, 1.16, '#33302c') + block(radius * 0.26, 1.14, 1.5, look.accent, radius * 0.24)
  )
}
