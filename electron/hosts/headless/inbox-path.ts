import { Buffer } from 'node:buffer'

/** Longest name that ext4, APFS and NTFS all take, in bytes of UTF-8. */
const LONGEST_NAME_BYTES = 255
const DEEPEST_FOLDER = 64
/** Names that Windows keeps for devices, with any extension. */
const WINDOWS_DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i

export type InboxPathCheck = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/**
 * Whether the decoded segments of an upload's path name a file strictly inside its inbox folder.
 * Odd names that a file system can hold (newlines, emoji, right-to-left marks) are fine: they are the curator's.
 * @param platform decides which names the file system refuses or gives a second meaning
 */
export function checkInboxPath(segments: readonly string[], platform: NodeJS.Platform): InboxPathCheck {
  if (segments.length === 0) return refused('Expected the path of a file but received none')
  if (segments.length > DEEPEST_FOLDER) {
    return refused(`Expected at most ${DEEPEST_FOLDER} folders but received ${segments.length}`)
  }
  const reason = segments
    .map((segment) => reasonAgainstName(segment, platform))
    .find((found) => found !== null)
  return reason === undefined ? { ok: true } : refused(reason)
}

function reasonAgainstName(name: string, platform: NodeJS.Platform): string | null {
  if (name === '') return 'Expected a relative path without empty names'
  if (name === '.' || name === '..') return `Expected a name but received ${name}`
  if (/[/\\\0]/.test(name)) return 'Expected names without slashes, backslashes or NUL'
  if (Buffer.byteLength(name) > LONGEST_NAME_BYTES)
    return `Expected names of at most ${LONGEST_NAME_BYTES} bytes`
  if (platform !== 'win32') return null
  if (WINDOWS_DEVICE.test(name)) return `Expected a file name but ${name} is a device on Windows`
  // A colon would write to an alternate data stream of another file.
  if (hasWindowsReservedCharacter(name)) return 'Expected names without < > : " | ? * or control characters'
  if (/[. ]$/.test(name)) return 'Expected names that do not end in a dot or a space'
  return null
}

function hasWindowsReservedCharacter(name: string): boolean {
  return Array.from(name).some((character) => '<>:"|?*'.includes(character) || character < ' ')
}

function refused(reason: string): InboxPathCheck {
  return { ok: false, reason }
}
