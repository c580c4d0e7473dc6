import { darken, lighten } from '../colour.ts'
import { linearGradient } from '../gradients.ts'
import { drawLabel } from '../label-art.ts'
import { drawLettering } from '../lettering.ts'
import { drawMotif } from '../motifs.ts'
import type { Drawing, Pose, ProductLook } from '../product-look.ts'

/** Width, height and depth in pixels; a gable is the folded top of a drinks carton. */
const CARTON_FORMS = [
  { width: 215, height: 310, depth: 90, gable: false },
  { width: 280, height: 200, depth: 120, gable: false },
  { width: 150, height: 270, depth: 130, gable: true },
  { width: 230, height: 250, depth: 70, gable: false },
] as const

/** Folding cartons: cereal, tea and biscuit boxes, and the gable-topped carton. */
export function drawCarton(look: ProductLook, pose: Pose): Drawing {
  const form = CARTON_FORMS[look.form % CARTON_FORMS.length] ?? CARTON_FORMS[0]
  const scale = look.size ** 0.85
  const width = form.width * scale
  const height = form.height * scale
  const turned = Math.abs(pose.turn)
  const side = pose.turn < 0 ? -1 : 1
  const frontWidth = width * (1 - 0.2 * turned)
  const sideWidth = form.depth * scale * 0.85 * turned
  const box: Box = {
    look,
    height,
    frontWidth,
    sideWidth,
    side,
    fold: (side * (frontWidth - sideWidth)) / 2,
    frontRise: width * 0.1 * turned,
    sideRise: sideWidth * 0.34,
  }
  const frontMiddle = box.fold - (side * frontWidth) / 2
  const slope = (side * box.frontRise) / width
  const face = `x="${-width / 2}" y="${-height / 2}" width="${width}" height="${height}"`
  const defs = linearGradient('face', 'across', [
    [0, '#ffffff', 0.2],
    [0.5, '#ffffff', 0],
    [1, '#1a1208', 0.16],
  ])
  const svg =
    `<defs>${defs}</defs>${turned > 0 ? drawSide(box) : ''}` +
    `<g transform="matrix(${frontWidth / width} ${slope} 0 1 ${frontMiddle} ${-height / 2 - box.frontRise / 2})">` +
    `${drawLabel(look, width, height)}<rect ${face} fill="url(#face)" stroke="#1a1208" stroke-opacity=".2" stroke-width="1.5"/></g>` +
    (form.gable ? drawGable(box) : drawLid(box))
  const top = form.gable ? height * 0.2 : 10
  return { svg, width: frontWidth + sideWidth, height: height + box.frontRise + top, flatLay: false }
}

/** The box as it is seen: its edge nearest to the camera is the fold, and both faces rise away from it. */
interface Box {
  readonly look: ProductLook
  readonly height: number
  readonly frontWidth: number
  readonly sideWidth: number
  /** 1: the side face is right of the front. */
  readonly side: -1 | 1
  readonly fold: number
  readonly frontRise: number
  readonly sideRise: number
}

function drawSide({ look, height, sideWidth, side, fold, sideRise }: Box): string {
  const far = fold + side * sideWidth
  const face = `M${fold} 0L${far} ${-sideRise}V${-height - sideRise}L${fold} ${-height}Z`
  const pale = lighten(look.label, 0.85)
  const lines = Array.from({ length: 6 }, (_, at) => {
    const y = height * (0.12 + at * 0.05)
    return `<path d="M-36 ${y}H${at % 3 === 2 ? 10 : 36}" stroke="${pale}" stroke-opacity=".7" stroke-width="3"/>`
  })
  const middle = `${(fold + far) / 2} ${-height / 2 - sideRise / 2}`
  return (
    `<path d="${face}" fill="${look.accent}"/>` +
    `<g transform="matrix(${sideWidth / 100} ${(-side * sideRise) / 100} 0 1 ${middle})">` +
    drawMotif(look.motif, { x: 0, y: -height * 0.25, radius: 30 }, pale, darken(look.accent, 0.5)) +
    drawLettering(look.words, {
      x: 0,
      y: height * 0.02,
      height: 15,
      maximumWidth: 84,
      colour: pale,
      weight: 0.2,
    }) +
    `${lines.join('')}</g><path d="${face}" fill="#1a1208" opacity=".3"/>`
  )
}

function drawLid({ look, height, frontWidth, sideWidth, side, fold, frontRise, sideRise }: Box): string {
  const frontEnd = fold - side * frontWidth
  if (sideWidth === 0) {
    return `<path d="M${frontEnd} ${-height}l10 -10H${fold - 10}L${fold} ${-height}Z" fill="${darken(look.accent, 0.1)}"/>`
  }
  const back = `${frontEnd + side * sideWidth} ${-height - frontRise - sideRise}`
  const far = `${fold + side * sideWidth} ${-height - sideRise}`
  return `<path d="M${fold} ${-height}L${far}L${back}L${frontEnd} ${-height - frontRise}Z" fill="${lighten(look.label, 0.35)}"/>`
}

function drawGable({ look, height, frontWidth, sideWidth, side, fold, frontRise, sideRise }: Box): string {
  const rise = height * 0.13
  const fin = height * 0.07
  const frontEnd = fold - side * frontWidth
  const ridgeNear = { x: fold + (side * sideWidth) / 2, y: -height - rise - sideRise / 2 }
  const ridgeFar = { x: frontEnd + (side * sideWidth) / 2, y: ridgeNear.y - frontRise }
  const cap = {
    x: (fold + frontEnd + ridgeNear.x + ridgeFar.x) / 4,
    y: -height - rise * 0.5 - (frontRise + sideRise / 2) / 2,
  }
  return (
    `<path d="M${fold} ${-height}L${fold + side * sideWidth} ${-height - sideRise}L${ridgeNear.x} ${ridgeNear.y}Z" fill="${darken(look.accent, 0.34)}"/>` +
    `<path d="M${fold} ${-height}L${ridgeNear.x} ${ridgeNear.y}L${ridgeFar.x} ${ridgeFar.y}L${frontEnd} ${-height - frontRise}Z" fill="${lighten(look.accent, 0.14)}"/>` +
    `<path d="M${ridgeNear.x} ${ridgeNear.y}v${-fin}L${ridgeFar.x} ${ridgeFar.y - fin}v${fin}Z" fill="${darken(look.accent, 0.12)}"/>` +
    `<ellipse cx="${cap.x}" cy="${cap.y}" rx="${frontWidth * 0.11}" ry="${frontWidth * 0.09}" fill="#f6f3ec" stroke="#1a1208" stroke-opacity=".3" stroke-width="2"/>`
  )
}
