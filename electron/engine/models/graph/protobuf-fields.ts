import { ProtobufError, type ProtobufField, readProtobuf } from './protobuf-reader.ts'

/** A message's fields by number, with what they must be. */
export class ProtobufMessage {
  readonly fields: readonly ProtobufField[]

  /** @throws ProtobufError */
  constructor(bytes: Uint8Array) {
    this.fields = readProtobuf(bytes)
  }

  all(field: number): readonly ProtobufField[] {
    return this.fields.filter((candidate) => candidate.field === field)
  }

  messages(field: number): readonly ProtobufMessage[] {
    return this.all(field).map(({ value }) => new ProtobufMessage(bytesOf(field, value)))
  }

  /** Where a field that is to be there once is there more often, the last one counts, as protobuf has it. */
  message(field: number): ProtobufMessage | undefined {
    const found = this.all(field).at(-1)
    return found && new ProtobufMessage(bytesOf(field, found.value))
  }

  strings(field: number): readonly string[] {
    return this.all(field).map(({ value }) => text(bytesOf(field, value)))
  }

  string(field: number): string | undefined {
    return this.strings(field).at(-1)
  }

  /** @throws ProtobufError if it is beyond what a number holds exactly */
  integer(field: number): number | undefined {
    const value = this.all(field).at(-1)?.value
    if (value === undefined) return undefined
    if (typeof value !== 'bigint')
      throw new ProtobufError(`Expected a number in field ${field} but found bytes`)
    const signed = Number(BigInt.asIntN(64, value))
    if (Number.isSafeInteger(signed)) return signed
    throw new ProtobufError(`Expected a number below 2^53 in field ${field} but found ${value}`)
  }
}

function bytesOf(field: number, value: bigint | Uint8Array): Uint8Array {
  if (typeof value !== 'bigint') return value
  throw new ProtobufError(`Expected bytes in field ${field} but found a number`)
}

const decoder = new TextDecoder('utf-8', { fatal: true })

function text(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes)
  } catch (cause) {
    throw new ProtobufError('Expected text in UTF-8 but found other bytes', { cause })
  }
}
