import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { stringify } from 'csv-stringify/sync'
import type { RenderPicture } from '../decode/picture-edit.ts'
import { drawPhoto } from './draw-photo.ts'
import { planSample, type SampleListing, type SamplePicture } from './plan-sample.ts'

export interface SampleOptions {
  /** An integer; default 1. */
  readonly seed?: number
  /** 1..2000; the default gives about 300 pictures. */
  readonly products?: number
}

export interface SampleSummary {
  readonly folder: string
  /** Path of listings.csv. */
  readonly table: string
  readonly listings: number
  readonly pictures: number
  readonly products: number
}

const DEFAULT_SEED = 1
const DEFAULT_PRODUCTS = 108
const MOST_PRODUCTS = 2000
/** Best for sharp on two cores; see ARCHITECTURE.md. */
const DRAWN_AT_ONCE = 4

const COLUMNS = ['id', 'title', 'image', 'category', 'brand', 'price', 'gtin', 'label_group'] as const

/**
 * Draws pictures and writes FOLDER/photos/... and FOLDER/listings.csv; deterministic: same seed, same bytes of pixels
 * and table. The table is written last, so a folder that has one is complete. Files of the same names are replaced.
 * @throws RangeError for a seed or a number of products out of range; the signal's reason once it is aborted
 */
export async function generateSample(
  folder: string,
  render: RenderPicture,
  options: SampleOptions = {},
  signal?: AbortSignal,
  onProgress?: (done: number, total: number) => void,
): Promise<SampleSummary> {
  const { seed = DEFAULT_SEED, products = DEFAULT_PRODUCTS } = options
  if (!Number.isSafeInteger(seed)) throw new RangeError(`Expected an integer as seed but received ${seed}`)
  if (!Number.isInteger(products) || products < 1 || products > MOST_PRODUCTS) {
    throw new RangeError(`Expected 1 to ${MOST_PRODUCTS} products but received ${products}`)
  }
  signal?.throwIfAborted()
  const plan = planSample(seed, products)
  await mkdir(join(folder, 'photos'), { recursive: true })
  const total = plan.pictures.length
  let done = 0
  const waiting = plan.pictures.values()
  const drawWaiting = async (): Promise<void> => {
    for (const picture of waiting) {
      signal?.throwIfAborted()
      await drawPicture(folder, picture, render)
      done += 1
      onProgress?.(done, total)
    }
  }
  await Promise.all(Array.from({ length: DRAWN_AT_ONCE }, drawWaiting))
  signal?.throwIfAborted()
  const table = join(folder, 'listings.csv')
  await writeFile(table, tableOf(plan.listings))
  return { folder, table, listings: plan.listings.length, pictures: total, products: plan.products.length }
}

async function drawPicture(folder: string, picture: SamplePicture, render: RenderPicture): Promise<void> {
  const bytes = await render(drawPhoto(picture.photo), picture.edit)
  await writeFile(join(folder, picture.file), bytes)
}

function tableOf(listings: readonly SampleListing[]): string {
  const rows = listings.map((listing) => [
    listing.id,
    listing.title,
    listing.images.join('|'),
    listing.category,
    listing.brand,
    listing.price === null ? '' : listing.price.toFixed(2),
    listing.gtin,
    listing.labelGroup,
  ])
  return stringify([[...COLUMNS], ...rows])
}
