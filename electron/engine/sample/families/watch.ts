import { darken, lighten, inkOn } from '../colour.ts'
import { linearGradient, radialGradient } from '../gradients.ts'
import { drawLettering } from '../lettering.ts'
import { drawMotif } from '../motifs.ts'
import type { Drawing, Pose, ProductLook } from '../product-look.ts'

const WATCH_FORMS = [
  { face: 'round', strap: 'leather', numerals: 'bars' },
  { face: 'round', strap: 'links', numerals: 'figures' },
  { face: 'square', strap: 'rubber', numerals: 'digital' },
  { face: 'round', strap: 'leather', numerals: 'chronograph' },
] as const

type WatchForm = (typeof WATCH_FORMS)[number]

/** Wrist watches lying with their strap straight: leather, steel links and rubber; hands, figures, digits, small dials. */
export function drawWatch(look: ProductLook, pose: Pose): Drawing {
  const form = WATCH_FORMS[look.form % WATCH_FORMS.length] ?? WATCH_FORMS[0]
  const metal = look.layout % 2 === 0 ? '#c9ccd1' : '#d3ac63'
  const defs =
    linearGradient('strap', 'across', [
      [0, '#1a1208', 0.4],
      [0.3, '#ffffff', 0.22],
      [0.6, '#ffffff', 0],
      [1, '#1a1208', 0.4],
    ]) +
    linearGradient('metal', 'down', [
      [0, lighten(metal, 0.6)],
      [0.5, metal],
      [1, darken(metal, 0.4)],
    ]) +
    radialGradient('dial', [0.4, 0.35], 0.8, [
      [0, lighten(look.label, 0.3)],
      [1, darken(look.label, 0.25)],
    ])
  const size = look.size * 1.08
  const squeeze = 1 - 0.22 * Math.abs(pose.turn)
  const svg =
    `<defs>${defs}</defs><g transform="translate(0 ${-190 * size}) rotate(${pose.turn * 24}) scale(${size * squeeze} ${size})">` +
    drawStrap(form, look) +
    drawCase(form, metal) +
    drawDial(form, look, metal) +
    '</g>'
  return { svg, width: 210 * size, height: 380 * size, flatLay: true }
}

function drawStrap({ strap }: WatchForm, look: ProductLook): string {
  const shape =
    'M-44 -180Q-44 -190 -34 -190H34Q44 -190 44 -180L52 0L44 180Q44 190 34 190H-34Q-44 190 -44 180L-52 0Z'
  const details = {
    leather:
      `<path d="M-36 -182L-44 0L-36 182M36 -182L44 0L36 182" fill="none" stroke="${lighten(look.body, 0.4)}" stroke-width="2" stroke-dasharray="7 5"/>` +
      [118, 138, 158]
        .map((y) => `<ellipse cy="${y}" rx="4" ry="5" fill="${darken(look.body, 0.6)}"/>`)
        .join(''),
    links: Array.from({ length: 12 }, (_, at) => {
      const y = -182 + at * 33
      return `<path d="M-50 ${y}H50" stroke="${darken(look.body, 0.5)}" stroke-width="3"/><path d="M-16 ${y}v33M16 ${y}v33" stroke="${darken(look.body, 0.35)}" stroke-width="2"/>`
    }).join(''),
    rubber: Array.from(
      { length: 14 },
      (_, at) =>
        `<path d="M-30 ${-176 + at * 27}h60" stroke="${darken(look.body, 0.35)}" stroke-width="6" stroke-linecap="round"/>`,
    ).join(''),
  }[strap]
  return `<path d="${shape}" fill="${look.body}"/>${details}<path d="${shape}" fill="url(#strap)"/>`
}

function drawCase({ face }: WatchForm, metal: string): string {
  const crown = `<rect x="84" y="-11" width="18" height="22" rx="4" fill="${metal}" stroke="#1a1208" stroke-opacity=".4"/>`
  const body =
    face === 'round' ? '<circle r="90" ' : '<rect x="-80" y="-84" width="160" height="168" rx="30" '
  return `${crown}${body}fill="url(#metal)" stroke="#1a1208" stroke-opacity=".35" stroke-width="2"/>`
}

function drawDial({ face, numerals }: WatchForm, look: ProductLook, metal: string): string {
  const ink = inkOn(look.label)
  const glass =
    '<path d="M-52 -44A68 68 0 0 1 30 -62Q-20 -40 -42 10A68 68 0 0 1 -52 -44Z" fill="#ffffff" opacity=".22"/>'
  if (face === 'square') {
    return (
      `<rect x="-66" y="-70" width="132" height="140" rx="20" fill="#1c2124"/><rect x="-54" y="-40" width="108" height="62" rx="6" fill="${lighten(look.label, 0.35)}"/>` +
      drawLettering('10 08', { x: 0, y: -10, height: 38, maximumWidth: 92, colour: '#1c2124', weight: 0.2 }) +
      drawLettering(look.brand, {
        x: 0,
        y: -55,
        height: 10,
        maximumWidth: 90,
        colour: '#f3efe6',
        weight: 0.2,
      }) +
      drawMotif(look.motif, { x: 0, y: 45, radius: 15 }, look.accent, lighten(look.accent, 0.4)) +
      glass
    )
  }
  const marks = Array.from({ length: 12 }, (_, hour) =>
    numerals === 'figures' && hour % 3 === 0
      ? drawLettering(`${hour === 0 ? 12 : hour}`, {
          x: Math.sin((hour * Math.PI) / 6) * 56,
          y: -Math.cos((hour * Math.PI) / 6) * 56,
          height: 17,
          colour: ink,
          weight: 0.18,
        })
      : `<path transform="rotate(${hour * 30})" d="M0 -66V${hour % 3 === 0 ? -52 : -58}" stroke="${ink}" stroke-width="${hour % 3 === 0 ? 6 : 3}"/>`,
  )
  const smallDials =
    numerals === 'chronograph'
      ? [
          [-30, 8],
          [30, 8],
          [0, 36],
        ]
          .map(
            ([x, y]) =>
              `<circle cx="${x}" cy="${y}" r="17" fill="${look.accent}" stroke="${ink}" stroke-opacity=".6" stroke-width="1.5"/><path d="M${x} ${y}l6 -9" stroke="${inkOn(look.accent)}" stroke-width="2"/>`,
          )
          .join('')
      : drawMotif(look.motif, { x: 0, y: 32, radius: 15 }, look.accent, darken(look.accent, 0.3))
  return (
    `<circle r="76" fill="url(#dial)" stroke="${darken(metal as `#${string}`, 0.5)}" stroke-width="2"/>${marks.join('')}${smallDials}` +
    drawLettering(look.brand, { x: 0, y: -32, height: 9, maximumWidth: 60, colour: ink, weight: 0.2 }) +
    `<g stroke="${ink}" stroke-linecap="round"><path d="M0 8L-30 -24" stroke-width="7"/><path d="M0 10L36 -42" stroke-width="5"/></g>` +
    `<path d="M-4 16L14 -64" stroke="${look.accent}" stroke-width="2"/><circle r="5" fill="${ink}"/>${glass}`
  )
}
