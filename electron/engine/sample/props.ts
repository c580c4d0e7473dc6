import { darken, lighten, mixColours } from './colour.ts'
import { drawMotif } from './motifs.ts'
import type { Scene } from './scene.ts'

/** What else lies in a home photo, standing on (x, y); about 120 pixels wide. */
export function drawProp(scene: Scene, x: number, y: number): string {
  const shapes = drawShapes(scene)
  if (shapes === '') return ''
  const shadow = '<ellipse cy="2" rx="74" ry="11" fill="#1a1208" opacity=".2"/>'
  return `<g transform="translate(${x} ${y})">${shadow}${shapes}</g>`
}

function drawShapes(scene: Scene): string {
  const tone = mixColours(scene.wall, scene.surface, 0.5)
  if (scene.prop === 'none') {
    return ''
  }
  if (scene.prop === 'plant') {
    const leaves = [-62, -34, -8, 20, 50].map(
      (degrees, at) =>
        `<g transform="rotate(${degrees} 0 -70)">${drawMotif('leaf', { x: 0, y: -128 - (at % 2) * 26, radius: 40, degrees: -45 }, at % 2 === 0 ? '#5b8a55' : '#3f6d45', '#2d5236')}</g>`,
    )
    return `${leaves.join('')}<path d="M-46 -84H46L36 0H-36Z" fill="${darken(tone, 0.15)}"/><path d="M-50 -92H50V-70H-50Z" fill="${tone}"/>`
  }
  if (scene.prop === 'stones') {
    return (
      `<ellipse cx="-24" cy="-17" rx="52" ry="20" fill="#8d8a86"/><ellipse cx="-26" cy="-24" rx="36" ry="9" fill="#ffffff" opacity=".16"/>` +
      `<ellipse cx="34" cy="-13" rx="38" ry="15" fill="#b6b0a7"/><ellipse cx="-20" cy="-48" rx="34" ry="14" fill="#c9c3ba"/>`
    )
  }
  if (scene.prop === 'books') {
    return [
      [-70, -26, 150, '#7d4b45'],
      [-58, -50, 128, '#48647a'],
      [-66, -76, 134, '#c9a45c'],
    ]
      .map(
        ([left, top, width, colour]) =>
          `<rect x="${left}" y="${top}" width="${width}" height="25" rx="3" fill="${colour}"/><rect x="${Number(left) + 14}" y="${Number(top) + 8}" width="40" height="5" fill="#f3efe6" opacity=".7"/>`,
      )
      .join('')
  }
  if (scene.prop === 'citrus') {
    return (
      drawMotif('fruit', { x: -28, y: -36, radius: 38 }, '#e6a02f', '#5b8a45') +
      drawMotif('citrus', { x: 40, y: -26, radius: 28 }, '#e9b53c', '#fbe9b0')
    )
  }
  return (
    `<circle cx="-22" cy="-62" r="22" fill="#a9383a"/><circle cx="20" cy="-66" r="24" fill="#c8563f"/><circle cx="0" cy="-76" r="20" fill="#8f2f36"/>` +
    `<path d="M-72 -62Q-66 0 -24 0H24Q66 0 72 -62Z" fill="${lighten(tone, 0.35)}"/><path d="M-72 -62H72" stroke="${darken(tone, 0.2)}" stroke-width="5"/>`
  )
}
