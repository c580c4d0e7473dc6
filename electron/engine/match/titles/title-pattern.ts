import { spellingPattern } from './spelling-pattern.ts'
import { LENGTH_SPELLINGS, UNIT_SPELLINGS } from './units.ts'

/** Letters of scripts written without blanks between words. */
const UNSPACED_LETTER = String.raw`[[\p{L}\p{M}]&&[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmer}\p{scx=Myanmar}]]`
const SPACED_LETTER = String.raw`[[\p{L}\p{M}]--${UNSPACED_LETTER}]`
/** What model numbers are made of beside digits; in other scripts a number that follows a word has lost its blank. */
const CODE_LETTER = String.raw`[\p{L}&&[\p{sc=Latin}\p{sc=Cyrillic}\p{sc=Greek}]]`

/** Whether a text holds a letter of a script written without blanks between words. */
export const UNSPACED = new RegExp(UNSPACED_LETTER, 'v')

const NUMBER = String.raw`\d+(?:[ ,.]\d{3})+(?:[.,]\d+)?(?![\d])|\d+(?:[.,]\d+)?`
/** With the fractions that inches and ounces are written in, "1 1/2" and "3/4". */
const AMOUNT = String.raw`(?:\d{1,3}[ \-])?\d{1,2}[\/⁄](?:2|3|4|8|16|32|64)(?!\d)|${NUMBER}`
/** Between sides, and between a count and an amount; х is Cyrillic. */
const TIMES = String.raw`[x×✕х*]`
/** After a unit no letter or digit follows: "5 mm" but not "5 mmx". Scripts without blanks, and Korean, go on. */
const UNIT_END = String.raw`(?!\p{N}|[${SPACED_LETTER}--\p{sc=Hangul}])`
/** What makes something else of a unit: "5 in 1", five months. */
const NOT_AFTER: ReadonlyMap<string, string> = new Map([
  ['in', String.raw` \d`],
  ['个', '月'],
  ['個', '月'],
  ['ケ', '月'],
])
const UNIT = unitPattern(UNIT_SPELLINGS)
const LENGTH_UNIT = unitPattern(LENGTH_SPELLINGS)
/** A side's letter: "45 cm (w)". */
const SIDE_NAME = String.raw`(?: ?\([hwdlb]\)| [hwdlb](?!${SPACED_LETTER}))?`
const CONTAINER = [
  'pack|packs|set|box|case|bundle|lot|bag|tray|carton|multipack|kit|paquet|boite|coffret|jeu|ensemble|paquete|caja|juego',
  'lote|estuche|confezione|pacco|scatola|pacote|caixa|conjunto|jogo|packung|karton|pak|doos|набор|упаковка|комплект',
].join('|')

function unitPattern(spellings: readonly string[]): string {
  return spellingPattern(
    spellings,
    (spelling) =>
      NOT_AFTER.get(spelling) ?? (/\p{sc=Hangul}$/u.test(spelling) ? String.raw`\p{sc=Hangul}` : ''),
  )
}

/**
 * Signs that part words, then a plain word and no beginning of something longer. Most of a title is read by this, many
 * times faster than by TITLE_PATTERN, which says the same of it.
 */
export const PLAIN_WORD =
  /[ ,.;:()&+|/]*(?!(?:x|by|isi|pack|set|box|case|bundle|lot|bag|tray|carton|multipack|kit|pa|bo|co|je|ensemble|ca|ju|estuche|sca|karton|doos)|[hwdlb](?![a-z]))([a-z]+)(?![\p{L}\p{M}\p{N}'-])/uy

/** What starts with a number, and may have a letter for the side that is measured before it. */
const NUMERIC = [
  // 40×60×2 cm, 30 cm x 40 cm, 16 x 20", 45cm (w) x 30cm (h)
  String.raw`(?:[hwdlb] ?)?(?<sideA>${AMOUNT})[ \-]?(?<unitA>${LENGTH_UNIT})?${SIDE_NAME} ?(?:${TIMES}|by) ?(?:[hwdlb] ?)?(?:(?<sideB>${AMOUNT})[ \-]?(?<unitB>${LENGTH_UNIT})?${SIDE_NAME} ?(?:${TIMES}|by) ?(?:[hwdlb] ?)?)?(?<sideC>${AMOUNT})[ \-]?(?<unitC>${LENGTH_UNIT})${SIDE_NAME}${UNIT_END}`,
  // 2 x 500 ml, 2x500ml, 2 × 0,5 l
  String.raw`(?<packCount>\d{1,4}) ?${TIMES} ?(?<packAmount>${AMOUNT})[ \-]?(?<packUnit>${UNIT})${UNIT_END}`,
  // 500 ml x 2, 500ml x2, 500ml*6, but not 30 cm x 40 cm
  String.raw`(?<eachAmount>${AMOUNT})[ \-]?(?<eachUnit>${UNIT}) ?${TIMES} ?(?<eachCount>\d{1,4})(?!\p{L}|\p{N}|[.,]\d| ?(?:${UNIT})${UNIT_END})`,
  // 6er pack
  String.raw`(?<count>\d{1,3}) ?er(?:[ \-]?(?:pack|packung|set|box|karton|tray))?${UNIT_END}`,
  // 8x10, 1920 x 1080
  String.raw`(?<plainA>${NUMBER}) ?${TIMES} ?(?<plainB>${NUMBER})(?: ?${TIMES} ?(?<plainC>${NUMBER}))?(?![\p{L}\p{N}\-])`,
  // 3 x, 3x
  String.raw`(?<count>\d{1,3}) ?${TIMES}(?![\p{L}\p{N}\-])`,
  // 500 ml, 1 000 ml, 12.5", 16gb, and with the side that is measured: h45 cm
  String.raw`(?:[hwdl](?=[\d., ]+[cm]m))?(?<amount>${AMOUNT})[ \-]?(?<unit>${UNIT})${UNIT_END}`,
].join('|')

/** What a folded title is cut into; each alternative has named groups of its own, the first that fits counts. */
export const TITLE_PATTERN = new RegExp(
  [
    String.raw`(?=\d|[hwdlb] ?\d)(?:${NUMERIC})`,
    // pack of 6, lot de 3, confezione da 4, isi 12; x3
    String.raw`(?:(?:${CONTAINER}) (?:of|de|da|di|mit|von|van|com|con|a|из|av) |isi ?)(?<count>\d{1,4})(?! ?(?:${UNIT})${UNIT_END})${UNIT_END}`,
    String.raw`(?<![\p{L}\p{N}])${TIMES}[ \-]?(?<count>\d{1,3})(?![\p{L}\p{N}\-]|[.,]\d)`,
    // lds4821wh, mb13-pnk, wh-1000xm4: letters and digits, also with hyphens, kept whole
    String.raw`(?<model>(?=[${CODE_LETTER}\d\-]*\d)(?=[${CODE_LETTER}\d\-]*${CODE_LETTER})[${CODE_LETTER}\d]+(?:-[${CODE_LETTER}\d]+)*)`,
    String.raw`(?<number>${NUMBER})`,
    String.raw`(?<run>${UNSPACED_LETTER}+)`,
    String.raw`(?<word>${SPACED_LETTER}+(?:'${SPACED_LETTER}+)?|\p{N}+)`,
  ].join('|'),
  'gv',
)
