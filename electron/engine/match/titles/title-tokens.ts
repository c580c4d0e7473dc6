import { COLOURS_IN_RUNS } from './colour-words.ts'
import { foldTitle } from './fold-title.ts'
import { PLAIN_WORD, TITLE_PATTERN, UNSPACED } from './title-pattern.ts'
import { dimensionsToken, LENGTH, PACK, plainNumber, quantityToken } from './units.ts'

/** What a token says, which decides how two titles' tokens are compared. */
export type TokenKind = 'word' | 'number' | 'quantity' | 'pack' | 'model'

export interface TitleToken {
  readonly kind: TokenKind
  readonly text: string
}

type Groups = Readonly<Record<string, string | undefined>>

/**
 * The words of a product title with what each says: numbers with their unit as one quantity in base units ("1 L" and
 * "1 000 ml" are both "1000ml"), packs as count x size ("2x500ml" is "2x" and "500ml"), sides as one word ("60 × 40 cm" is
 * "400x600mm"), model numbers whole.
 */
export function parseTitle(title: string): TitleToken[] {
  const tokens: TitleToken[] = []
  const folded = foldTitle(title)
  let place = 0
  for (;;) {
    PLAIN_WORD.lastIndex = place
    const word = PLAIN_WORD.exec(folded)?.[1]
    if (word !== undefined) {
      tokens.push({ kind: 'word', text: word })
      place = PLAIN_WORD.lastIndex
      continue
    }
    TITLE_PATTERN.lastIndex = place
    const groups = TITLE_PATTERN.exec(folded)?.groups
    if (groups === undefined) return tokens
    tokens.push(...readGroups(groups))
    place = TITLE_PATTERN.lastIndex
  }
}

/** The texts of `parseTitle`, in the order of the title. */
export function titleTokens(title: string): string[] {
  return parseTitle(title).map((token) => token.text)
}

/** Whether a word is cut out of a script without blanks, so that it is two characters and not what its writer calls a word. */
export function isFragment(word: string): boolean {
  return UNSPACED.test(word)
}

function readGroups(groups: Groups): TitleToken[] {
  const { packCount, packAmount, packUnit, eachAmount, eachUnit, eachCount, plainA, plainB, plainC } = groups
  if (groups['sideA'] !== undefined) return [readSides(groups)]
  if (plainA !== undefined) return [readPlainSides(plainA, plainB, plainC)]
  if (packCount !== undefined && packAmount !== undefined && packUnit !== undefined) {
    return [packToken(packCount), ...readAmount(packAmount, packUnit)]
  }
  if (eachAmount !== undefined && eachUnit !== undefined && eachCount !== undefined) {
    return readEach(quantityToken(parseAmount(eachAmount), eachUnit), eachCount)
  }
  return readSingle(groups)
}

function readSingle({ count, amount, unit, model, number, run, word }: Groups): TitleToken[] {
  if (count !== undefined) return [packToken(count)]
  if (amount !== undefined && unit !== undefined) return readAmount(amount, unit)
  if (model !== undefined) return [{ kind: 'model', text: model.replaceAll('-', '') }]
  if (number !== undefined) return [{ kind: 'number', text: plainNumber(parseAmount(number)) }]
  if (run !== undefined) return splitRun(run).map((text) => ({ kind: 'word', text }))
  return word === undefined ? [] : [{ kind: 'word', text: word }]
}

function packToken(count: string): TitleToken {
  return { kind: 'pack', text: `${Number(count)}${PACK}` }
}

function readAmount(amount: string, unit: string): TitleToken[] {
  const text = quantityToken(parseAmount(amount), unit)
  return [{ kind: text.endsWith(PACK) ? 'pack' : 'quantity', text }]
}

/** "500 ml x 2" is a pack as "2 x 500 ml" is; of a length, "30 cm x 40", only the number follows, whatever it counts. */
function readEach(quantity: string, count: string): TitleToken[] {
  const each: TitleToken = { kind: quantity.endsWith(PACK) ? 'pack' : 'quantity', text: quantity }
  return quantity.endsWith(LENGTH) || each.kind === 'pack'
    ? [each, { kind: 'number', text: String(Number(count)) }]
    : [packToken(count), each]
}

/** Sides without a unit of their own have that of the last one. */
function readSides({ sideA, sideB, sideC = '', unitA, unitB, unitC = '' }: Groups): TitleToken {
  const sides = [
    { amount: sideA, spelling: unitA ?? unitC },
    { amount: sideB, spelling: unitB ?? unitC },
    { amount: sideC, spelling: unitC },
  ].flatMap(({ amount, spelling }) =>
    amount === undefined ? [] : [{ amount: parseAmount(amount), spelling }],
  )
  return { kind: 'quantity', text: dimensionsToken(sides) }
}

/** "8x10" and "10 x 8" are one. */
function readPlainSides(...amounts: readonly (string | undefined)[]): TitleToken {
  const sides = amounts.flatMap((amount) => (amount === undefined ? [] : [parseAmount(amount)]))
  return {
    kind: 'quantity',
    text: sides
      .toSorted((a, b) => a - b)
      .map(plainNumber)
      .join('x'),
  }
}

/** "1 000", "1.000" and "1,000" are thousands; "0,5" and "12.5" are decimals; "1 1/2" is one and a half. */
function parseAmount(text: string): number {
  const fraction = /^(?:(\d+)[ -])?(\d+)[/⁄](\d+)$/u.exec(text)
  if (fraction !== null) return Number(fraction[1] ?? 0) + Number(fraction[2]) / Number(fraction[3])
  const joined = text.replace(/[ ,.](?=\d{3}(?:\D|$))/gu, (separator, offset: number) =>
    text.startsWith('0') && offset === 1 ? separator : '',
  )
  return Number(joined.replace(',', '.'))
}

/** Scripts without blanks: colours are cut out, and the rest is pairs of characters. */
function splitRun(run: string): string[] {
  return run.split(COLOURS_IN_RUNS).flatMap((part, place) => {
    const characters = Array.from(part)
    // Every other part is a colour.
    if (place % 2 === 1 || characters.length < 3) return part === '' ? [] : [part]
    return characters.slice(1).map((character, index) => `${characters[index]}${character}`)
  })
}
