/** Titles longer than this are cut: what follows is description, and one runaway row must not cost what a thousand do. */
const MAXIMUM_TITLE_CHARACTERS = 1_000

/**
 * Marks that a seller may leave out and that decompose from their letter: accents of European scripts, points of Hebrew and
 * Arabic. Those that make another letter stay: the voicing of kana, vowels of Indian scripts and of Thai.
 */
const ACCENTS = new RegExp(
  String.raw`[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f]+`,
  'gu',
)

/** Letters that decompose into no base letter with a mark, and spellings of one letter that scripts or keyboards vary. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ł', 'l'],
  ['ı', 'i'],
  ['ς', 'σ'],
  ['ة', 'ه'],
  ['ى', 'ي'],
  ['ی', 'ي'],
  ['ک', 'ك'],
  ['ـ', ''],
  ['’', "'"],
  ['‘', "'"],
  ['ʼ', "'"],
  // Decimal and thousands separators of Arabic digits.
  ['٫', '.'],
  ['٬', ''],
])
const SPELLINGS = new RegExp(`[${[...LETTERS.keys()].join('')}]`, 'gu')

const FRACTIONS: ReadonlyMap<string, number> = new Map([
  ['¼', 1 / 4],
  ['½', 1 / 2],
  ['¾', 3 / 4],
  ['⅓', 1 / 3],
  ['⅔', 2 / 3],
  ['⅛', 1 / 8],
  ['⅜', 3 / 8],
  ['⅝', 5 / 8],
  ['⅞', 7 / 8],
])
const FRACTION = new RegExp(String.raw`(?:(\d{1,6}) ?)?([${[...FRACTIONS.keys()].join('')}])`, 'gu')

/**
 * One spelling for what reads the same, in any script: compatibility forms (full-width letters, ligatures) as plain ones,
 * accents stripped, lower case, digits of any script as 0 to 9, "1½" as 1.5, every run of white space one blank. Folding
 * what is folded changes nothing.
 * @returns at most 1,000 UTF-16 units
 */
export function foldTitle(title: string): string {
  return decompose(title.slice(0, MAXIMUM_TITLE_CHARACTERS).toWellFormed().replace(FRACTION, decimal))
    .replace(SPELLINGS, (letter) => LETTERS.get(letter) ?? letter)
    .replace(/(?![0-9])\p{Nd}/gu, asciiDigit)
    .normalize('NFC')
    .replace(/\u00ad|\u200d|\u2060/gu, '')
    .replace(/[\s\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, MAXIMUM_TITLE_CHARACTERS)
    .replace(/\s*[\ud800-\udbff]?$/u, '')
}

/** Lower case before and after: a capital may decompose, and a decomposed letter may be one. */
function decompose(title: string): string {
  return title.toLowerCase().normalize('NFKD').toLowerCase().normalize('NFKD').replace(ACCENTS, '')
}

function decimal(_: string, whole: string | undefined, fraction: string): string {
  return String(Number((Number(whole ?? 0) + (FRACTIONS.get(fraction) ?? 0)).toFixed(3)))
}

/** Unicode keeps the ten digits of a script together, in runs that start with its zero. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String(code - zero)
}
