import { darken, lighten } from '../colour.ts'
import { linearGradient } from '../gradients.ts'
import { drawMotif } from '../motifs.ts'
import type { Drawing, Pose, ProductLook } from '../product-look.ts'

/** Upper of the shoe, toe to the left, from the sole's upper edge at y = -44. */
const SNEAKER_FORMS = [
  {
    upper:
      'M-168 -44C-172 -84 -140 -96 -96 -104C-60 -112 -38 -140 -14 -172C4 -186 30 -166 56 -168C84 -170 100 -186 122 -188C140 -160 150 -110 150 -44Z',
    laces: [
      [-70, -116],
      [-18, -164],
    ],
    sole: 'flat',
  },
  {
    upper:
      'M-168 -44C-172 -82 -140 -94 -98 -102C-62 -110 -34 -150 -18 -232C-4 -250 34 -246 62 -250C94 -254 112 -258 124 -256C134 -190 148 -110 150 -44Z',
    laces: [
      [-66, -118],
      [-16, -224],
    ],
    sole: 'flat',
  },
  {
    upper:
      'M-176 -52C-176 -86 -144 -98 -104 -108C-66 -118 -40 -146 -10 -170C10 -182 40 -158 62 -160C90 -164 108 -196 136 -200C150 -160 156 -110 154 -52Z',
    laces: [
      [-72, -122],
      [-16, -162],
    ],
    sole: 'chunky',
  },
  {
    upper:
      'M-166 -44C-170 -80 -140 -96 -100 -110C-70 -120 -50 -150 -24 -162C10 -150 60 -150 112 -168C138 -150 148 -100 148 -44Z',
    laces: null,
    sole: 'flat',
  },
] as const

/** Shoes from the side: low, high, running and slip-on; turned, as a pair. */
export function drawSneaker(look: ProductLook, pose: Pose): Drawing {
  const form = SNEAKER_FORMS[look.form % SNEAKER_FORMS.length] ?? SNEAKER_FORMS[0]
  const shoe = drawShoe(form, look)
  const defs =
    `<clipPath id="body"><path d="${form.upper}"/></clipPath>` +
    linearGradient('leather', 'down', [
      [0, '#ffffff', 0.26],
      [0.45, '#ffffff', 0],
      [1, '#1a1208', 0.32],
    ])
  const height = form.upper.includes('-256') ? 256 : 200
  if (pose.turn === 0) {
    return { svg: `<defs>${defs}</defs>${shoe}`, width: 350, height, flatLay: false }
  }
  const mirrored = pose.turn < 0 ? -1 : 1
  const svg =
    `<defs>${defs}</defs><g transform="scale(${mirrored} 1)">` +
    `<g transform="translate(52 -40) scale(.8)">${shoe}</g><g transform="translate(-30 0) scale(.92)">${shoe}</g></g>`
  return { svg, width: 390, height: height + 40, flatLay: false }
}

function drawShoe(form: (typeof SNEAKER_FORMS)[number], look: ProductLook): string {
  return (
    `<path d="${form.upper}" fill="${look.body}"/><g clip-path="url(#body)">${drawPanels(look)}</g>` +
    `<path d="${form.upper}" fill="url(#leather)" stroke="${darken(look.body, 0.45)}" stroke-width="2"/>` +
    (form.laces === null ? drawElastic(look) : drawLaces(form.laces[0], form.laces[1], look)) +
    drawSole(form.sole, look)
  )
}

function drawPanels(look: ProductLook): string {
  const seam = darken(look.body, 0.4)
  const toe = `<path d="M-180 -30V-110C-130 -100 -110 -80 -104 -30Z" fill="${look.layout % 2 === 0 ? look.label : darken(look.body, 0.12)}" stroke="${seam}" stroke-dasharray="5 4"/>`
  const heel = `<path d="M160 -30H96C92 -90 100 -130 92 -270H170Z" fill="${look.layout % 3 === 0 ? darken(look.body, 0.18) : look.accent}" stroke="${seam}" stroke-dasharray="5 4"/>`
  const second = darken(look.accent, 0.35)
  switch (look.layout % 6) {
    case 0:
      return (
        toe + heel + drawMotif(look.motif, { x: 22, y: -100, radius: 36, degrees: -8 }, look.accent, second)
      )
    case 1:
      return (
        toe +
        heel +
        [0, 1, 2]
          .map(
            (at) =>
              `<path d="M${-40 + at * 36} -40L${6 + at * 36} -170" stroke="${look.accent}" stroke-width="15"/>`,
          )
          .join('')
      )
    case 2:
      return (
        heel + toe + `<path d="M-60 -54C0 -60 40 -90 96 -150C70 -96 40 -56 -20 -44Z" fill="${look.accent}"/>`
      )
    case 3:
      return Array.from({ length: 40 }, (_, at) =>
        drawMotif(
          look.motif,
          { x: -170 + (at % 10) * 36, y: -60 - Math.floor(at / 10) * 46, radius: 12 },
          look.accent,
          second,
        ),
      ).join('')
    case 4:
      return `<path d="M-180 -30V-76C-60 -90 40 -110 180 -80V-30Z" fill="${look.accent}"/>${toe}${drawMotif(look.motif, { x: 100, y: -120, radius: 22 }, look.label, second)}`
    default:
      return (
        toe +
        heel +
        `<path d="M-50 -60H86M-36 -80H86M-22 -100H86" stroke="${look.accent}" stroke-width="8"/>` +
        drawMotif(look.motif, { x: 116, y: -116, radius: 22 }, look.label, second)
      )
  }
}

function drawLaces(
  low: readonly [number, number],
  high: readonly [number, number],
  look: ProductLook,
): string {
  const laces = Array.from({ length: 5 }, (_, at) => {
    const share = at / 4
    const x = low[0] + (high[0] - low[0]) * share
    const y = low[1] + (high[1] - low[1]) * share
    return `<path d="M${x - 8} ${y - 2}L${x + 30} ${y + 14}"/>`
  })
  return (
    `<g stroke="${darken(look.label, 0.3)}" stroke-width="10" stroke-linecap="round">${laces.join('')}</g>` +
    `<g stroke="${lighten(look.label, 0.3)}" stroke-width="7" stroke-linecap="round">${laces.join('')}</g>`
  )
}

function drawElastic(look: ProductLook): string {
  return `<path d="M-40 -146L-16 -160L14 -154L2 -84Z" fill="${darken(look.body, 0.5)}" opacity=".8"/>`
}

function drawSole(sole: 'flat' | 'chunky', look: ProductLook): string {
  const rubber = lighten(look.label, 0.55)
  if (sole === 'flat') {
    return (
      `<path d="M-176 -50Q-180 0 -156 0H138Q160 0 156 -50Z" fill="${rubber}" stroke="${darken(rubber, 0.3)}" stroke-width="1.5"/>` +
      `<path d="M-175 -30H156" stroke="${look.accent}" stroke-width="5"/><path d="M-168 -6H148" stroke="${darken(rubber, 0.5)}" stroke-width="7"/>`
    )
  }
  const lugs = Array.from(
    { length: 14 },
    (_, at) => `<rect x="${-160 + at * 22}" y="-7" width="13" height="9" fill="${darken(rubber, 0.6)}"/>`,
  )
  return (
    `<path d="M-186 -58C-192 -16 -176 -2 -150 -2H140C172 -2 174 -40 160 -66C110 -50 40 -62 -20 -54C-80 -48 -140 -44 -186 -58Z" fill="${rubber}" stroke="${darken(rubber, 0.3)}" stroke-width="1.5"/>` +
    `<path d="M-176 -28C-100 -18 -40 -40 30 -36C90 -32 130 -30 164 -36" fill="none" stroke="${look.accent}" stroke-width="7"/>${lugs.join('')}`
  )
}
