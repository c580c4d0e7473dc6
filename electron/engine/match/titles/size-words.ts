import { foldTitle } from './fold-title.ts'

/** Size words in the languages that sellers mostly write, by the size that they stand for; none that means something else. */
const SIZES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    xxs: 'xxs',
    xs: 'xs',
    s: 's small klein kleine kecil pequeño pequeña pequeno pequena piccolo',
    m: 'm medium sedang mediano mediana',
    l: 'l large besar',
    xl: 'xl',
    xxl: 'xxl 2xl',
    xxxl: 'xxxl 3xl',
    '4xl': '4xl xxxxl',
    '5xl': '5xl',
    mini: 'mini',
    maxi: 'maxi',
    regular: 'regular',
    king: 'king',
    queen: 'queen',
  }).flatMap(([size, words]) =>
    foldTitle(words)
      .split(' ')
      .map((word) => [word, size] as const),
  ),
)

/** @param word folded @returns the size that it names, or undefined */
export function sizeOf(word: string): string | undefined {
  return SIZES.get(word)
}
