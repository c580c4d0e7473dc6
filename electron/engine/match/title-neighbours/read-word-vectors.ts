import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Refusal, say } from '../../../contract/saying.ts'

/** A file of word vectors cannot be used. */
export class WordVectorsUnreadable extends Refusal {
  constructor(text: string, options?: ErrorOptions) {
    super(say('wordVectorsUnreadable', { text }), options)
  }
}

export interface WordVectors {
  readonly dimension: number
  /** float32 [dimension] of each word */
  readonly ofWord: ReadonlyMap<string, Float32Array>
}

/** Longer lines are no word with numbers; they are not kept in memory. */
const MAXIMUM_DIMENSION = 4_096

/**
 * Reads word vectors from a text file as GloVe's are: on each line a word and its numbers, divided by blanks. A first line
 * of two numbers (word2vec's form) is passed over.
 * @param wanted only vectors of these words are kept
 * @throws WordVectorsUnreadable if the file cannot be read, a line has another count of numbers, or one is no number
 */
export async function readWordVectors(path: string, wanted: ReadonlySet<string>): Promise<WordVectors> {
  const ofWord = new Map<string, Float32Array>()
  let dimension = 0
  let lineNumber = 0
  try {
    for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
      lineNumber += 1
      if (line === '' || (lineNumber === 1 && /^\d+ \d+$/u.test(line))) continue
      const parts = line.trimEnd().split(' ')
      if (dimension === 0) dimension = dimensionOf(parts, path)
      // A few of the published vectors' words hold blanks themselves.
      const word = parts.slice(0, Math.max(1, parts.length - dimension)).join(' ')
      if (parts.length - 1 < dimension)
        throw wrongLine(path, lineNumber, `has ${parts.length - 1} numbers`, dimension)
      if (!wanted.has(word) || ofWord.has(word)) continue
      const vector = Float32Array.from(parts.slice(-dimension), Number)
      if (!vector.every(Number.isFinite)) throw wrongLine(path, lineNumber, 'has something else', dimension)
      ofWord.set(word, vector)
    }
  } catch (error) {
    if (error instanceof WordVectorsUnreadable) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new WordVectorsUnreadable(`The word vectors in ${path} cannot be read: ${reason}`, { cause: error })
  }
  if (dimension === 0)
    throw new WordVectorsUnreadable(`There are no word vectors in ${path}: it has no lines`)
  return { dimension, ofWord }
}

function dimensionOf(parts: readonly string[], path: string): number {
  const dimension = parts.length - 1
  const isFine = dimension >= 2 && dimension <= MAXIMUM_DIMENSION && parts.slice(1).every(isNumber)
  if (!isFine) throw wrongLine(path, 1, 'has not', 0)
  return dimension
}

function isNumber(text: string): boolean {
  return text !== '' && Number.isFinite(Number(text))
}

function wrongLine(path: string, line: number, found: string, dimension: number): WordVectorsUnreadable {
  const expected = dimension === 0 ? 'a word and its numbers' : `a word and ${dimension} numbers`
  return new WordVectorsUnreadable(
    `Expected ${expected} on each line of ${path}, divided by blanks, but line ${line} ${found}. Give a text file of GloVe vectors.`,
  )
}
