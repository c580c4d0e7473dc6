/** Titles longer than this are cut: what follows is description, and one runaway row must not cost what a thousand do. */
const MAXIMUM_TITLE_CHARACTERS = 1_000

/** Letters that decompose into no base letter with a mark. */
const LETTERS: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ł', 'l'],
  ['ı', 'i'],
])

/**
 * One spelling for what reads the same: compatibility forms decomposed (NFKD), marks stripped, lower case, digits of any script
 * as 0 to 9, every run of white space one blank.
 * @returns at most 1,000 UTF-16 units
 */
export function foldTitle(title: string): string {
  return title
    .slice(0, MAXIMUM_TITLE_CHARACTERS)
    .toWellFormed()
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđłı]/gu, (letter) => LETTERS.get(letter) ?? letter)
    .replace(/(?![0-9])\p{Nd}/gu, asciiDigit)
    .replace(/[\s\p{Cf}]+/gu, ' ')
    .trim()
    .slice(0, MAXIMUM_TITLE_CHARACTERS)
}

/** Unicode keeps the ten digits of a script together, in runs that start with its zero. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  let zero = code
  while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String(code - zero)
}
