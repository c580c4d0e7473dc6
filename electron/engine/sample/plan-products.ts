import { mixColours } from './colour.ts'
import { sampleGtin } from './gtin.ts'
import { printedMeasure, type Measure } from './measure.ts'
import { FORMS, LAYOUTS, type Family, type ProductLook } from './product-look.ts'
import { randomFor, type Random } from './random.ts'
import { BRANDS, LABEL_COLOURS, LINE_MARKS, LINE_NAMES, RANGES, type Range, type Variant } from './ranges.ts'

/** One thing that is sold: what a curator would call the same product. */
export interface SampleProduct {
  /** The truth that goes into the label_group column. */
  readonly labelGroup: string
  /** Brand, name and kind; products of one line differ in variant or measure only, so they are each other's near misses. */
  readonly line: string
  readonly family: Family
  readonly category: string
  readonly brand: string
  readonly name: string
  readonly noun: string
  readonly variant: string
  readonly measure: Measure | null
  readonly price: number
  readonly gtin: string
  readonly look: ProductLook
}

/** Sizes tell products apart by the print and, a little, by the build: the index of the measure in its range. */
const SIZE_OF_MEASURE = [0.86, 1, 1.16]

/**
 * Lines of products, the families taking turns, until there are `count`.
 * @param count 1..2000
 */
export function planProducts(seed: number, count: number): SampleProduct[] {
  const products: SampleProduct[] = []
  const usedLines = new Set<string>()
  for (let turn = 0; products.length < count; turn += 1) {
    const range = RANGES[turn % RANGES.length]
    if (range === undefined) throw new RangeError('Expected at least one range but found none')
    const random = randomFor(seed, `line/${turn}`)
    const line = planLine(range, random, turn)
    const key = `${line.brand} ${line.name} ${line.kind.noun}`
    if (usedLines.has(key)) continue
    usedLines.add(key)
    for (const choice of chooseProducts(range, random).slice(0, count - products.length)) {
      products.push(makeProduct(range, line, choice, products.length, random))
    }
  }
  return products
}

interface Line {
  readonly brand: string
  readonly name: string
  readonly kind: Range['kinds'][number]
  readonly look: Pick<ProductLook, 'form' | 'layout' | 'label' | 'motif'>
  readonly price: number
}

interface Choice {
  readonly variant: Variant
  readonly measure: Measure | null
}

function planLine(range: Range, random: Random, turn: number): Line {
  const round = Math.floor(turn / RANGES.length)
  // Taking kinds and layouts in turn keeps the lines of a small sample from looking alike.
  const kind = range.kinds[round % range.kinds.length] ?? random.pick(range.kinds)
  return {
    brand: random.pick(BRANDS),
    name: random.pick(LINE_NAMES),
    kind,
    look: {
      form: random.pick(kind.forms) % FORMS,
      layout: (turn + round * 2) % LAYOUTS,
      label: random.pick(LABEL_COLOURS),
      motif: random.pick(LINE_MARKS),
    },
    price: random.between(range.price[0], range.price[1]),
  }
}

/** Two or three variants, and at times the first of them in a second size too. */
function chooseProducts(range: Range, random: Random): Choice[] {
  const variants = random.shuffle(range.variants).slice(0, random.integer(2, 3))
  const [measure = null, otherMeasure = null] = random.shuffle(range.measures)
  const choices: Choice[] = variants.map((variant) => ({ variant, measure }))
  if (otherMeasure !== null) {
    const inOtherSize = variants.slice(0, random.integer(0, 1))
    choices.push(...inOtherSize.map((variant) => ({ variant, measure: otherMeasure })))
  }
  return choices
}

function makeProduct(
  range: Range,
  line: Line,
  { variant, measure }: Choice,
  at: number,
  random: Random,
): SampleProduct {
  const sizeIndex = measure === null ? 1 : range.measures.findIndex(({ amount }) => amount === measure.amount)
  const printed = variant.motif !== undefined
  return {
    labelGroup: `P${String(at + 1).padStart(4, '0')}`,
    line: `${line.brand} ${line.name} ${line.kind.noun}`,
    family: range.family,
    category: range.category,
    brand: line.brand,
    name: line.name,
    noun: line.kind.noun,
    variant: variant.word,
    measure,
    price: Math.round(line.price * (1 + 0.35 * (sizeIndex - 1)) * 20) / 20,
    gtin: sampleGtin(at, random.integer(0, 9999)),
    look: {
      family: range.family,
      ...line.look,
      body: variant.body,
      accent: variant.accent,
      // Flavoured lines tint the label a little, so that flavours differ by more than a word.
      label: printed ? mixColours(line.look.label, variant.body, 0.16) : line.look.label,
      motif: variant.motif ?? line.look.motif,
      brand: line.brand,
      words: printed ? `${line.name} ${variant.word}` : line.name,
      measure: measure === null ? '' : printedMeasure(measure),
      size: SIZE_OF_MEASURE[sizeIndex] ?? 1,
    },
  }
}
