/** A stretch of a title, and whether the other title has it too. */
export interface TitlePart {
  readonly text: string
  readonly differs: boolean
}

/** A number with its unit is one word: "500 ml" and "500ml" are the same, "500 ml" and "250 ml" are not. */
const WORD =
  /\d+(?:[.,]\d+)?\s?(?:ml|cl|dl|l|mg|g|kg|oz|lb|mm|cm|m|in|inch|inches|pcs|pack|x)(?![\p{L}\p{N}])|[\p{L}\p{N}]+/giu

/**
 * A title cut into parts, with the words marked that the reference does not have.
 * @param title what is shown
 * @param reference what it is compared with; null marks nothing, for there is nothing to differ from
 */
export function titleDifference(title: string, reference: string | null): TitlePart[] {
  if (reference === null) return title === '' ? [] : [{ text: title, differs: false }]
  const words = wordsOf(title)
  const shared = sharedWords(words.map(wordKey), wordsOf(reference).map(wordKey))
  return merge(title, words, shared)
}

interface Word {
  readonly text: string
  readonly start: number
}

function wordsOf(title: string): Word[] {
  return [...title.matchAll(WORD)].map((match) => ({ text: match[0], start: match.index }))
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
function merge(title: string, words: readonly Word[], shared: readonly boolean[]): TitlePart[] {
  const parts: { text: string; differs: boolean }[] = []
  const add = (text: string, differs: boolean): void => {
    const last = parts.at(-1)
    if (text === '') return
    if (last !== undefined && last.differs === differs) last.text += text
    else parts.push({ text, differs })
  }
  let end = 0
  words.forEach((word, index) => {
    const differs = shared[index] === false
    const between = title.slice(end, word.start)
    // What stands between two marked words belongs to the mark, so that a phrase is one stretch.
    add(between, differs && parts.at(-1)?.differs === true)
    add(word.text, differs)
    end = word.start + word.text.length
  })
  add(title.slice(end), false)
  return parts
}
