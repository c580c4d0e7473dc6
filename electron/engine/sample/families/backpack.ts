import { darken, lighten } from '../colour.ts'
import { linearGradient } from '../gradients.ts'
import { drawLettering } from '../lettering.ts'
import { drawMotif } from '../motifs.ts'
import type { Drawing, Pose, ProductLook } from '../product-look.ts'

const BACKPACK_FORMS = [
  {
    outline:
      'M-104 -12Q-112 -150 -104 -236C-98 -312 -50 -338 0 -338C50 -338 98 -312 104 -236Q112 -150 104 -12Q0 10 -104 -12Z',
    top: 'zip',
  },
  { outline: 'M-96 -10Q-104 -160 -92 -330H92Q104 -160 96 -10Q0 8 -96 -10Z', top: 'roll' },
  { outline: 'M-108 -10V-290Q-108 -330 -70 -330H70Q108 -330 108 -290V-10Q0 8 -108 -10Z', top: 'zip' },
  {
    outline:
      'M-110 -12Q-120 -140 -108 -250Q-100 -312 -60 -318H60Q100 -312 108 -250Q120 -140 110 -12Q0 10 -110 -12Z',
    top: 'flap',
  },
] as const

/** Bags for the back: round and square with a zip, roll-top, and with a flap. */
export function drawBackpack(look: ProductLook, pose: Pose): Drawing {
  const form = BACKPACK_FORMS[look.form % BACKPACK_FORMS.length] ?? BACKPACK_FORMS[0]
  const turned = Math.abs(pose.turn)
  const side = pose.turn < 0 ? -1 : 1
  const defs =
    `<clipPath id="body"><path d="${form.outline}"/></clipPath>` +
    linearGradient('canvas', 'across', [
      [0, '#1a1208', 0.36],
      [0.2, '#ffffff', 0.12],
      [0.5, '#ffffff', 0.04],
      [1, '#1a1208', 0.34],
    ])
  const strap = `<path d="M${side * 70} -316C${side * 128} -300 ${side * 158} -150 ${side * 122} -40" fill="none" stroke="${darken(look.body, 0.42)}" stroke-width="22" stroke-linecap="round"/>`
  const gusset =
    turned > 0
      ? `<g transform="translate(${side * 34 * turned} -6) scale(.9 .98)"><path d="${form.outline}" fill="${darken(look.body, 0.45)}"/></g>`
      : ''
  const svg =
    `<defs>${defs}</defs><g transform="scale(${look.size})">${turned > 0 ? strap : ''}` +
    `<path d="M-26 -330C-26 -372 26 -372 26 -330" fill="none" stroke="${darken(look.body, 0.4)}" stroke-width="11"/>` +
    `${gusset}<g transform="translate(${-side * 14 * turned} 0) scale(${1 - 0.12 * turned} 1)">` +
    `<path d="${form.outline}" fill="${look.body}"/><g clip-path="url(#body)">${drawPanels(look)}</g>` +
    drawTop(form.top, look) +
    drawPocket(look) +
    `<path d="${form.outline}" fill="url(#canvas)" stroke="${darken(look.body, 0.5)}" stroke-width="2"/></g></g>`
  return { svg, width: 236 * look.size, height: 362 * look.size, flatLay: false }
}

function drawPanels(look: ProductLook): string {
  const second = darken(look.accent, 0.4)
  switch (look.layout % 4) {
    case 0:
      return `<path d="M-140 20V-110H140V20Z" fill="${darken(look.label, 0.08)}"/>`
    case 1:
      return Array.from({ length: 45 }, (_, at) => {
        const row = Math.floor(at / 5)
        return drawMotif(
          look.motif,
          { x: -100 + (at % 5) * 48 + (row % 2) * 24, y: -330 + row * 42, radius: 13 },
          look.accent,
          second,
        )
      }).join('')
    case 2:
      return `<path d="M-140 -210L140 -290V-236L-140 -156Z" fill="${look.accent}"/><path d="M-140 -142L140 -222V-204L-140 -124Z" fill="${look.label}"/>`
    default:
      return `<path d="M-70 20V-360M70 20V-360" stroke="${look.accent}" stroke-width="24"/>`
  }
}

function drawPocket(look: ProductLook): string {
  const edge = darken(look.body, 0.5)
  return (
    `<path d="M-76 -18V-118Q-76 -136 -58 -136H58Q76 -136 76 -118V-18Q0 -8 -76 -18Z" fill="${darken(look.body, 0.12)}" stroke="${edge}" stroke-width="2"/>` +
    `<path d="M-70 -116H70" stroke="${edge}" stroke-width="5"/><path d="M56 -116v20" stroke="${look.accent}" stroke-width="6" stroke-linecap="round"/>` +
    `<path d="M-68 -110H68" stroke="${lighten(look.body, 0.4)}" stroke-opacity=".5" stroke-width="1.5" stroke-dasharray="6 4"/>` +
    `<rect x="-34" y="-92" width="68" height="54" rx="6" fill="${look.label}" stroke="${edge}" stroke-opacity=".5"/>` +
    drawMotif(look.motif, { x: 0, y: -72, radius: 14 }, look.accent, darken(look.accent, 0.4)) +
    drawLettering(look.brand, {
      x: 0,
      y: -48,
      height: 8,
      maximumWidth: 56,
      colour: darken(look.accent, 0.3),
      weight: 0.2,
    })
  )
}

function drawTop(top: 'zip' | 'roll' | 'flap', look: ProductLook): string {
  const edge = darken(look.body, 0.5)
  const buckle = (x: number, y: number): string =>
    `<rect x="${x - 9}" y="${y - 7}" width="18" height="16" rx="3" fill="#3a3733"/><rect x="${x - 5}" y="${y - 3}" width="10" height="8" fill="#8b867d"/>`
  if (top === 'zip') {
    return `<path d="M-86 -180C-84 -270 -50 -300 0 -300C50 -300 84 -270 86 -180" fill="none" stroke="${edge}" stroke-width="6"/><path d="M86 -180v26" stroke="${look.accent}" stroke-width="7" stroke-linecap="round"/>`
  }
  if (top === 'roll') {
    return (
      `<path d="M-98 -334H98V-292H-98Z" fill="${darken(look.body, 0.2)}"/><path d="M-96 -314H96" stroke="${edge}" stroke-width="3"/>` +
      `<path d="M0 -330V-200" stroke="${look.accent}" stroke-width="14"/>${buckle(0, -244)}`
    )
  }
  return (
    `<path d="M-112 -250Q-104 -320 -60 -320H60Q104 -320 112 -250L104 -176Q0 -150 -104 -176Z" fill="${darken(look.body, 0.14)}" stroke="${edge}" stroke-width="2"/>` +
    `<path d="M-50 -310V-150M50 -310V-150" stroke="${look.accent}" stroke-width="14"/>${buckle(-50, -166)}${buckle(50, -166)}`
  )
}
