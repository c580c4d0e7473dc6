/**
 * Edits validation photos as `doublet evaluate` edits photos, twelve kinds at three strengths, to choose between recipes:
 *
 *     python data.py --data DIR --use validation --trial --every 3 > photos.txt
 *     python data.py --data DIR --use training --every 100 > beside.txt
 *     node models/encoder/draw-copies.ts --data DIR --photos photos.txt --beside beside.txt --out DIR/copies
 *
 * Writes FOLDER/photos/... and FOLDER/copies.csv. --beside are shown next to the photos in collages and pages. The
 * measurements of what is held out draw with seed 1.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { stringify } from 'csv-stringify/sync'
import { decodePicture } from '../../electron/engine/decode/decode-picture.ts'
import { readPictureFile } from '../../electron/engine/decode/read-picture-file.ts'
import type { RgbPicture } from '../../electron/engine/decode/rgb-picture.ts'
import { COPIES, COPY_PARTNERS, makeCopy } from '../../electron/engine/evaluate/copies/make-copy.ts'
import { randomFor } from '../../electron/engine/sample/random.ts'

const SEED = 1007

interface Task {
  readonly data: string
  /** Under the data folder. */
  readonly photos: readonly string[]
  readonly beside: readonly string[]
  readonly out: string
}

async function drawCopies({ data, photos, beside, out }: Task): Promise<void> {
  await mkdir(join(out, 'photos'), { recursive: true })
  const partners = await Promise.all(beside.map((name) => open(join(data, name))))
  const rows: string[][] = [['file', 'photo', 'kind', 'strength']]
  for (const [number, name] of photos.entries()) {
    const photo = await open(join(data, name))
    const chance = randomFor(SEED, `partners/${name}`)
    await Promise.all(
      COPIES.map(async ({ kind, strength }) => {
        const file = `${number}-${kind}-${strength}.jpg`
        const others = Array.from({ length: COPY_PARTNERS }, () => chance.pick(partners))
        const copy = await makeCopy(photo, { kind, strength, seed: SEED, photoName: name, partners: others })
        await writeFile(join(out, 'photos', file), copy)
        rows.push([file, name, kind, strength])
      }),
    )
  }
  await writeFile(join(out, 'copies.csv'), stringify(rows))
  console.log(`${rows.length - 1} copies of ${photos.length} photos in ${out}`)
}

async function open(path: string): Promise<RgbPicture> {
  return (await decodePicture((await readPictureFile(path)).bytes, path)).pixels
}

async function readList(file: string | undefined, option: string): Promise<string[]> {
  if (file === undefined) throw new Error(`Expected --${option} FILE but found none`)
  const names = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
  if (names.length === 0) throw new Error(`Expected photos in ${file} but it is empty`)
  return names
}

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    photos: { type: 'string' },
    beside: { type: 'string' },
    out: { type: 'string' },
  },
})
if (values.data === undefined) throw new Error('Expected --data FOLDER but found none')
if (values.out === undefined) throw new Error('Expected --out FOLDER but found none')
await drawCopies({
  data: resolve(values.data),
  photos: await readList(values.photos, 'photos'),
  beside: await readList(values.beside, 'beside'),
  out: resolve(values.out),
})
