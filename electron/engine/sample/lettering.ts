/**
 * A stroke alphabet of our own: text drawn with it looks the same on every machine, whatever fonts are installed.
 * Each letter is an SVG path on a grid with the top at 0 and the base line at 6, with the letter's width before it.
 */
const STROKES: Readonly<Record<string, readonly [width: number, path: string]>> = {
  A: [4, 'M0 6L2 0L4 6M.8 4H3.2'],
  B: [4, 'M0 0V6H2.4Q4 6 4 4.5Q4 3 2.4 3H0M0 0H2.2Q3.6 0 3.6 1.5Q3.6 3 2.2 3'],
  C: [4, 'M4 1.2Q3.4 0 2.1 0Q0 0 0 3Q0 6 2.1 6Q3.4 6 4 4.8'],
  D: [4, 'M0 0V6H1.6Q4 6 4 3Q4 0 1.6 0Z'],
  E: [3.5, 'M3.5 0H0V6H3.5M0 3H3'],
  F: [3.4, 'M3.4 0H0V6M0 3H2.9'],
  G: [4, 'M4 1.2Q3.4 0 2.1 0Q0 0 0 3Q0 6 2.1 6Q4 6 4 3.4H2.4'],
  H: [4, 'M0 0V6M4 0V6M0 3H4'],
  I: [0.4, 'M.2 0V6'],
  J: [3, 'M3 0V4.4Q3 6 1.5 6Q0 6 0 4.6'],
  K: [3.8, 'M0 0V6M3.7 0L0 3.6M1.3 2.4L3.8 6'],
  L: [3.3, 'M0 0V6H3.3'],
  M: [4.8, 'M0 6V0L2.4 3.8L4.8 0V6'],
  N: [4, 'M0 6V0L4 6V0'],
  O: [4.2, 'M2.1 0Q4.2 0 4.2 3Q4.2 6 2.1 6Q0 6 0 3Q0 0 2.1 0Z'],
  P: [3.8, 'M0 6V0H2.2Q3.8 0 3.8 1.7Q3.8 3.4 2.2 3.4H0'],
  Q: [4.3, 'M2.1 0Q4.2 0 4.2 3Q4.2 6 2.1 6Q0 6 0 3Q0 0 2.1 0ZM2.6 4.4L4.3 6.4'],
  R: [3.9, 'M0 6V0H2.2Q3.8 0 3.8 1.7Q3.8 3.4 2.2 3.4H0M1.9 3.4L3.9 6'],
  S: [3.8, 'M3.7 1.1Q3.2 0 1.9 0Q.2 0 .2 1.5Q.2 2.7 1.9 3Q3.8 3.3 3.8 4.5Q3.8 6 1.9 6Q.4 6 0 4.8'],
  T: [4, 'M0 0H4M2 0V6'],
  U: [4, 'M0 0V4Q0 6 2 6Q4 6 4 4V0'],
  V: [4, 'M0 0L2 6L4 0'],
  W: [5.4, 'M0 0L1.3 6L2.7 1.4L4.1 6L5.4 0'],
  X: [4, 'M0 0L4 6M4 0L0 6'],
  Y: [4, 'M0 0L2 3L4 0M2 3V6'],
  Z: [3.8, 'M0 0H3.8L0 6H3.8'],
  '0': [3.8, 'M1.9 0Q3.8 0 3.8 3Q3.8 6 1.9 6Q0 6 0 3Q0 0 1.9 0Z'],
  '1': [1.8, 'M0 1.3L1.6 0V6'],
  '2': [3.6, 'M.1 1.5Q.3 0 1.8 0Q3.5 0 3.5 1.6Q3.5 2.7 2 4L0 6H3.6'],
  '3': [3.6, 'M.1 0H3.4L1.6 2.4Q3.6 2.4 3.6 4.2Q3.6 6 1.7 6Q.4 6 0 4.9'],
  '4': [4, 'M2.9 6V0L0 4.3H4'],
  '5': [3.6, 'M3.4 0H.6L.3 2.7Q.9 2.2 1.8 2.2Q3.6 2.2 3.6 4.1Q3.6 6 1.7 6Q.4 6 0 5'],
  '6': [3.8, 'M3.3 .5Q2.7 0 2 0Q0 0 0 3.6Q0 6 1.9 6Q3.8 6 3.8 4.1Q3.8 2.4 2 2.4Q.5 2.4 .1 3.7'],
  '7': [3.6, 'M0 0H3.6L1.3 6'],
  '8': [
    3.7,
    'M1.85 2.8Q.3 2.6 .3 1.4Q.3 0 1.85 0Q3.4 0 3.4 1.4Q3.4 2.6 1.85 2.8Q0 3 0 4.4Q0 6 1.85 6Q3.7 6 3.7 4.4Q3.7 3 1.85 2.8Z',
  ],
  '9': [3.8, 'M.5 5.5Q1.1 6 1.8 6Q3.8 6 3.8 2.4Q3.8 0 1.9 0Q0 0 0 1.9Q0 3.6 1.8 3.6Q3.3 3.6 3.7 2.3'],
  '.': [0.4, 'M.2 5.8V6'],
  '-': [2.4, 'M0 3.2H2.4'],
  '+': [3, 'M0 3.2H3M1.5 1.7V4.7'],
  '%': [4.4, 'M4 0L.4 6M1 .2A1 1 0 1 0 1 2.2A1 1 0 1 0 1 .2M3.4 3.8A1 1 0 1 0 3.4 5.8A1 1 0 1 0 3.4 3.8'],
  ' ': [2, ''],
}
const LETTER_HEIGHT = 6
const LETTER_GAP = 1.5

export interface Lettering {
  /** Middle of the text. */
  readonly x: number
  readonly y: number
  /** Height of a capital; less where `maximumWidth` would be passed. */
  readonly height: number
  readonly maximumWidth?: number
  readonly colour: string
  /** Stroke width as a fraction of the height; 0.16 reads as regular, 0.24 as bold. */
  readonly weight?: number
  readonly opacity?: number
}

/**
 * Text as SVG paths, centred on a point.
 * @param text letters A-Z in either case (drawn as capitals), digits, space and . - + %; fails on any other
 */
export function drawLettering(text: string, lettering: Lettering): string {
  const { x, y, colour, weight = 0.17, opacity = 1 } = lettering
  let advance = 0
  const paths: string[] = []
  for (const letter of text.toUpperCase()) {
    const stroke = STROKES[letter]
    if (stroke === undefined)
      throw new RangeError(`Expected a letter of the alphabet but received "${letter}"`)
    const [width, path] = stroke
    if (path !== '') paths.push(`<path transform="translate(${advance})" d="${path}"/>`)
    advance += width + LETTER_GAP
  }
  const width = Math.max(1, advance - LETTER_GAP)
  const scale = Math.min(lettering.height / LETTER_HEIGHT, (lettering.maximumWidth ?? Infinity) / width)
  const left = x - (width * scale) / 2
  const top = y - (LETTER_HEIGHT * scale) / 2
  return (
    `<g transform="translate(${left} ${top}) scale(${scale})" fill="none" stroke="${colour}" opacity="${opacity}" ` +
    `stroke-width="${weight * LETTER_HEIGHT}" stroke-linecap="round" stroke-linejoin="round">${paths.join('')}</g>`
  )
}
