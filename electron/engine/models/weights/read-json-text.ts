import { findDuplicateKey } from './find-duplicate-key.ts'
import { shown, WeightsUnreadable } from './weights-unreadable.ts'

/**
 * Parses JSON from a file that may be hostile.
 * @param what names the part of the file that is parsed, for the message
 * @throws WeightsUnreadable when it is not UTF-8, not JSON or has a name twice
 */
export function readJsonText(file: string, what: string, bytes: Uint8Array): unknown {
  const text = decode(file, what, bytes)
  const value = parse(file, what, text)
  const twice = findDuplicateKey(text)
  if (twice !== null) throw new WeightsUnreadable(file, `its ${what} names ${shown(twice)} twice.`, twice)
  return value
}

function decode(file: string, what: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new WeightsUnreadable(file, `its ${what} is not UTF-8 text.`, null, { cause: error })
  }
}

function parse(file: string, what: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new WeightsUnreadable(file, `its ${what} is not JSON (${String(error)}).`, null, { cause: error })
  }
}
