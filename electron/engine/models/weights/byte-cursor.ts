/** The bytes end in the middle of what they say they hold. */
export class EndedEarly extends Error {
  override readonly name = 'EndedEarly'
}

/** Reads numbers and texts one after another from bytes that may be hostile; little-endian. */
export class ByteCursor {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  #at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#at = at
  }

  get left(): number {
    return this.#bytes.byteLength - this.#at
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1))
  }

  u16(): number {
    return this.#view.getUint16(this.#advance(2), true)
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4), true)
  }

  i32(): number {
    return this.#view.getInt32(this.#advance(4), true)
  }

  /** Above 2^53 it is not exact, which no length or offset that fits a file is. */
  u64(): number {
    return Number(this.#view.getBigUint64(this.#advance(8), true))
  }

  /** Big-endian, as pickle stores floats. */
  f64BigEndian(): number {
    return this.#view.getFloat64(this.#advance(8), false)
  }

  /** A view of the next bytes, not a copy. */
  take(length: number): Uint8Array {
    const start = this.#advance(length)
    return this.#bytes.subarray(start, start + length)
  }

  /** Up to the next line feed, which is skipped. */
  line(): Uint8Array {
    const end = this.#bytes.indexOf(0x0a, this.#at)
    if (end < 0) throw new EndedEarly('its last line does not end')
    const line = this.take(end - this.#at)
    this.#at = end + 1
    return line
  }

  #advance(length: number): number {
    if (length > this.left) throw new EndedEarly(`${length} bytes were expected where ${this.left} are left`)
    const start = this.#at
    this.#at += length
    return start
  }
}
