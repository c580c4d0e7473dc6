import { printedMeasure, rewrittenMeasure } from './measure.ts'
import type { SampleProduct } from './plan-products.ts'
import type { Random } from './random.ts'

/** The words a title is put together from; an empty one is left out. */
interface TitleParts {
  readonly brand: string
  readonly name: string
  readonly variant: string
  readonly noun: string
  readonly measure: string
}

/** The title as the maker's own shop writes it. */
export function plainTitle(product: SampleProduct): string {
  return joined(Object.values(partsOf(product)))
}

/**
 * The title as another seller writes it: in another order, with other units, abbreviations, a typo, words of praise,
 * or without the brand. What tells the product from its near misses, the variant and the amount, is always kept.
 */
export function rewrittenTitle(product: SampleProduct, random: Random): string {
  const parts = partsOf(product)
  const measure =
    product.measure !== null && random.chance(0.6) ? rewrittenMeasure(product.measure, random) : parts.measure
  const written =
    ORDERS[random.integer(0, ORDERS.length - 1)]?.({ ...parts, measure }) ?? Object.values(parts)
  let title = joined(written)
  if (random.chance(0.35)) title = abbreviated(title)
  if (random.chance(0.2)) title = title.replace(parts.noun, misspelt(parts.noun, random))
  if (random.chance(0.35))
    title = random.chance(0.5) ? `${random.pick(PRAISE)} ${title}` : `${title} ${random.pick(TAILS)}`
  return inCase(title, random.between(0, 1))
}

const ORDERS: readonly ((parts: TitleParts) => readonly string[])[] = [
  ({ brand, name, variant, noun, measure }) => [brand, name, noun, variant, measure],
  ({ brand, name, variant, noun, measure }) => [noun, brand, name, variant, measure],
  ({ brand, name, variant, noun, measure }) => [brand, measure, name, variant, noun],
  ({ brand, name, variant, noun, measure }) => [`${variant} ${noun}`, measure, '-', brand, name],
  ({ name, variant, noun, measure }) => [name, variant, noun, measure],
  ({ brand, name, variant, noun, measure }) => [`${brand} ${name} ${noun},`, variant, measure],
  ({ brand, name, variant, noun, measure }) => [brand, '|', name, noun, '|', variant, measure],
]
const PRAISE: readonly string[] = ['NEW', 'Original', '100% authentic', 'Best price!', 'HOT SALE', 'Premium']
const TAILS: readonly string[] = [
  'free shipping',
  '(ready stock)',
  '- gift idea',
  'best quality',
  'fast delivery',
  '*limited*',
]
const ABBREVIATIONS: readonly (readonly [word: string, short: string])[] = [
  ['Sparkling', 'Sparkl.'],
  ['Ground', 'Grd'],
  ['T-Shirt', 'Tshirt'],
  ['Long Sleeve', 'L/S'],
  ['Stoneware', 'Stonew.'],
  ['Chronograph', 'Chrono'],
  ['Shoes', 'Shs'],
  ['with', 'w/'],
  ['Forest Green', 'For. Green'],
  ['Backpack', 'Bckpack'],
]

/** One title in eight is shouted, one in ten is all small. */
function inCase(title: string, draw: number): string {
  if (draw < 0.12) return title.toUpperCase()
  if (draw < 0.22) return title.toLowerCase()
  return title
}

function partsOf(product: SampleProduct): TitleParts {
  const { brand, name, variant, noun, measure } = product
  return { brand, name, variant, noun, measure: measure === null ? '' : printedMeasure(measure) }
}

function joined(words: readonly string[]): string {
  return words.filter((word) => word !== '').join(' ')
}

function abbreviated(title: string): string {
  return ABBREVIATIONS.reduce((shortened, [word, short]) => shortened.replace(word, short), title)
}

/** Two letters inside the word swapped, or one left out. */
function misspelt(word: string, random: Random): string {
  const at = random.integer(1, word.length - 3)
  const first = word.charAt(at)
  const second = word.charAt(at + 1)
  const swapped = random.chance(0.5) ? second + first : second
  return word.slice(0, at) + swapped + word.slice(at + 2)
}
