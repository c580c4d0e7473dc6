import { darken, inkOn, lighten } from '../colour.ts'
import { linearGradient } from '../gradients.ts'
import { drawLettering } from '../lettering.ts'
import { drawMotif } from '../motifs.ts'
import type { Drawing, Pose, ProductLook } from '../product-look.ts'

/** Where the sleeves end: [x, y] of the outer and of the inner corner of the left cuff. */
const SHIRT_FORMS = [
  { cuff: [-178, -258, -142, -206], collar: 'round' },
  { cuff: [-184, -92, -140, -78], collar: 'round' },
  { cuff: [-178, -258, -142, -206], collar: 'polo' },
  { cuff: [-184, -92, -140, -78], collar: 'hood' },
] as const

/** Tops laid flat: T-shirt, long sleeve, polo and hoodie; turned, they are folded to a square. */
export function drawShirt(look: ProductLook, pose: Pose): Drawing {
  const form = SHIRT_FORMS[look.form % SHIRT_FORMS.length] ?? SHIRT_FORMS[0]
  const folded = pose.turn !== 0
  const outline = folded ? FOLDED_OUTLINE : spreadOutline(form.cuff)
  const defs =
    `<clipPath id="body"><path d="${outline}"/></clipPath>` +
    linearGradient('cloth', 'across', [
      [0, '#1a1208', 0.2],
      [0.25, '#ffffff', 0.06],
      [0.5, '#1a1208', 0.03],
      [0.72, '#ffffff', 0.1],
      [1, '#1a1208', 0.2],
    ])
  const svg =
    `<defs>${defs}</defs><g${folded ? ` transform="rotate(${pose.turn * 5} 0 -150)"` : ''}>` +
    (form.collar === 'hood' ? drawHood(look, folded) : '') +
    `<path d="${outline}" fill="${look.body}"/><g clip-path="url(#body)">${drawPrint(look, folded)}${drawWrinkles(folded)}</g>` +
    (folded ? '' : drawSeams(form.cuff, look)) +
    `<path d="${outline}" fill="url(#cloth)" stroke="${darken(look.body, 0.4)}" stroke-width="1.6"/>` +
    drawCollar(form.collar, look) +
    '</g>'
  return { svg, width: folded ? 250 : 366, height: folded ? 358 : 372, flatLay: true }
}

const FOLDED_OUTLINE =
  'M-56 -324C-100 -312 -118 -300 -120 -280V-14Q-118 0 -104 0H104Q118 0 120 -14V-280C118 -300 100 -312 56 -324Z'

function spreadOutline([outerX, outerY, innerX, innerY]: readonly [number, number, number, number]): string {
  return (
    `M-52 -356C-84 -346 -112 -338 -126 -322L${outerX} ${outerY}L${innerX} ${innerY}L-104 -246C-98 -160 -98 -80 -104 -6Q0 8 104 -6` +
    `C98 -80 98 -160 104 -246L${-innerX} ${innerY}L${-outerX} ${outerY}L126 -322C112 -338 84 -346 52 -356Z`
  )
}

function drawPrint(look: ProductLook, folded: boolean): string {
  const middle = folded ? -168 : -200
  const second = darken(look.accent, 0.4)
  const motif = (x: number, y: number, radius: number): string =>
    drawMotif(look.motif, { x, y, radius }, look.accent, second)
  const words = (y: number, height: number): string =>
    drawLettering(look.words, { x: 0, y, height, maximumWidth: 140, colour: look.accent, weight: 0.22 })
  switch (look.layout % 6) {
    case 0:
      return motif(0, middle, 52) + words(middle + 84, 22)
    case 1:
      return Array.from(
        { length: 11 },
        (_, at) => `<rect x="-200" y="${-330 + at * 32}" width="400" height="13" fill="${look.accent}"/>`,
      ).join('')
    case 2:
      return motif(46, middle - 44, 24)
    case 3:
      return (
        `<rect x="-200" y="${middle - 34}" width="400" height="76" fill="${look.accent}"/>` +
        drawLettering(look.words, {
          x: 0,
          y: middle + 4,
          height: 34,
          maximumWidth: 160,
          colour: inkOn(look.accent),
          weight: 0.26,
        })
      )
    case 4:
      return Array.from({ length: 42 }, (_, at) => {
        const row = Math.floor(at / 7)
        return motif(-180 + (at % 7) * 60 + (row % 2) * 30, -330 + row * 60, 15)
      }).join('')
    default:
      return (
        `<circle cy="${middle}" r="66" fill="${look.accent}"/>` +
        drawMotif(look.motif, { x: 0, y: middle, radius: 44 }, look.body, lighten(look.body, 0.35)) +
        words(middle + 92, 16)
      )
  }
}

function drawWrinkles(folded: boolean): string {
  const lines = folded
    ? 'M-112 -60Q-30 -74 60 -52M-90 -250Q-40 -238 -20 -210M100 -110Q40 -120 -10 -100'
    : 'M-94 -60Q-30 -84 40 -62M-86 -130Q-50 -118 -20 -96M92 -110Q40 -126 0 -112M92 -30Q30 -52 -30 -34M-108 -262Q-84 -240 -70 -206M108 -262Q84 -240 70 -206'
  return (
    `<path d="${lines}" fill="none" stroke="#1a1208" stroke-opacity=".13" stroke-width="7" stroke-linecap="round"/>` +
    `<path d="${lines}" transform="translate(0 7)" fill="none" stroke="#ffffff" stroke-opacity=".12" stroke-width="5" stroke-linecap="round"/>`
  )
}

function drawSeams(
  [outerX, outerY, innerX, innerY]: readonly [number, number, number, number],
  look: ProductLook,
): string {
  const cuff = (side: 1 | -1): string =>
    `M${side * (outerX * 0.965)} ${outerY - 12}L${side * (innerX * 0.97)} ${innerY - 13}M${side * -122} -320Q${side * -98} -290 ${side * -104} -246`
  return `<path d="${cuff(1)}${cuff(-1)}M-104 -16Q0 -2 104 -16" fill="none" stroke="${darken(look.body, 0.35)}" stroke-opacity=".6" stroke-width="2"/>`
}

function drawCollar(collar: 'round' | 'polo' | 'hood', look: ProductLook): string {
  const edge = darken(look.body, 0.3)
  // Folded and spread shirts share the neck, 32 pixels apart; the folded one is the lower.
  const inside = `<path d="M-52 -352Q0 -366 52 -352Q34 -308 0 -306Q-34 -308 -52 -352Z" fill="${darken(look.body, 0.5)}"/>`
  if (collar === 'round') {
    return `${inside}<path d="M-52 -354Q-36 -304 0 -302Q36 -304 52 -354" fill="none" stroke="${edge}" stroke-width="9"/>`
  }
  if (collar === 'polo') {
    return (
      inside +
      `<path d="M-50 -358L-64 -336L-22 -292L0 -318L22 -292L64 -336L50 -358Q36 -318 0 -314Q-36 -318 -50 -358Z" fill="${lighten(look.body, 0.1)}" stroke="${edge}" stroke-width="2"/>` +
      `<path d="M0 -312V-236" stroke="${edge}" stroke-width="2"/><circle cx="0" cy="-290" r="4" fill="#f3efe6"/><circle cx="0" cy="-262" r="4" fill="#f3efe6"/>`
    )
  }
  return (
    `<path d="M-58 -348Q0 -286 58 -348Q30 -322 0 -322Q-30 -322 -58 -348Z" fill="${darken(look.body, 0.5)}"/>` +
    `<path d="M-20 -318V-244M20 -318V-252" stroke="#f3efe6" stroke-width="5" stroke-linecap="round"/>`
  )
}

function drawHood(look: ProductLook, folded: boolean): string {
  const top = folded ? -372 : -392
  return `<path d="M-72 -340C-78 ${top} -40 ${top - 6} 0 ${top - 4}C40 ${top - 6} 78 ${top} 72 -340Q0 -290 -72 -340Z" fill="${darken(look.body, 0.16)}" stroke="${darken(look.body, 0.4)}" stroke-width="1.6"/>`
}
