import { foldTitle } from './fold-title.ts'
import { PACK, plainNumber, quantityToken, UNIT_SPELLINGS } from './units.ts'

/** What a token says, which decides how two titles' tokens are compared. */
export type TokenKind = 'word' | 'number' | 'quantity' | 'pack' | 'model'

export interface TitleToken {
  readonly kind: TokenKind
  readonly text: string
}

const NUMBER = String.raw`\d+(?:[ ,.]\d{3})+(?:[.,]\d+)?(?![\d])|\d+(?:[.,]\d+)?`
/** "5 in 1" is no length. */
const UNIT = UNIT_SPELLINGS.map((spelling) =>
  spelling === 'in' ? String.raw`in(?! \d)` : escapeForPattern(spelling),
).join('|')
/** After a unit no letter or digit follows: "5 mm" but not "5 mmx". */
const UNIT_END = String.raw`(?![\p{L}\p{N}])`

const PATTERN = new RegExp(
  [
    // 2 x 500 ml, 2x500ml, 2 × 0,5 l
    String.raw`(?<packCount>\d{1,4}) ?[x×*] ?(?<packAmount>${NUMBER})[ -]?(?<packUnit>${UNIT})${UNIT_END}`,
    // 500 ml x 2, 500ml x2, 500ml*6, but not 30 cm x 40 cm
    String.raw`(?<eachAmount>${NUMBER})[ -]?(?<eachUnit>${UNIT}) ?[x×*] ?(?<eachCount>\d{1,4})(?![\p{L}\p{N}]|[.,]\d| ?(?:${UNIT})${UNIT_END})`,
    // pack of 6, set of 2
    String.raw`(?:pack|set|box|case) of (?<packOf>\d{1,4})${UNIT_END}`,
    // 500 ml, 1 000 ml, 12.5", 16gb, and with the side that is measured: h45 cm
    String.raw`(?:[hwdl](?=[\d., ]+[cm]m))?(?<amount>${NUMBER})[ -]?(?<unit>${UNIT})${UNIT_END}`,
    // lds4821wh, mb13-pnk, wh-1000xm4: letters and digits, also with hyphens, kept whole
    String.raw`(?<model>(?=[\p{L}\d-]*\d)(?=[\p{L}\d-]*\p{L})[\p{L}\d]+(?:-[\p{L}\d]+)*)`,
    String.raw`(?<number>${NUMBER})`,
    String.raw`(?<word>[\p{L}\p{M}]+(?:'[\p{L}]+)?|\p{N}+)`,
  ].join('|'),
  'gu',
)

/** Scripts written without blanks between words: their words are pairs of characters. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/**
 * The words of a product title with what each says: numbers with their unit as one quantity in base units ("1 L" and
 * "1 000 ml" are both "1000ml"), packs as count x size ("2x500ml" is "2x" and "500ml"), model numbers whole.
 */
export function parseTitle(title: string): TitleToken[] {
  const tokens: TitleToken[] = []
  for (const { groups } of foldTitle(title).matchAll(PATTERN)) {
    if (groups === undefined) continue
    const { packCount, packAmount, packUnit, packOf, amount, unit, model, number, word } = groups
    const { eachAmount, eachUnit, eachCount } = groups
    if (packCount !== undefined && packAmount !== undefined && packUnit !== undefined) {
      const quantity = quantityToken(parseAmount(packAmount), packUnit)
      // "30 x 40 cm" is an area, not thirty of something.
      tokens.push(
        quantity.endsWith('mm')
          ? { kind: 'quantity', text: quantityToken(Number(packCount), packUnit) }
          : { kind: 'pack', text: `${Number(packCount)}${PACK}` },
      )
      tokens.push({ kind: 'quantity', text: quantity })
    } else if (eachAmount !== undefined && eachUnit !== undefined && eachCount !== undefined) {
      tokens.push(...packTokens(quantityToken(parseAmount(eachAmount), eachUnit), Number(eachCount)))
    } else if (amount !== undefined && unit !== undefined) {
      const text = quantityToken(parseAmount(amount), unit)
      tokens.push({ kind: text.endsWith(PACK) ? 'pack' : 'quantity', text })
    } else if (packOf !== undefined) {
      tokens.push({ kind: 'pack', text: `${Number(packOf)}${PACK}` })
    } else if (model !== undefined) {
      tokens.push({ kind: 'model', text: model.replaceAll('-', '') })
    } else if (number !== undefined) {
      tokens.push({ kind: 'number', text: plainNumber(parseAmount(number)) })
    } else if (word !== undefined) {
      for (const text of splitUnspaced(word)) tokens.push({ kind: 'word', text })
    }
  }
  return tokens
}

/** "500 ml x 2" is a pack as "2 x 500 ml" is; of a length, "30 cm x 40", only the number follows, whatever it counts. */
function packTokens(quantity: string, count: number): TitleToken[] {
  const each: TitleToken = { kind: quantity.endsWith(PACK) ? 'pack' : 'quantity', text: quantity }
  return quantity.endsWith('mm') || each.kind === 'pack'
    ? [each, { kind: 'number', text: String(count) }]
    : [{ kind: 'pack', text: `${count}${PACK}` }, each]
}

/** The texts of `parseTitle`, in the order of the title. */
export function titleTokens(title: string): string[] {
  return parseTitle(title).map((token) => token.text)
}

/** Whether a word is cut out of a script without blanks, so that it is two characters and not what its writer calls a word. */
export function isFragment(word: string): boolean {
  return UNSPACED.test(word)
}

/** "1 000", "1.000" and "1,000" are thousands; "0,5" and "12.5" are decimals. */
function parseAmount(text: string): number {
  const joined = text.replace(/[ ,.](?=\d{3}(?:\D|$))/gu, (separator, offset: number) =>
    text.startsWith('0') && offset === 1 ? separator : '',
  )
  return Number(joined.replace(',', '.'))
}

function splitUnspaced(word: string): string[] {
  if (!UNSPACED.test(word)) return [word]
  const characters = Array.from(word)
  if (characters.length < 3) return [word]
  return characters.slice(1).map((character, place) => `${characters[place]}${character}`)
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`)
}
