import { darken, lighten, lumaOf } from '../colour.ts'
import { linearGradient, roundShade } from '../gradients.ts'
import { drawLettering } from '../lettering.ts'
import { drawMotif } from '../motifs.ts'
import type { Drawing, Pose, ProductLook } from '../product-look.ts'
import { silhouette, type ProfilePoint } from './silhouette.ts'
import { wrapLabel } from './wrap-label.ts'

const MUG_FORMS = [
  {
    height: 215,
    radius: 96,
    profile: [
      [1, 1],
      [1, 0.08],
      [0.9, 0],
    ],
  },
  {
    height: 200,
    radius: 108,
    profile: [
      [1, 1],
      [0.9, 0.5],
      [0.66, 0.03],
      [0.62, 0],
    ],
  },
  {
    height: 195,
    radius: 108,
    profile: [
      [0.86, 1],
      [1, 0.55],
      [0.98, 0.3],
      [0.66, 0.02],
      [0.6, 0],
    ],
  },
  {
    height: 250,
    radius: 82,
    profile: [
      [1, 1],
      [0.96, 0.5],
      [0.92, 0.04],
      [0.86, 0],
    ],
  },
] as const

/** Mugs and cups: glazed, dipped, banded, speckled or with a printed motif. */
export function drawMug(look: ProductLook, pose: Pose): Drawing {
  const form = MUG_FORMS[look.form % MUG_FORMS.length] ?? MUG_FORMS[0]
  const height = form.height * look.size
  const radius = form.radius * look.size ** 0.7
  const profile = form.profile.map(([share, at]): ProfilePoint => [share * radius, at * height])
  const rimRadius = form.profile[0][0] * radius
  const rimDepth = rimRadius * (0.14 + 0.1 * Math.abs(pose.turn))
  const outline = silhouette(profile, 8 + 6 * Math.abs(pose.turn))
  const defs =
    roundShade('shade', 0.85) +
    linearGradient('inside', 'down', [
      [0, darken(look.label, 0.34)],
      [1, darken(look.label, 0.08)],
    ]) +
    `<clipPath id="body"><path d="${outline}"/></clipPath>`
  const svg =
    `<defs>${defs}</defs>${drawHandle(look, pose, radius, height)}<path d="${outline}" fill="${look.body}"/>` +
    `<g clip-path="url(#body)">${wrapLabel(drawGlaze(look, radius, height), { y: 0, radius: radius * 0.8 }, pose)}</g>` +
    `<path d="${outline}" fill="url(#shade)"/>` +
    `<ellipse cy="${-height}" rx="${rimRadius}" ry="${rimDepth}" fill="${lighten(look.body, 0.25)}"/>` +
    `<ellipse cy="${-height + 1.5}" rx="${rimRadius * 0.93}" ry="${rimDepth * 0.86}" fill="url(#inside)"/>`
  return { svg, width: radius * 2.5, height: height + rimDepth, flatLay: false }
}

function drawHandle(look: ProductLook, pose: Pose, radius: number, height: number): string {
  // Seen from the front the handle points to the right; the more the mug is turned, the more it comes to the front or goes behind.
  const reach = radius * (0.62 - 0.2 * Math.abs(pose.turn))
  const x = radius * 0.84
  const path = `M${x} ${-height * 0.8}C${x + reach} ${-height * 0.92} ${x + reach * 1.2} ${-height * 0.2} ${x * 0.9} ${-height * 0.22}`
  const stroke = (colour: string, width: number): string =>
    `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round"/>`
  return stroke(darken(look.body, 0.3), radius * 0.26) + stroke(darken(look.body, 0.06), radius * 0.17)
}

function drawGlaze(look: ProductLook, radius: number, height: number): string {
  const wide = radius * 2.6
  const band = (low: number, high: number, colour: string): string =>
    `<rect x="${-wide / 2}" y="${-high * height}" width="${wide}" height="${(high - low) * height}" fill="${colour}"/>`
  const motif = (x: number, y: number, size: number): string =>
    drawMotif(
      look.motif,
      { x, y: -y * height, radius: size },
      look.accent,
      darken(look.accent, lumaOf(look.body) > 0.5 ? 0.4 : -0.4),
    )
  switch (look.layout % 6) {
    case 0:
      return motif(0, 0.5, radius * 0.52)
    case 1:
      return (
        band(-0.1, 0.36, look.label) +
        `<path d="M${-wide / 2} ${-height * 0.36}q${wide / 12} 16 ${wide / 6} 0t${wide / 6} 0t${wide / 6} 0t${wide / 6} 0t${wide / 6} 0t${wide / 6} 0V0H${-wide / 2}Z" fill="${look.accent}"/>` +
        motif(0, 0.66, radius * 0.24)
      )
    case 2:
      return (
        band(0.26, 0.72, look.label) +
        band(0.745, 0.765, look.accent) +
        band(0.215, 0.235, look.accent) +
        [-1, -0.5, 0, 0.5, 1].map((x) => motif(x * radius * 0.96, 0.49, radius * 0.2)).join('')
      )
    case 3:
      return (
        drawLettering(look.words, {
          x: 0,
          y: -height * 0.32,
          height: height * 0.1,
          maximumWidth: radius * 1.3,
          colour: look.accent,
          weight: 0.2,
        }) + motif(0, 0.62, radius * 0.36)
      )
    case 4:
      return Array.from({ length: 9 }, (_, at) =>
        band(at * 0.12, at * 0.12 + 0.05, at % 3 === 1 ? look.label : look.accent),
      ).join('')
    default:
      return Array.from({ length: 48 }, (_, at) => {
        const x = Math.sin(at * 7.3) * wide * 0.5
        const y = (at * 0.618) % 1
        return at % 6 === 0
          ? motif(x, y, radius * 0.15)
          : `<circle cx="${x}" cy="${-y * height}" r="${2 + (at % 4)}" fill="${look.accent}" opacity=".8"/>`
      }).join('')
  }
}
