/** A stretch of a title, and whether the other title has it too. */
export interface TitlePart {
  readonly text: string
  readonly differs: boolean
  /** The other title says the same amount in other words: which amount; null for any other part. */
  readonly same: string | null
}

/** A stretch of a title that the other one says in other words: "2x500 ml", the same amount as "1 l". */
export interface SameStretch {
  readonly text: string
  readonly words: string
}

/** A number with its unit is one word: "500 ml" and "500ml" are the same, "500 ml" and "250 ml" are not. */
const WORD =
  /\d+(?:[.,]\d+)?\s?(?:ml|cl|dl|l|mg|g|kg|oz|lb|mm|cm|m|in|inch|inches|pcs|pack|x)(?![\p{L}\p{N}])|[\p{L}\p{N}]+/giu

/**
 * A title cut into parts, with the words marked that the reference does not have.
 * @param title what is shown
 * @param reference what it is compared with; null marks nothing, for there is nothing to differ from
 * @param same stretches that the reference says in other words
 */
export function titleDifference(
  title: string,
  reference: string | null,
  same: readonly SameStretch[] = [],
): TitlePart[] {
  if (reference === null) return title === '' ? [] : [{ text: title, differs: false, same: null }]
  const words = wordsOf(title, same)
  const left = words.filter((word) => word.same === null)
  const shared = sharedWords(left.map(wordKey), wordsOf(reference, []).map(wordKey))
  return merge(
    title,
    words.map((word) => ({ ...word, differs: word.same === null && shared[left.indexOf(word)] === false })),
  )
}

interface Word {
  readonly text: string
  readonly start: number
  readonly same: string | null
}

function wordsOf(title: string, same: readonly SameStretch[]): Word[] {
  const stretches = same.flatMap(({ text, words }): Word[] => {
    const start = title.indexOf(text)
    return start < 0 ? [] : [{ text, start, same: words }]
  })
  const isFree = (start: number, length: number): boolean =>
    stretches.every(
      (stretch) => start + length <= stretch.start || start >= stretch.start + stretch.text.length,
    )
  const words = [...title.matchAll(WORD)]
    .map((match): Word => ({ text: match[0], start: match.index, same: null }))
    .filter(({ start, text }) => isFree(start, text.length))
  return [...words, ...stretches].toSorted((one, other) => one.start - other.start)
}

function wordKey(word: Word): string {
  return word.text.normalize('NFKC').toLowerCase().replace(/\s/g, '').replace(',', '.')
}

/**
 * Which words the other list has too, each as often as it has them. Their order says nothing about the product:
 * "Mug, red" and "Red mug" differ in no word.
 */
function sharedWords(words: readonly string[], others: readonly string[]): boolean[] {
  const left = new Map<string, number>()
  for (const other of others) left.set(other, (left.get(other) ?? 0) + 1)
  return words.map((word) => {
    const count = left.get(word) ?? 0
    left.set(word, count - 1)
    return count > 0
  })
}

/** Joins neighbouring words of the same kind, with what stands between them. */
function merge(title: string, words: readonly (Word & { readonly differs: boolean })[]): TitlePart[] {
  const parts: { text: string; differs: boolean; same: string | null }[] = []
  const add = (text: string, differs: boolean, same: string | null = null): void => {
    const last = parts.at(-1)
    if (text === '') return
    if (last !== undefined && last.differs === differs && last.same === same) last.text += text
    else parts.push({ text, differs, same })
  }
  let end = 0
  for (const { text, start, differs, same } of words) {
    // What stands between two marked words belongs to the mark, so that a phrase is one stretch.
    add(title.slice(end, start), differs && parts.at(-1)?.differs === true)
    add(text, differs, same)
    end = start + text.length
  }
  add(title.slice(end), false)
  return parts
}
