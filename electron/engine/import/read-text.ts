import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'
import type { TextEncoding } from '../../contract/sources.ts'
import { completeUtf8Length } from './guess-encoding.ts'

interface TextPiece {
  readonly text: string
  /** Bytes of the file up to the end of this piece. */
  readonly bytesRead: number
  readonly bytesTotal: number
  /** Place in `text` of the first character that stands for bytes which are not valid in the encoding; else null. */
  readonly firstReplacedAt: number | null
}

/** What is made of a piece in one go must not keep the thread from others: 64 KB are some hundred rows. */
const PIECE_BYTES = 64 * 1024

/**
 * A text file piece by piece, in memory that does not grow with it. Bytes that are not valid come as U+FFFD.
 * @param startByte where the text begins, after its byte order mark
 * @throws what the file system says, or the signal's reason
 */
export async function* readText(
  path: string,
  encoding: TextEncoding,
  startByte: number,
  signal?: AbortSignal,
): AsyncGenerator<TextPiece> {
  const file = await open(path, 'r')
  try {
    const bytesTotal = (await file.stat()).size
    const decode = createDecoder(encoding)
    const bytes = Buffer.allocUnsafe(PIECE_BYTES)
    let position = startByte
    for (;;) {
      signal?.throwIfAborted()
      const { bytesRead } = await file.read(bytes, 0, PIECE_BYTES, position)
      position += bytesRead
      const { text, firstReplacedAt } = decode(bytes.subarray(0, bytesRead), bytesRead === 0)
      if (text !== '' || bytesRead > 0) yield { text, bytesRead: position, bytesTotal, firstReplacedAt }
      if (bytesRead === 0) return
    }
  } finally {
    await file.close()
  }
}

type Decode = (bytes: Buffer, isEnd: boolean) => { text: string; firstReplacedAt: number | null }

function createDecoder(encoding: TextEncoding): Decode {
  if (encoding === 'utf-8') return createUtf8Decoder()
  const decoder = new TextDecoder(encoding, { ignoreBOM: true })
  return (bytes, isEnd) => {
    const text = decoder.decode(bytes, { stream: !isEnd })
    return { text, firstReplacedAt: encoding === 'windows-1252' ? null : replacedAt(text) }
  }
}

/** Several times as fast as TextDecoder's streams, and tells a U+FFFD of the file from one that stands for damage. */
function createUtf8Decoder(): Decode {
  let carried = Buffer.alloc(0)
  return (bytes, isEnd) => {
    const all = carried.length === 0 ? bytes : Buffer.concat([carried, bytes])
    const length = isEnd ? all.length : completeUtf8Length(all)
    const whole = all.subarray(0, length)
    carried = Buffer.from(all.subarray(length))
    const text = whole.toString('utf8')
    return { text, firstReplacedAt: isUtf8(whole) ? null : replacedAt(text) }
  }
}

function replacedAt(text: string): number | null {
  const at = text.indexOf('\uFFFD')
  return at === -1 ? null : at
}
