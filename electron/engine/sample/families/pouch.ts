import { darken, lighten } from '../colour.ts'
import { linearGradient } from '../gradients.ts'
import { drawLabel } from '../label-art.ts'
import type { Drawing, Pose, ProductLook } from '../product-look.ts'

const POUCH_FORMS = [
  { width: 210, height: 300, top: 'zip', window: false },
  { width: 190, height: 310, top: 'folded', window: false },
  { width: 230, height: 280, top: 'crimped', window: false },
  { width: 200, height: 300, top: 'zip', window: true },
] as const

/** Bags that stand: zip pouches, folded coffee bags and crimped snack bags. */
export function drawPouch(look: ProductLook, pose: Pose): Drawing {
  const form = POUCH_FORMS[look.form % POUCH_FORMS.length] ?? POUCH_FORMS[0]
  const scale = look.size ** 0.8
  const width = form.width * scale
  const height = form.height * scale
  const half = width / 2
  const pillow = form.top === 'crimped'
  const waist = pillow ? half * 0.9 : half * 0.97
  const outline = pillow
    ? `M${-waist} ${-height}H${waist}C${half * 1.06} ${-height * 0.75} ${half * 1.06} ${-height * 0.25} ${waist} 0H${-waist}C${-half * 1.06} ${-height * 0.25} ${-half * 1.06} ${-height * 0.75} ${-waist} ${-height}Z`
    : `M${-half * 0.94} ${-height}H${half * 0.94}C${waist} ${-height * 0.7} ${half} ${-height * 0.3} ${half} ${-8}Q0 14 ${-half} ${-8}C${-half} ${-height * 0.3} ${-waist} ${-height * 0.7} ${-half * 0.94} ${-height}Z`
  const defs =
    linearGradient('foil', 'across', [
      [0, '#1a1208', 0.34],
      [0.08, '#ffffff', 0.26],
      [0.16, '#ffffff', 0.02],
      [0.3, '#ffffff', 0.2],
      [0.42, '#ffffff', 0],
      [0.8, '#1a1208', 0.08],
      [0.93, '#ffffff', 0.16],
      [1, '#1a1208', 0.4],
    ]) + `<clipPath id="body"><path d="${outline}"/></clipPath>`
  const lean = `translate(${pose.turn * 8} 0) skewX(${pose.turn * -2}) scale(${1 - 0.16 * Math.abs(pose.turn)} 1)`
  const svg =
    `<defs>${defs}</defs><g transform="${lean}"><path d="${outline}" fill="${look.body}"/><g clip-path="url(#body)">` +
    `<g transform="translate(0 ${-height * 0.46})">${drawLabel(look, width * 1.04, height * 0.76)}</g>` +
    (form.window ? drawWindow(look, width, height) : '') +
    drawCreases(width, height) +
    `</g><path d="${outline}" fill="url(#foil)"/>${drawTop(form.top, look, width, height)}</g>`
  return { svg, width, height, flatLay: false }
}

/** A clear strip at the foot through which the contents show. */
function drawWindow(look: ProductLook, width: number, height: number): string {
  const pieces = Array.from({ length: 40 }, (_, at) => {
    const x = Math.sin(at * 12.9) * width * 0.5
    const y = -height * (0.01 + ((at * 0.61) % 1) * 0.11)
    return `<ellipse cx="${x}" cy="${y}" rx="9" ry="6" transform="rotate(${(at * 53) % 180} ${x} ${y})" fill="${at % 3 === 0 ? '#7a4b26' : at % 3 === 1 ? '#a87440' : lighten(look.accent, 0.15)}"/>`
  })
  return `<rect x="${-width}" y="${-height * 0.14}" width="${width * 2}" height="${height * 0.16}" fill="#5b3a20"/>${pieces.join('')}`
}

function drawCreases(width: number, height: number): string {
  return (
    `<g fill="none" stroke="#1a1208" stroke-opacity=".16" stroke-width="5" stroke-linecap="round">` +
    `<path d="M${-width * 0.46} ${-height * 0.1}L${-width * 0.28} ${-height * 0.02}M${width * 0.46} ${-height * 0.12}L${width * 0.3} ${-height * 0.02}"/></g>` +
    `<g fill="none" stroke="#ffffff" stroke-opacity=".28" stroke-width="3" stroke-linecap="round">` +
    `<path d="M${-width * 0.42} ${-height * 0.9}L${-width * 0.3} ${-height * 0.78}M${width * 0.43} ${-height * 0.88}L${width * 0.34} ${-height * 0.74}"/></g>`
  )
}

function drawTop(
  top: 'zip' | 'folded' | 'crimped',
  look: ProductLook,
  width: number,
  height: number,
): string {
  const half = width * 0.47
  if (top === 'folded') {
    return (
      `<path d="M${-half} ${-height}H${half}L${half * 0.98} ${-height * 0.88}H${-half * 0.98}Z" fill="${darken(look.body, 0.18)}"/>` +
      `<path d="M${-half * 1.12} ${-height * 0.945}H${half * 1.12}" stroke="${look.accent}" stroke-width="${height * 0.028}"/>`
    )
  }
  if (top === 'zip') {
    return (
      `<path d="M${-half} ${-height * 0.955}H${half}M${-half} ${-height * 0.905}H${half}" stroke="${darken(look.body, 0.35)}" stroke-width="2.5"/>` +
      `<circle cy="${-height * 0.975}" r="5" fill="#f4f0e8" stroke="#1a1208" stroke-opacity=".4"/>`
    )
  }
  const teeth = (y: number): string =>
    Array.from({ length: 26 }, (_, at) => {
      const x = -width * 0.45 + (width * 0.9 * (at + 0.5)) / 26
      return `<path d="M${x} ${y}v${height * 0.035}"/>`
    }).join('')
  return `<g stroke="#1a1208" stroke-opacity=".3" stroke-width="2">${teeth(-height)}${teeth(-height * 0.035)}</g>`
}
