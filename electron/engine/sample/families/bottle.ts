import { darken, lighten } from '../colour.ts'
import { linearGradient, roundShade } from '../gradients.ts'
import { drawLabel } from '../label-art.ts'
import type { Drawing, Pose, ProductLook } from '../product-look.ts'
import { silhouette, type ProfilePoint } from './silhouette.ts'
import { wrapLabel } from './wrap-label.ts'

interface BottleForm {
  readonly height: number
  readonly radius: number
  /** In fractions of the radius and the height, from the top down. */
  readonly profile: readonly ProfilePoint[]
  /** Lower and upper edge of the label, fractions of the height. */
  readonly label: readonly [low: number, high: number]
  readonly cap: 'screw' | 'cork' | 'can'
}

const BOTTLE_FORMS: readonly BottleForm[] = [
  {
    height: 350,
    radius: 70,
    profile: [
      [0.36, 0.93],
      [0.36, 0.86],
      [1, 0.62],
      [1, 0.03],
      [0.93, 0],
    ],
    label: [0.1, 0.56],
    cap: 'screw',
  },
  {
    height: 380,
    radius: 62,
    profile: [
      [0.3, 0.95],
      [0.32, 0.72],
      [1, 0.52],
      [1, 0.03],
      [0.94, 0],
    ],
    label: [0.08, 0.46],
    cap: 'cork',
  },
  {
    height: 300,
    radius: 66,
    profile: [
      [0.82, 1],
      [1, 0.93],
      [1, 0.08],
      [0.8, 0],
    ],
    label: [0.09, 0.92],
    cap: 'can',
  },
  {
    height: 320,
    radius: 86,
    profile: [
      [0.3, 0.92],
      [0.3, 0.82],
      [0.96, 0.58],
      [1, 0.3],
      [0.9, 0.03],
      [0.84, 0],
    ],
    label: [0.1, 0.52],
    cap: 'screw',
  },
]

/** Drinks: glass bottles with a screw cap or a cork, and a can. */
export function drawBottle(look: ProductLook, pose: Pose): Drawing {
  const form = BOTTLE_FORMS[look.form % BOTTLE_FORMS.length]
  if (form === undefined) throw new RangeError(`Expected a form of a bottle but received ${look.form}`)
  const height = form.height * look.size
  const radius = form.radius * Math.sqrt(look.size)
  const roundness = 5 + 6 * Math.abs(pose.turn)
  const profile = form.profile.map(([share, at]): ProfilePoint => [share * radius, at * height])
  const outline = silhouette(profile, roundness)
  const [low, high] = form.label
  const labelHeight = (high - low) * height
  const labelMiddle = -((low + high) / 2) * height
  const canBody = form.cap === 'can'
  const defs =
    linearGradient('contents', 'down', [
      [0, lighten(look.body, canBody ? 0.6 : 0.62)],
      [canBody ? 0.05 : 0.14, lighten(look.body, canBody ? 0 : 0.5)],
      [canBody ? 0.06 : 0.16, look.body],
      [1, darken(look.body, 0.22)],
    ]) +
    roundShade('shade') +
    `<clipPath id="body"><path d="${outline}"/></clipPath>`
  const label = wrapLabel(
    drawLabel(look, radius * (canBody ? 2.3 : 2.02), labelHeight),
    { y: labelMiddle, radius },
    pose,
  )
  const band = `<rect x="${-radius}" y="${labelMiddle - labelHeight / 2}" width="${radius * 2}" height="${labelHeight}" fill="${look.label}"/>`
  const svg =
    `<defs>${defs}</defs><path d="${outline}" fill="url(#contents)"/>` +
    `<g clip-path="url(#body)">${band}${label}</g>` +
    `<path d="${outline}" fill="url(#shade)"/>` +
    drawTop(form, look, radius, height)
  return { svg, width: radius * 2, height, flatLay: false }
}

function drawTop(form: BottleForm, look: ProductLook, radius: number, height: number): string {
  if (form.cap === 'can') {
    const rim = radius * 0.82
    return (
      `<ellipse cy="${-height}" rx="${rim}" ry="${rim * 0.16}" fill="#d6d9dc"/>` +
      `<ellipse cy="${-height}" rx="${rim * 0.88}" ry="${rim * 0.11}" fill="#a9aeb4"/>` +
      `<ellipse cx="${rim * 0.1}" cy="${-height}" rx="${rim * 0.26}" ry="${rim * 0.05}" fill="#e9ebee"/>`
    )
  }
  const capRadius = radius * 0.38
  const capHeight = height * 0.085
  const colour = form.cap === 'cork' ? '#b98a58' : look.accent
  const ribs = Array.from({ length: 7 }, (_, at) => {
    const x = -capRadius + (capRadius * 2 * (at + 0.5)) / 7
    return `<path d="M${x} ${-height + capHeight * 0.2}V${-height + capHeight * 0.9}"/>`
  })
  return (
    `<rect x="${-capRadius}" y="${-height}" width="${capRadius * 2}" height="${capHeight}" rx="4" fill="${colour}"/>` +
    `<g stroke="${darken(colour, 0.3)}" stroke-width="1.6">${ribs.join('')}</g>` +
    `<rect x="${-capRadius}" y="${-height}" width="${capRadius * 2}" height="${capHeight}" rx="4" fill="url(#shade)"/>`
  )
}
