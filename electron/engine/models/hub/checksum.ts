import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { z } from 'zod'

/** How the hub names a file's content: SHA-256 for large files, git's own SHA-1 of a blob for small ones. */
export const checksum = z.union([
  z.object({ algorithm: z.literal('sha256'), hex: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.object({ algorithm: z.literal('git-sha1'), hex: z.string().regex(/^[0-9a-f]{40}$/) }),
])
export type Checksum = z.infer<typeof checksum>

/** What an ETag says of the content: 64 hexadecimal digits are a SHA-256, 40 a git blob; null for anything else. */
export function checksumOfTag(tag: string | null): Checksum | null {
  const hex = /^(?:W\/)?"?([0-9a-f]+)"?$/i.exec(tag?.trim() ?? '')?.[1]?.toLowerCase()
  if (hex?.length === 64) return { algorithm: 'sha256', hex }
  if (hex?.length === 40) return { algorithm: 'git-sha1', hex }
  return null
}

export function sameChecksum(one: Checksum, other: Checksum): boolean {
  return one.algorithm === other.algorithm && one.hex === other.hex
}

/** A file as it lies on disk. */
export interface FileDigest {
  readonly bytes: number
  /** Lower case hexadecimal. */
  readonly sha256: string
  /** git's name of it: SHA-1 over "blob LENGTH\0" and the bytes. */
  readonly gitSha1: string
}

/** Reads a file once for both checksums. @throws file system errors; the signal's reason */
export async function digestFile(path: string, signal: AbortSignal): Promise<FileDigest> {
  const { size } = await stat(path)
  const sha256 = createHash('sha256')
  const gitSha1 = createHash('sha1').update(`blob ${size}\0`)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    signal.throwIfAborted()
    sha256.update(chunk)
    gitSha1.update(chunk)
  }
  return { bytes: size, sha256: sha256.digest('hex'), gitSha1: gitSha1.digest('hex') }
}

export function digestHex(digest: FileDigest, algorithm: Checksum['algorithm']): string {
  return algorithm === 'sha256' ? digest.sha256 : digest.gitSha1
}
