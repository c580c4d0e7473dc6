import { darken, lighten } from '../colour.ts'
import { linearGradient, roundShade } from '../gradients.ts'
import { drawLabel } from '../label-art.ts'
import type { Drawing, Pose, ProductLook } from '../product-look.ts'
import { silhouette, type ProfilePoint } from './silhouette.ts'
import { wrapLabel } from './wrap-label.ts'

const JAR_FORMS = [
  {
    height: 215,
    radius: 92,
    profile: [
      [0.84, 0.86],
      [1, 0.74],
      [1, 0.06],
      [0.9, 0],
    ],
    lid: 'plain',
  },
  {
    height: 245,
    radius: 86,
    profile: [
      [0.86, 0.87],
      [1, 0.76],
      [0.96, 0.4],
      [1, 0.06],
      [0.92, 0],
    ],
    lid: 'cloth',
  },
  {
    height: 290,
    radius: 76,
    profile: [
      [0.88, 0.9],
      [1, 0.82],
      [1, 0.05],
      [0.92, 0],
    ],
    lid: 'plain',
  },
  {
    height: 200,
    radius: 104,
    profile: [
      [0.72, 0.86],
      [0.98, 0.66],
      [1, 0.3],
      [0.84, 0.03],
      [0.78, 0],
    ],
    lid: 'checked',
  },
] as const

/** Preserves in glass: the contents shine through around the label; the lid is metal, cloth or checked. */
export function drawJar(look: ProductLook, pose: Pose): Drawing {
  const form = JAR_FORMS[look.form % JAR_FORMS.length] ?? JAR_FORMS[0]
  const height = form.height * look.size
  const radius = form.radius * Math.sqrt(look.size)
  const roundness = 7 + 6 * Math.abs(pose.turn)
  const profile = form.profile.map(([share, at]): ProfilePoint => [share * radius, at * height])
  const outline = silhouette(profile, roundness)
  const labelWidth = radius * 1.5
  const labelHeight = height * 0.54
  const defs =
    linearGradient('contents', 'down', [
      [0, lighten(look.body, 0.7)],
      [0.1, lighten(look.body, 0.55)],
      [0.13, lighten(look.body, 0.1)],
      [1, darken(look.body, 0.3)],
    ]) +
    roundShade('shade', 0.95) +
    `<clipPath id="body"><path d="${outline}"/></clipPath>`
  const pieces = Array.from({ length: 22 }, (_, at) => {
    const x = Math.sin(at * 2.4) * radius * 0.92
    const y = -height * (0.06 + ((at * 0.37) % 0.66))
    return `<circle cx="${x}" cy="${y}" r="${6 + ((at * 7) % 9)}" fill="${at % 2 === 0 ? darken(look.body, 0.28) : lighten(look.body, 0.22)}" opacity=".4"/>`
  })
  const svg =
    `<defs>${defs}</defs><path d="${outline}" fill="url(#contents)"/>` +
    `<g clip-path="url(#body)">${pieces.join('')}` +
    wrapLabel(drawLabel(look, labelWidth, labelHeight), { y: -height * 0.38, radius }, pose) +
    `</g><path d="${outline}" fill="url(#shade)"/>` +
    `<path d="${outline}" fill="none" stroke="#ffffff" stroke-opacity=".35" stroke-width="2.5"/>` +
    drawLid(form.lid, look, radius * form.profile[0][0], height)
  return { svg, width: radius * 2, height, flatLay: false }
}

function drawLid(
  lid: 'plain' | 'cloth' | 'checked',
  look: ProductLook,
  neck: number,
  height: number,
): string {
  const top = -height
  const bottom = -height * 0.84
  const wide = neck * 1.06
  const lidPath = `M${-wide} ${top + 8}Q${-wide} ${top} ${-wide + 9} ${top}H${wide - 9}Q${wide} ${top} ${wide} ${top + 8}V${bottom}Q0 ${bottom + 12} ${-wide} ${bottom}Z`
  if (lid === 'plain') {
    return `<path d="${lidPath}" fill="${look.accent}"/><path d="${lidPath}" fill="url(#shade)"/>`
  }
  const skirt = wide * 1.2
  const clothPath = `M${-wide} ${top + 6}Q0 ${top - 10} ${wide} ${top + 6}L${skirt} ${bottom + 16}q${-skirt * 0.2} 12 ${-skirt * 0.4} 2t${-skirt * 0.4} 2t${-skirt * 0.4} -2t${-skirt * 0.4} 2t${-skirt * 0.4} -4Z`
  const pattern =
    lid === 'checked'
      ? `<pattern id="cloth" width="22" height="22" patternUnits="userSpaceOnUse"><rect width="22" height="22" fill="#f7f2e8"/><path d="M0 0H11V22H0ZM0 0H22V11H0Z" fill="${look.accent}" opacity=".55"/></pattern>`
      : `<pattern id="cloth" width="16" height="16" patternUnits="userSpaceOnUse"><rect width="16" height="16" fill="${look.accent}"/><circle cx="4" cy="4" r="2.4" fill="#f7f2e8"/><circle cx="12" cy="12" r="2.4" fill="#f7f2e8"/></pattern>`
  return (
    `<defs>${pattern}</defs><path d="${clothPath}" fill="url(#cloth)"/><path d="${clothPath}" fill="url(#shade)"/>` +
    `<path d="M${-wide * 1.05} ${bottom - 2}Q0 ${bottom + 12} ${wide * 1.05} ${bottom - 2}" fill="none" stroke="#8a6a44" stroke-width="4"/>`
  )
}
