import { hash } from 'node:crypto'

/** Slots are doubled when more than this share of them is taken. */
const FULLEST = 0.6

/**
 * The line where each id of a table came first. Keeps 64 bits of the id's SHA-256 and the line, 12 bytes a slot, so
 * that the ids of ten million rows take some 300 MB rather than several GB; two different ids of ten million are taken
 * for one with a probability of 3 in a million.
 */
export class FirstLines {
  #high: Uint32Array
  #low: Uint32Array
  /** 0: the slot is free. */
  #lines: Uint32Array
  #taken = 0

  constructor() {
    const slots = 1 << 12
    this.#high = new Uint32Array(slots)
    this.#low = new Uint32Array(slots)
    this.#lines = new Uint32Array(slots)
  }

  /**
   * Notes the id unless it is known.
   * @param line 1-based
   * @returns the line where the same id came first; null when this is the first
   */
  note(id: string, line: number): number | null {
    const digest = hash('sha256', id, 'buffer')
    const high = digest.readUInt32LE(0)
    const low = digest.readUInt32LE(4)
    const slot = this.#find(high, low)
    const known = this.#lines[slot]
    if (known !== undefined && known !== 0) return known
    this.#put(slot, high, low, line)
    if (this.#taken > this.#lines.length * FULLEST) this.#grow()
    return null
  }

  /** The slot that holds the id, or the free one where it belongs. */
  #find(high: number, low: number): number {
    const mask = this.#lines.length - 1
    let slot = low & mask
    while (this.#lines[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high)) {
      slot = (slot + 1) & mask
    }
    return slot
  }

  #put(slot: number, high: number, low: number, line: number): void {
    this.#high[slot] = high
    this.#low[slot] = low
    this.#lines[slot] = line
    this.#taken += 1
  }

  #grow(): void {
    const [high, low, lines] = [this.#high, this.#low, this.#lines]
    this.#high = new Uint32Array(lines.length * 2)
    this.#low = new Uint32Array(lines.length * 2)
    this.#lines = new Uint32Array(lines.length * 2)
    this.#taken = 0
    lines.forEach((line, slot) => {
      if (line === 0) return
      const ofHigh = high[slot] ?? 0
      const ofLow = low[slot] ?? 0
      this.#put(this.#find(ofHigh, ofLow), ofHigh, ofLow, line)
    })
  }
}
