import type { PictureEdit } from '../decode/picture-edit.ts'
import { FileNames } from './file-names.ts'
import { plainEdit, planEdit, type EditKind } from './plan-edits.ts'
import { planProducts, type SampleProduct } from './plan-products.ts'
import { randomFor, type Random } from './random.ts'
import { planScene, type Photo, type View } from './scene.ts'
import { plainTitle, rewrittenTitle } from './titles.ts'

/** How a listing came by its picture; the first of a product is always the original. */
export type Origin = 'original' | 'same-file' | 'copied' | EditKind | 'other-photo' | 'other-view'

/** One picture file of the sample, before it is drawn. */
export interface SamplePicture {
  /** Inside the sample's folder, with forward slashes. */
  readonly file: string
  readonly photo: Photo
  readonly edit: PictureEdit
}

/** One row of the sample's table. */
export interface SampleListing {
  readonly id: string
  readonly title: string
  readonly images: readonly string[]
  readonly category: string
  /** '' where the seller gives none. */
  readonly brand: string
  readonly price: number | null
  readonly gtin: string
  readonly labelGroup: string
  readonly origin: Origin
}

/** A listing before its place in the table gives it its id. */
type ListingDraft = Omit<SampleListing, 'id'>

export interface SamplePlan {
  readonly products: readonly SampleProduct[]
  /** In the order of the table, which says nothing of the truth. */
  readonly listings: readonly SampleListing[]
  readonly pictures: readonly SamplePicture[]
}

/** Listings a product, dealt from shuffled decks of 20: 2.85 on average in every sample. */
const LISTINGS_DECK: readonly number[] = [1, 1, 1, 1, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6]

/** Ways to another listing; how often each stands here is how often it comes. */
const ORIGINS_DECK: readonly Origin[] = [
  'copied',
  're-encoded',
  're-encoded',
  'cropped',
  'cropped',
  'recoloured',
  'recoloured',
  'watermarked',
  'watermarked',
  'flipped',
  'other-photo',
  'other-photo',
  'other-view',
  'other-view',
  'other-view',
]

/** One product in so many has two listings over one file, and another one listing with two pictures. */
const RARE_EVERY = 36
const SAME_FILE_AT = 3
const TWO_PICTURES_AT = 5

/**
 * Decides everything about a sample without drawing anything: the same seed and number give the same plan.
 * @param productCount 1..2000
 */
export function planSample(seed: number, productCount: number): SamplePlan {
  const products = planProducts(seed, productCount)
  const names = new FileNames(randomFor(seed, 'names'))
  const deckRandom = randomFor(seed, 'listings')
  const pictures: SamplePicture[] = []
  const listings: ListingDraft[] = []
  let deck: number[] = []
  for (const [at, product] of products.entries()) {
    if (deck.length === 0) deck = deckRandom.shuffle(LISTINGS_DECK)
    const count = deck.pop() ?? 1
    const planned = planListings(product, at, count, randomFor(seed, `product/${at}`), names)
    listings.push(...planned.listings)
    pictures.push(...planned.pictures)
  }
  return { products, listings: inTableOrder(listings, seed), pictures }
}

interface PlannedProduct {
  readonly listings: readonly ListingDraft[]
  readonly pictures: readonly SamplePicture[]
}

function planListings(
  product: SampleProduct,
  at: number,
  dealtCount: number,
  random: Random,
  names: FileNames,
): PlannedProduct {
  const sharesFile = at % RARE_EVERY === SAME_FILE_AT
  const original = takePhoto(product, 'front', random.chance(0.25) ? 'home' : 'shop', random)
  const pictures: SamplePicture[] = []
  const listings: ListingDraft[] = []
  const origins: Origin[] = [
    'original',
    ...(sharesFile ? (['same-file'] as const) : []),
    ...random.shuffle(ORIGINS_DECK),
  ]
  const count = sharesFile ? Math.max(2, dealtCount) : dealtCount
  const publish = (title: string, photo: Photo, edit: PictureEdit): string => {
    const file = `photos/${names.next(title, EXTENSIONS[edit.format])}`
    pictures.push({ file, photo, edit })
    return file
  }
  const originalEdit = plainEdit(original, random)
  for (const origin of origins.slice(0, count)) {
    const title =
      origin === 'original' || (origin === 'copied' && random.chance(0.4))
        ? plainTitle(product)
        : rewrittenTitle(product, random)
    const images =
      origin === 'same-file'
        ? (listings[0]?.images.slice(0, 1) ?? [])
        : [publish(title, ...pictureFor(origin, product, original, originalEdit, random))]
    if (origin === 'original' && at % RARE_EVERY === TWO_PICTURES_AT) {
      const second = takePhoto(product, 'angled', 'shop', random)
      images.push(publish(title, second, plainEdit(second, random)))
    }
    listings.push({ ...offerOf(product, origin, random), title, images, origin })
  }
  return { listings, pictures }
}

const EXTENSIONS = { jpeg: 'jpg', png: 'png', webp: 'webp' } as const

/** What the seller says beside the title; sellers leave things out. */
function offerOf(
  product: SampleProduct,
  origin: Origin,
  random: Random,
): Pick<ListingDraft, 'category' | 'brand' | 'price' | 'gtin' | 'labelGroup'> {
  const factor = origin === 'original' ? 1 : random.between(0.85, 1.2)
  return {
    category: product.category,
    brand: random.chance(0.15) ? '' : product.brand,
    price: random.chance(0.1) ? null : Math.round(product.price * factor * 100) / 100,
    gtin: random.chance(0.25) ? product.gtin : '',
    labelGroup: product.labelGroup,
  }
}

function pictureFor(
  origin: Origin,
  product: SampleProduct,
  original: Photo,
  originalEdit: PictureEdit,
  random: Random,
): [Photo, PictureEdit] {
  if (origin === 'other-photo' || origin === 'other-view') {
    const isOtherView = origin === 'other-view'
    const view = isOtherView ? random.pick<View>(['angled', 'angled', 'close-up', 'measured']) : 'front'
    const photo = takePhoto(product, view, isOtherView && random.chance(0.5) ? 'shop' : 'home', random)
    return [photo, plainEdit(photo, random)]
  }
  if (origin === 'original' || origin === 'same-file' || origin === 'copied') return [original, originalEdit]
  return [original, planEdit(origin, original, random)]
}

function takePhoto(product: SampleProduct, view: View, kind: 'shop' | 'home', random: Random): Photo {
  return { look: product.look, view, side: random.chance(0.5) ? 1 : -1, scene: planScene(random, kind) }
}

/** Shuffles the rows and numbers them as a marketplace does, with gaps. */
function inTableOrder(drafts: readonly ListingDraft[], seed: number): SampleListing[] {
  const random = randomFor(seed, 'table')
  let id = random.integer(100_000, 400_000)
  const listings: SampleListing[] = []
  for (const draft of random.shuffle(drafts)) {
    id += random.integer(1, 97)
    listings.push({ id: String(id), ...draft })
  }
  return listings
}
