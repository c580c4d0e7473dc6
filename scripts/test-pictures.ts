import { crc32, deflateSync } from 'node:zlib'
import type { Plugin } from 'vite'

type Colour = readonly [number, number, number]
type Scene = (x: number, y: number) => Colour

const WIDTH = 320
const HEIGHT = 240
const WHITE: Colour = [246, 246, 246]

/** A box with a label and some marks on it, on white. */
function box(label: Colour): Scene {
  return (x, y) => {
    const isIn = (left: number, top: number, width: number, height: number): boolean =>
      x >= left && x < left + width && y >= top && y < top + height
    if (isIn(130, 150, 50, 24)) return label
    if (isIn(115, 70, 24, 40) || isIn(160, 60, 34, 18)) return [40, 60, 120]
    if (isIn(190, 110, 14, 60)) return [220, 190, 60]
    return isIn(95, 40, 125, 160) ? [180, 80, 70] : WHITE
  }
}

/** Stripes and a disc: nothing of the box. */
const other: Scene = (x, y) => {
  if (Math.hypot(x - 70, y - 150) < 42) return [30, 140, 90]
  return Math.sin(x / 7 + y / 19) > 0.2 && x > 150 ? [90, 90, 90] : WHITE
}

/** By the digit that a picture's hash is made of. */
const SCENES: Readonly<Record<string, Scene>> = {
  a: box([250, 250, 250]),
  // Nearer, moved and darker.
  b: (x, y) => darker(box([250, 250, 250])(40 + x / 1.3, 20 + y / 1.3)),
  c: other,
  d: box([180, 80, 70]),
}

function darker([red, green, blue]: Colour): Colour {
  return [0.8 * red, 0.8 * green, 0.8 * blue]
}

/** Serves drawn pictures to the component tests under the addresses that pictures of a catalogue have. */
export function testPictures(): Plugin {
  return {
    name: 'test-pictures',
    configureServer({ middlewares }) {
      middlewares.use('/images', (request, response, next) => {
        const scene = SCENES[/^\/([a-d])\1{63}\//.exec(request.url ?? '')?.[1] ?? '']
        if (scene === undefined) {
          next()
          return
        }
        response.setHeader('Content-Type', 'image/png')
        response.end(drawPng(scene))
      })
    },
  }
}

function drawPng(scene: Scene): Uint8Array {
  const rows = new Uint8Array(HEIGHT * (1 + WIDTH * 3))
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) rows.set(scene(x, y).map(Math.round), y * (1 + WIDTH * 3) + 1 + x * 3)
  }
  const header = new DataView(new ArrayBuffer(13))
  header.setUint32(0, WIDTH)
  header.setUint32(4, HEIGHT)
  header.setUint8(8, 8)
  header.setUint8(9, 2)
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
  const chunks = [
    signature,
    chunk('IHDR', new Uint8Array(header.buffer)),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array()),
  ]
  return Uint8Array.from(chunks.flatMap((part) => [...part]))
}

/** @see https://www.w3.org/TR/png-3/#5Chunk-layout */
function chunk(kind: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(new TextEncoder().encode(kind), 4)
  bytes.set(data, 8)
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)))
  return bytes
}
