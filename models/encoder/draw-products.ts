/**
 * Draws products to train the encoder on, with the generator of Doublet's samples:
 *
 *     node models/encoder/draw-products.ts --out FOLDER [--products 320] [--seed 1001]
 *
 * Writes FOLDER/photos/... and FOLDER/photos.csv. Products of one line differ in colour, flavour or size only. All of
 * them are taken in the same scenes, so that two photos of one scene show alike, but different products, and two scenes
 * the same product. The measurements draw theirs with seeds below 1000.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'csv-stringify/sync'
import { renderSvg } from '../../electron/engine/decode/render-svg.ts'
import { drawPhoto } from '../../electron/engine/sample/draw-photo.ts'
import { planProducts, type SampleProduct } from '../../electron/engine/sample/plan-products.ts'
import { randomFor } from '../../electron/engine/sample/random.ts'
import { type Photo, PHOTO_WIDTH_PX, planScene, type View } from '../../electron/engine/sample/scene.ts'

const LOWEST_SEED = 1000
const WIDTH_PX = 256
const QUALITY = 92
const DRAWN_AT_ONCE = 2

/** The scenes that every product of a line is taken in. */
const SHOTS: readonly (readonly [view: View, kind: 'shop' | 'home'])[] = [
  ['front', 'shop'],
  ['front', 'shop'],
  ['front', 'home'],
  ['front', 'home'],
  ['front', 'home'],
  ['angled', 'shop'],
  ['angled', 'home'],
  ['close-up', 'home'],
]

interface Row {
  readonly file: string
  readonly product: string
  readonly line: string
  readonly scene: string
  readonly photo: Photo
}

/** What to draw of every product. */
function planPhotos(products: readonly SampleProduct[], seed: number): Row[] {
  return products.flatMap(({ labelGroup, line, look }) =>
    SHOTS.map(([view, kind], shot): Row => {
      const random = randomFor(seed, `scene/${line}/${shot}`)
      const side = random.chance(0.5) ? 1 : -1
      const photo = { look, view, side, scene: planScene(random, kind) } as const
      return { file: `${labelGroup}-${shot}.jpg`, product: labelGroup, line, scene: `${view}-${shot}`, photo }
    }),
  )
}

async function draw({ file, photo }: Row, folder: string): Promise<void> {
  const heightPx = Math.round((WIDTH_PX * photo.scene.heightPx) / PHOTO_WIDTH_PX)
  const edit = { widthPx: WIDTH_PX, heightPx, format: 'jpeg', quality: QUALITY } as const
  await writeFile(join(folder, 'photos', file), await renderSvg(drawPhoto(photo), edit))
}

async function drawAll(folder: string, count: number, seed: number): Promise<void> {
  if (!Number.isSafeInteger(seed) || seed < LOWEST_SEED)
    throw new RangeError(`Expected a seed of ${LOWEST_SEED} or more but received ${seed}`)
  await mkdir(join(folder, 'photos'), { recursive: true })
  const rows = planPhotos(planProducts(seed, count), seed)
  const waiting = rows.values()
  const drawWaiting = async (): Promise<void> => {
    for (const row of waiting) await draw(row, folder)
  }
  await Promise.all(Array.from({ length: DRAWN_AT_ONCE }, drawWaiting))
  const columns = ['file', 'product', 'line', 'scene'] as const
  const table = rows.map((row) => columns.map((column) => row[column]))
  await writeFile(join(folder, 'photos.csv'), stringify([[...columns], ...table]))
  console.log(`${rows.length} photos of ${count} products in ${folder}`)
}

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    products: { type: 'string', default: '320' },
    seed: { type: 'string', default: '1001' },
  },
})
if (values.out === undefined) throw new Error('Expected --out FOLDER but found none')
await drawAll(resolve(values.out), Number(values.products), Number(values.seed))
