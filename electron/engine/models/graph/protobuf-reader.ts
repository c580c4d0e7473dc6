/** Bytes that are no protobuf message. */
export class ProtobufError extends Error {
  override readonly name = 'ProtobufError'
}

/** A field as it stands in a message: its number, its value, and all its bytes with the tag. */
export interface ProtobufField {
  readonly field: number
  /** A bigint of a varint (unsigned, 64 bits); bytes of anything else, without tag and length. */
  readonly value: bigint | Uint8Array
  /** As read, so that a field nobody knows is written back as it was. */
  readonly raw: Uint8Array
}

/**
 * The fields of one message in their order; those inside are read when they are asked for.
 * @throws ProtobufError if the bytes end too early, or hold groups or field 0
 * @see https://protobuf.dev/programming-guides/encoding/
 */
export function readProtobuf(bytes: Uint8Array): readonly ProtobufField[] {
  const reader = new WireReader(bytes)
  const fields: ProtobufField[] = []
  while (!reader.atEnd) fields.push(reader.field())
  return fields
}

class WireReader {
  readonly #bytes: Uint8Array
  #position = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get atEnd(): boolean {
    return this.#position === this.#bytes.length
  }

  field(): ProtobufField {
    const start = this.#position
    const tag = this.#varint()
    const field = Number(tag >> 3n)
    if (field === 0 || field > 0x1fffffff) {
      throw new ProtobufError(
        `Expected a field number from 1 to 536870911 but found ${field} at byte ${start}`,
      )
    }
    const value = this.#value(Number(tag & 7n), start)
    return { field, value, raw: this.#bytes.subarray(start, this.#position) }
  }

  #value(wireType: number, start: number): bigint | Uint8Array {
    if (wireType === 0) return this.#varint()
    if (wireType === 1) return this.#take(8n)
    if (wireType === 2) return this.#take(this.#varint())
    if (wireType === 5) return this.#take(4n)
    throw new ProtobufError(`Expected wire type 0, 1, 2 or 5 but found ${wireType} at byte ${start}`)
  }

  #varint(): bigint {
    const start = this.#position
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#bytes[this.#position++]
      if (byte === undefined)
        throw new ProtobufError(`Expected a number at byte ${start} but the bytes end there`)
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return BigInt.asUintN(64, value)
    }
    throw new ProtobufError(`Expected a number of at most 10 bytes at byte ${start} but it goes on`)
  }

  #take(length: bigint): Uint8Array {
    const left = this.#bytes.length - this.#position
    if (length > BigInt(left)) {
      throw new ProtobufError(`Expected ${length} bytes at byte ${this.#position} but ${left} are left`)
    }
    const start = this.#position
    this.#position += Number(length)
    return this.#bytes.subarray(start, this.#position)
  }
}
