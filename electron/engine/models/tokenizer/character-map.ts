/** SentencePiece's own maps have about 60,000 units; anything near this is no map of characters. */
const MOST_UNITS = 1 << 22

/** Longest text in UTF-8 that is looked up as a whole; longer ones go character by character. */
const LONGEST_WHOLE_BYTES = 5

const utf8 = new TextEncoder()
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })
const PRINTABLE_ASCII = /^[ -~]*$/

/**
 * SentencePiece's precompiled map of characters (full width to ASCII, ligatures to letters ...), which T5, XLM-RoBERTa
 * and their kin apply before they cut a text. It is a double array trie from UTF-8 to places in a list of texts.
 * @see https://github.com/google/sentencepiece/blob/master/doc/normalization.md
 * @see https://github.com/s-yata/darts-clone - the trie's units
 */
export class CharacterMap {
  readonly #units: Uint32Array
  readonly #targets: Buffer
  readonly #keepsAscii: boolean
  readonly #known = new Map<string, string | null>()

  /**
   * @param precompiled `precompiled_charsmap` of a tokenizer.json, decoded from base64: the trie's size in bytes as
   * uint32, the trie, then texts that end with a zero
   * @throws RangeError if the bytes are not such a map
   */
  constructor(precompiled: Buffer) {
    const size = precompiled.length < 4 ? 0 : precompiled.readUInt32LE(0)
    if (size === 0 || size % 4 !== 0 || size / 4 > MOST_UNITS || size > precompiled.length - 4) {
      throw new RangeError(
        `Expected a character map with a trie of its own size but received ${precompiled.length} bytes`,
      )
    }
    this.#units = Uint32Array.from({ length: size / 4 }, (_, index) =>
      precompiled.readUInt32LE(4 + index * 4),
    )
    this.#targets = precompiled.subarray(4 + size)
    const ascii = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index))
    this.#keepsAscii = ascii.every((character) => this.#lookUp(character) === null)
  }

  /** The text with every character or short cluster of characters replaced that the map knows. */
  apply(text: string): string {
    if (this.#keepsAscii && PRINTABLE_ASCII.test(text)) return text
    let mapped = ''
    for (const { segment } of graphemes.segment(text)) mapped += this.#applyToGrapheme(segment)
    return mapped
  }

  #applyToGrapheme(grapheme: string): string {
    if (Buffer.byteLength(grapheme) <= LONGEST_WHOLE_BYTES) {
      const whole = this.#target(grapheme)
      if (whole !== null) return whole
    }
    let mapped = ''
    for (const character of grapheme) mapped += this.#target(character) ?? character
    return mapped
  }

  #target(text: string): string | null {
    const known = this.#known.get(text)
    if (known !== undefined) return known
    const target = this.#lookUp(text)
    this.#known.set(text, target)
    return target
  }

  /** What the shortest known beginning of the text becomes: as the tokenizers library has it, the rest is dropped. */
  #lookUp(text: string): string | null {
    let node = offsetOf(this.#units[0] ?? 0)
    for (const byte of utf8.encode(text)) {
      node ^= byte
      const unit = this.#units[node]
      if (unit === undefined || labelOf(unit) !== byte) return null
      node ^= offsetOf(unit)
      if (hasLeaf(unit)) return this.#targetAt(this.#units[node] ?? 0)
    }
    return null
  }

  #targetAt(leaf: number): string | null {
    const start = leaf & 0x7fffffff
    if (start >= this.#targets.length) return null
    const end = this.#targets.indexOf(0, start)
    return this.#targets.toString('utf8', start, end === -1 ? this.#targets.length : end)
  }
}

function hasLeaf(unit: number): boolean {
  return ((unit >>> 8) & 1) === 1
}

/** Of a leaf the highest bit is set, so it is no byte's label. */
function labelOf(unit: number): number {
  return (unit & 0x800000ff) >>> 0
}

function offsetOf(unit: number): number {
  return (unit >>> 10) << ((unit & 0x200) >>> 6)
}
