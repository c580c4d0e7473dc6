import { isUtf8 } from 'node:buffer'
import type { TextEncoding } from '../../contract/sources.ts'

/** One wrong byte among this many right ones is damage in a UTF-8 text; more than that is another encoding. */
const VALID_PER_INVALID = 10

/**
 * The encoding of a text from its byte order mark, else from its first bytes.
 * @param head the first bytes of the file, at least 4 if it has them; the last character may be cut
 * @returns the encoding and the length of the mark, 0 to 3 bytes. Without a mark: UTF-16 when most of the even (or
 *   odd) bytes are zero, UTF-8 when it is valid, windows-1252 otherwise
 */
export function guessEncoding(head: Buffer): { encoding: TextEncoding; bomBytes: number } {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8', bomBytes: 3 }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bomBytes: 2 }
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bomBytes: 2 }
  return { encoding: guessUtf16(head) ?? (isMostlyUtf8(head) ? 'utf-8' : 'windows-1252'), bomBytes: 0 }
}

/**
 * Delimiters, digits and line ends are ASCII in every language: in UTF-16 one byte of each of them is zero, always on
 * the same side. Other encodings hold no zero bytes but for damage, and their line ends are not beside one.
 */
function guessUtf16(head: Buffer): TextEncoding | null {
  const zeros = { even: 0, odd: 0 }
  const lineFeeds = { all: 0, littleEndian: 0, bigEndian: 0 }
  for (let at = 0; at < head.length; at++) {
    const isEven = at % 2 === 0
    if (head[at] === 0) zeros[isEven ? 'even' : 'odd'] += 1
    if (head[at] !== 0x0a) continue
    lineFeeds.all += 1
    if (isEven && head[at + 1] === 0) lineFeeds.littleEndian += 1
    if (!isEven && head[at - 1] === 0) lineFeeds.bigEndian += 1
  }
  const enough = head.length * (lineFeeds.all === 0 ? 0.2 : 0.005)
  // In Chinese and some Indian scripts a few letters hold the byte of a line feed.
  if (zeros.odd > enough && zeros.odd > zeros.even * 20 && lineFeeds.littleEndian >= lineFeeds.all / 2) {
    return 'utf-16le'
  }
  if (zeros.even > enough && zeros.even > zeros.odd * 20 && lineFeeds.bigEndian >= lineFeeds.all / 2) {
    return 'utf-16be'
  }
  return null
}

function isMostlyUtf8(head: Buffer): boolean {
  if (isUtf8(head)) return true
  // The cut at the end of `head` adds at most one replacement character, which does not count.
  const text = head.subarray(0, completeUtf8Length(head)).toString('utf8')
  let replaced = 0
  let multiByte = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit === 0xfffd) replaced += 1
    else if (unit >= 0x80) multiByte += 1
  }
  return replaced === 0 || multiByte >= replaced * VALID_PER_INVALID
}

/** How many of the bytes form whole UTF-8 characters: all but 0 to 3 at the end that begin one and do not end it. */
export function completeUtf8Length(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes.readUInt8(bytes.length - back)
    if (byte < 0x80) break
    if (byte >= 0xc0) {
      const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return wanted > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}
