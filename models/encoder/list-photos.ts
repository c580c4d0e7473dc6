import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'

/** A photo of the two data sets with what is known of it. */
export interface Photo {
  readonly path: string
  /** The same on every machine. */
  readonly name: string
  readonly part: 'clothing' | 'grocery-train' | 'grocery-val' | 'shop'
  /** Number of the grocery product; null of clothes. */
  readonly product: number | null
  /** Photos of one owner may show the same thing: the sender of clothes, the product of groceries. */
  readonly owner: string
  /** In a printed package, in contrast to fruit and vegetables. */
  readonly isPackaged: boolean
  /**
   * test: of a product or a sender that training saw nothing of. validation: seen by nobody, though perhaps other photos of
   * its product or sender were. training: the others.
   */
  readonly split: 'test' | 'validation' | 'training'
}

/** As split.py has them: whole products and whole senders are held out, never single photos. */
const PRODUCT_CYCLE = 3
const HELD_OUT_PRODUCT_REMAINDER = 2
const SENDER_CYCLE = 10
const HELD_OUT_SENDER_REMAINDER = 3
const VALIDATION_SENDER_REMAINDER = 7
const VALIDATION_PHOTO_STEP = 12

export function isHeldOutProduct(product: number): boolean {
  return product % PRODUCT_CYCLE === HELD_OUT_PRODUCT_REMAINDER
}

export interface DataSet {
  readonly photos: readonly Photo[]
  /** By number. */
  readonly products: ReadonlyMap<number, string>
}

/** Every photo under the folder, in the order of its lists. */
export async function listPhotos(data: string): Promise<DataSet> {
  const grocery = join(data, 'grocery')
  const classes = z
    .array(
      z.object({
        'Class Name (str)': z.string(),
        'Class ID (int)': z.coerce.number(),
        'Iconic Image Path (str)': z.string(),
      }),
    )
    .parse(parse(await readFile(join(grocery, 'classes.csv')), { columns: true }))
  const shop = classes.map((row): Photo => {
    const inside = row['Iconic Image Path (str)'].replace(/^\/?iconic-images-and-descriptions\//u, '')
    const product = row['Class ID (int)']
    return {
      ...pathAndName(grocery, `shop/${inside}`),
      part: 'shop',
      product,
      owner: String(product),
      isPackaged: inside.startsWith('Packages/'),
      split: isHeldOutProduct(product) ? 'test' : 'training',
    }
  })
  return {
    photos: [
      ...(await clothingPhotos(join(data, 'clothing'))),
      ...(await groceryPhotos(grocery, 'train')),
      ...(await groceryPhotos(grocery, 'val')),
      ...shop,
    ],
    products: new Map(classes.map((row) => [row['Class ID (int)'], row['Class Name (str)']])),
  }
}

async function clothingPhotos(folder: string): Promise<Photo[]> {
  const rows = z
    .array(z.object({ image: z.string(), sender_id: z.coerce.number() }))
    .parse(parse(await readFile(join(folder, 'labels.csv')), { columns: true }))
  const senders = new Map(rows.map(({ image, sender_id }) => [`${image}.jpg`, sender_id]))
  const files = (await readdir(join(folder, 'photos'))).filter((file) => file.endsWith('.jpg')).sort()
  return files.map((file) => ({
    ...pathAndName(folder, `photos/${file}`),
    part: 'clothing',
    product: null,
    owner: String(senders.get(file) ?? 'unknown'),
    isPackaged: false,
    split: splitOfSender(senders.get(file)),
  }))
}

/** Training uses no photo whose sender is not known: it might be of one that is held out. */
function splitOfSender(sender: number | undefined): Photo['split'] {
  if (sender === undefined || sender % SENDER_CYCLE === VALIDATION_SENDER_REMAINDER) return 'validation'
  return sender % SENDER_CYCLE === HELD_OUT_SENDER_REMAINDER ? 'test' : 'training'
}

async function groceryPhotos(folder: string, part: 'train' | 'val'): Promise<Photo[]> {
  const lines = (await readFile(join(folder, `${part}.txt`), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
  return lines.map((line, number): Photo => {
    const [name = '', product = ''] = line.split(', ')
    const heldOut = isHeldOutProduct(Number(product))
    const isKept = part === 'val' || number % VALIDATION_PHOTO_STEP === 0
    return {
      ...pathAndName(folder, `photos/${name}`),
      part: `grocery-${part}`,
      product: Number(product),
      owner: product,
      isPackaged: name.split('/')[1] === 'Packages',
      split: heldOut ? 'test' : isKept ? 'validation' : 'training',
    }
  })
}

/** Every picture is a JPEG here, whatever the lists call it. */
function pathAndName(folder: string, name: string): Pick<Photo, 'path' | 'name'> {
  const jpeg = name.replace(/\.png$/u, '.jpg')
  return { path: join(folder, ...jpeg.split('/')), name: jpeg }
}
