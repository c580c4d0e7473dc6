import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { RgbPicture } from '../electron/engine/decode/rgb-picture.ts'
import { builtInModelFolder } from '../electron/engine/models/built-in-model-folder.ts'
import { readManifest } from '../electron/engine/models/read-model.ts'
import { calibrateDistances } from './encoder-quality/calibration.ts'
import { type CopiesFound, measureCopies } from './encoder-quality/copies.ts'
import { BASELINES, type Describer, encoderDescriber } from './encoder-quality/describers.ts'
import { type DataSet, isHeldOutProduct, listPhotos, type Photo } from '../models/encoder/list-photos.ts'
import { drawLookAlikes, measureLookAlikes } from './encoder-quality/look-alikes.ts'
import { measureOtherPhotos, measureShopPictures, type SeenPhoto } from './encoder-quality/products.ts'
import { writeRandomModel } from './encoder-quality/random-model.ts'
import { seeFile, type SeenPicture } from './encoder-quality/seen-picture.ts'
import { BEYOND, makeSpaces, WHOLES } from './encoder-quality/spaces.ts'
import { measureSpeed } from './encoder-quality/speed.ts'
import {
  type Column,
  printCalibration,
  printCopies,
  printCopiesByProduct,
  printCopiesSummary,
  printLookAlikes,
  printProducts,
  printSpeed,
} from './encoder-quality/tables.ts'
import { load } from './measured.ts'

/**
 * How good picture encoders are on photos that training saw nothing of: `npm run bench:quality -- --encoder --data FOLDER`
 * with clothing/ and grocery/ in FOLDER.
 *
 * --models A B C   model folders, by default the built-in one; several are told by mean and standard deviation
 * --tasks          of copies, shop, photos, look-alikes, calibration; all by default
 * --photos N       copies of N photos only, spread over all (for trying it out)
 * --beyond         also flip averaging, whitening and query expansion of whole pictures, on and off
 * --no-baselines   the networks alone
 * --speed          also pictures a second, loading and memory: on a machine with nothing else to do
 * --out FILE       everything as JSON
 */
const SEED = 1
const LOOK_ALIKES = 120
const PARTNERS = 64
const TASKS = ['copies', 'shop', 'photos', 'look-alikes', 'calibration'] as const
type Task = (typeof TASKS)[number]

const { values, positionals } = parseArgs({
  options: {
    data: { type: 'string' },
    models: { type: 'string', multiple: true },
    tasks: { type: 'string' },
    photos: { type: 'string' },
    beyond: { type: 'boolean', default: false },
    'no-baselines': { type: 'boolean', default: false },
    speed: { type: 'boolean', default: false },
    /** As bench/quality.ts passes it on. */
    encoder: { type: 'boolean' },
    out: { type: 'string' },
  },
  // `--models A B C`: the second and third stand by themselves.
  allowPositionals: true,
})
const { data, beyond } = values
if (data === undefined) throw new Error('Expected --data FOLDER with clothing/ and grocery/ in it')
const tasks = new Set((values.tasks?.split(',') ?? TASKS).map(readTask))
const given = [...(values.models ?? []), ...positionals]
const folders = given.length > 0 ? given : [builtInModelFolder()]
const workers = Math.min(2, availableParallelism())
const mostPhotos = Number(values.photos ?? Number.POSITIVE_INFINITY)
if (!(mostPhotos >= 1)) throw new Error(`Expected --photos to be 1 or more but received “${values.photos}”`)

const startedAt = performance.now()
const scratch = mkdtempSync(join(tmpdir(), 'doublet-encoder-'))
const describers: Describer[] = []
const results: Record<string, unknown> = {}
try {
  const set = await listPhotos(data)
  printSplit(set)
  const names = await modelNames(folders)
  for (const [n, folder] of folders.entries())
    describers.push(await encoderDescriber(names[n] ?? folder, folder, workers))
  const encoder = folders.length === 1 ? (names[0] ?? '') : 'encoder'
  const columns: Column[] = [
    { name: encoder, members: names },
    { name: `${encoder}, ${WHOLES}`, members: names.map((name) => `${name}, ${WHOLES}`) },
  ]
  if (!values['no-baselines']) {
    await writeRandomModel(folders[0] ?? '', join(scratch, 'random'), SEED)
    describers.push(...BASELINES, await encoderDescriber('random weights', join(scratch, 'random'), workers))
    columns.push(...describers.slice(folders.length).map(({ name }) => ({ name, members: [name] })))
  }
  const turned: Column[] = [
    { name: 'with inner pictures', members: names },
    ...[WHOLES, ...BEYOND].map((what) => ({ name: what, members: names.map((name) => `${name}, ${what}`) })),
  ]
  if (tasks.has('copies') || tasks.has('calibration')) await copies(set, columns, turned, names)
  if (tasks.has('shop') || tasks.has('photos')) await products(set, columns, turned, names)
  if (tasks.has('look-alikes')) {
    say('drawing look-alikes')
    const figures = await measureLookAlikes(await drawLookAlikes(LOOK_ALIKES), describers)
    printLookAlikes(
      figures,
      columns.filter(({ members }) => members.every((name) => describers.some((one) => one.name === name))),
    )
    results['lookAlikes'] = figures
  }
  if (values.speed) await speed(set, names)
} finally {
  for (const describer of describers) await describer.close()
  rmSync(scratch, { recursive: true, force: true })
}
console.log(`\nMeasured in ${((performance.now() - startedAt) / 60_000).toFixed(1)} minutes, ${load()}.`)
if (values.out !== undefined) writeFileSync(values.out, `${JSON.stringify(results, null, 2)}\n`)

function readTask(name: string): Task {
  const task = TASKS.find((known) => known === name)
  if (task === undefined) throw new Error(`Expected --tasks of ${TASKS.join(', ')} but received “${name}”`)
  return task
}

/** Of which the ways beyond plain comparing are measured. */
function turnedOf(names: readonly string[]): readonly string[] {
  return beyond ? names : []
}

/** Told apart by a number where several have one name. */
async function modelNames(models: readonly string[]): Promise<string[]> {
  const names = await Promise.all(models.map(async (folder) => (await readManifest(folder)).name))
  return names.map((name, n) => (names.indexOf(name) === names.lastIndexOf(name) ? name : `${name} ${n + 1}`))
}

function printSplit({ photos, products }: DataSet): void {
  const heldOut = [...products].filter(([product]) => isHeldOutProduct(product)).map(([, name]) => name)
  const count = (split: Photo['split']): number =>
    photos.filter((photo) => photo.split === split && photo.part !== 'shop').length
  console.log(`Held out of training: ${heldOut.length} of ${products.size} products: ${heldOut.join(', ')};`)
  console.log(
    `and clothing senders whose number ends in 3. Photos of these: ${count('test')}; for calibration: ${count('validation')}.`,
  )
  results['split'] = { heldOut, test: count('test'), validation: count('validation') }
}

async function copies(
  { photos }: DataSet,
  columns: readonly Column[],
  turned: readonly Column[],
  names: readonly string[],
): Promise<void> {
  const partners = await partnersFrom(photos)
  const test = await copiesOf('test', photos, partners, describers, turnedOf(names), names)
  if (tasks.has('copies')) {
    printCopies(test, columns)
    printCopiesByProduct(test, columns)
    if (beyond) printCopiesSummary(test, turned)
    results['copies'] = test.map(asJson)
  }
  if (!tasks.has('calibration')) return
  const encoders = describers.filter(({ name }) => names.includes(name))
  const validation = await copiesOf('validation', photos, partners, encoders, [], names)
  const figures = validation.flatMap((learnt) => {
    const held = test.find(({ space }) => space === learnt.space)
    return held === undefined ? [] : [calibrateDistances(learnt, held)]
  })
  printCalibration(figures)
  results['calibration'] = figures
}

function asJson({ space, tallies, productTallies }: CopiesFound): unknown {
  return {
    space,
    rows: tallies.rows(),
    byStrength: tallies.byStrength(),
    productsLeftOut: productTallies.byStrength(),
  }
}

async function copiesOf(
  split: 'test' | 'validation',
  photos: readonly Photo[],
  partners: readonly RgbPicture[],
  by: readonly Describer[],
  turn: readonly string[],
  encoders: readonly string[],
): Promise<CopiesFound[]> {
  const gallery = photos.filter((photo) => photo.split === split && photo.part !== 'shop')
  say(`describing ${gallery.length} ${split} photos`)
  const spaces = await makeSpaces(by, await seeAll(gallery), turn, encoders)
  const wanted = Math.min(gallery.length, Math.floor(mostPhotos))
  const chosen = Array.from({ length: wanted }, (_, n) => Math.floor((n * gallery.length) / wanted))
  const inTurn = split === 'validation' || !tasks.has('copies')
  return measureCopies({
    gallery,
    chosen,
    spaces,
    partners,
    seed: SEED,
    inTurn,
    onProgress: (done, of) => {
      if (done % 50 === 0 || done === of) say(`copies of ${done} of ${of} ${split} photos`)
    },
  })
}

/** Photos that training saw, so that no collage shows one that is looked for. */
async function partnersFrom(photos: readonly Photo[]): Promise<RgbPicture[]> {
  const others = photos.filter(({ split, part }) => split === 'training' && part !== 'shop')
  const chosen = Array.from(
    { length: PARTNERS },
    (_, n) => others[Math.floor((n * others.length) / PARTNERS)],
  )
  const seen = await seeAll(chosen.filter((photo) => photo !== undefined))
  return seen.map(({ pixels }) => pixels)
}

async function seeAll(photos: readonly Photo[]): Promise<SeenPicture[]> {
  const seen: SeenPicture[] = []
  for (const { path } of photos) seen.push(await seeFile(path))
  return seen
}

async function products(
  { photos }: DataSet,
  columns: readonly Column[],
  turned: readonly Column[],
  names: readonly string[],
): Promise<void> {
  const shown = async (of: readonly Photo[]): Promise<SeenPhoto[]> => {
    const seen = await seeAll(of)
    return of.flatMap((photo, n) => (seen[n] === undefined ? [] : [{ photo, seen: seen[n] }]))
  }
  const natural = await shown(photos.filter(({ part }) => part === 'grocery-val'))
  const shop = await shown(photos.filter(({ part }) => part === 'shop'))
  const pictures = (of: readonly SeenPhoto[]): SeenPicture[] => of.map(({ seen }) => seen)
  if (tasks.has('shop')) {
    say('photo to shop picture')
    const spaces = await makeSpaces(describers, pictures(shop), turnedOf(names), names, pictures(natural))
    const figures = await measureShopPictures(natural, shop, spaces)
    printProducts(`Photo to shop picture among ${shop.length}`, figures, columns)
    if (beyond) printProducts('Beyond plain comparing: photo to shop picture', figures, turned)
    results['shop'] = figures
  }
  if (tasks.has('photos')) {
    say('same product, other photo')
    const packaged = natural.filter(({ photo }) => photo.isPackaged)
    const others = natural.filter(({ photo }) => !photo.isPackaged)
    const spaces = await makeSpaces(
      describers,
      pictures(packaged),
      turnedOf(names),
      names,
      pictures([...others, ...shop]),
    )
    const figures = await measureOtherPhotos(packaged, spaces)
    printProducts(
      `Same product, other photo, among ${packaged.length} photos of packaged goods`,
      figures,
      columns,
    )
    if (beyond) printProducts('Beyond plain comparing: same product, other photo', figures, turned)
    results['photos'] = figures
  }
}

async function speed({ photos }: DataSet, names: readonly string[]): Promise<void> {
  const clothing = photos.filter(({ part }) => part === 'clothing')
  const figures = []
  for (const [n, folder] of folders.entries())
    figures.push(await measureSpeed(names[n] ?? folder, folder, clothing, workers))
  printSpeed(figures)
  results['speed'] = figures
}

function say(words: string): void {
  process.stderr.write(`${((performance.now() - startedAt) / 1000).toFixed(0)} s: ${words}\n`)
}
