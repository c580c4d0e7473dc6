import { join } from 'node:path'
import { type Checksum, digestFile, digestHex, type FileDigest, sameChecksum } from './checksum.ts'
import { type HubAccess, type HubAnswer, hubGet } from './hub-get.ts'
import { ChecksumMismatch, DownloadTooLarge, HubAnswerUnusable, HubUnreachable } from './hub-errors.ts'
import { Interrupted, retrying, type Wait } from './interrupted.ts'
import { PartFile, type PartOrigin } from './part-file.ts'

/** A file of a repository at a commit. */
export interface WantedFile {
  readonly repository: string
  readonly url: URL
  readonly name: string
  /** As listed; null: the answer says it. */
  readonly bytes: number | null
  readonly checksum: Checksum | null
}

export interface DownloadOptions {
  readonly access: HubAccess
  readonly wait: Wait
  readonly limitBytes: number
  /** Told how many bytes of the file are there; fewer than before when it had to start over. */
  readonly report: (bytes: number) => void
}

export interface FetchedFile {
  readonly name: string
  readonly bytes: number
  /** Lower case hexadecimal. */
  readonly sha256: string
}

/**
 * Fetches one file into a folder: goes on from what is there, checks it, and only then gives it its name.
 * @throws ChecksumMismatch, DownloadTooLarge, ModelGated, NotOnHub, HubAnswerUnusable, HubUnreachable, HubBusy;
 *   file system errors; the signal's reason
 */
export async function downloadFile(
  file: WantedFile,
  folder: string,
  options: DownloadOptions,
): Promise<FetchedFile> {
  const target = join(folder, file.name)
  const { signal } = options.access
  const complete = await completeFile(file, target, signal)
  if (complete !== null) return fetchedFile(file, complete)
  const part = await PartFile.open(target)
  try {
    const digest = await fetchWhole(file, part, options)
    await part.finish(target)
    return fetchedFile(file, digest)
  } catch (error) {
    const byAnother = isMissing(error) ? await completeFile(file, target, signal) : null
    if (byAnother === null) throw error
    return fetchedFile(file, byAnother)
  } finally {
    await part.close()
  }
}

/** Another process that fetched the same file was first, and gave the part its name. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function fetchedFile({ name }: WantedFile, { bytes, sha256 }: FileDigest): FetchedFile {
  return { name, bytes, sha256 }
}

/** The file itself, from an earlier attempt that was stopped between two files. */
async function completeFile(
  { checksum }: WantedFile,
  target: string,
  signal: AbortSignal,
): Promise<FileDigest | null> {
  if (checksum === null) return null
  const digest = await digestFile(target, signal).catch(() => null)
  signal.throwIfAborted()
  return digest !== null && digestHex(digest, checksum.algorithm) === checksum.hex ? digest : null
}

/** What was put together from several attempts gets a second chance from the beginning; what came in one does not. */
async function fetchWhole(file: WantedFile, part: PartFile, options: DownloadOptions): Promise<FileDigest> {
  const { access, wait } = options
  const { signal } = access
  for (let pieced = part.bytes > 0; ; pieced = false) {
    const origin = await retrying(() => receive(file, part, options), {
      progress: () => part.bytes,
      wait,
      signal,
    })
    await part.cut()
    const digest = await digestFile(part.path, signal)
    const found = digestHex(digest, origin.checksum.algorithm)
    if (found === origin.checksum.hex) return digest
    await part.clear()
    if (pieced) continue
    await part.remove()
    throw new ChecksumMismatch(file.name, origin.checksum.hex, found)
  }
}

/** One attempt: the rest of the file, or all of it. */
async function receive(file: WantedFile, part: PartFile, options: DownloadOptions): Promise<PartOrigin> {
  const kept = await usablePart(file, part)
  if (kept !== null && part.bytes === file.bytes) return kept
  const answer = await hubGet(file.url, rangeAfter(part), file.repository, options.access)
  try {
    const length = lengthOf(answer, file)
    requireWithinLimit(file, length ?? 0, options.limitBytes)
    const origin = await beginOrGoOn(answer, file, part, length)
    options.report(part.bytes)
    await takeBytes(answer, file, part, length, options)
    return origin
  } finally {
    await answer.close()
  }
}

/** Where the part comes from, unless it belongs to another content than what is wanted now. */
async function usablePart(file: WantedFile, part: PartFile): Promise<PartOrigin | null> {
  const { origin } = part
  if (origin === null) return null
  const sameContent = file.checksum === null || sameChecksum(origin.checksum, file.checksum)
  if (sameContent && part.bytes <= (file.bytes ?? Number.POSITIVE_INFINITY)) return origin
  await part.clear()
  return null
}

/** If-Range makes the server send everything when it has another file by now; it takes no weak tags. */
function rangeAfter({ bytes, origin }: PartFile): Record<string, string> {
  if (bytes === 0 || origin === null) return {}
  const tag = origin.tag !== null && !origin.tag.startsWith('W/') ? { 'if-range': origin.tag } : {}
  return { range: `bytes=${bytes}-`, ...tag }
}

/** Bytes of the whole file, as listed or else as the answer says. */
function lengthOf({ status, headers }: HubAnswer, { bytes }: WantedFile): number | null {
  if (bytes !== null) return bytes
  const said = status === 206 ? contentRange(headers)?.total : headers.get('content-length')
  return said !== undefined && said !== null && /^\d{1,15}$/.test(said) ? Number(said) : null
}

function contentRange(headers: Headers): { start: number; total: string } | null {
  const match = /^bytes (\d{1,15})-\d{1,15}\/(\d{1,15}|\*)$/.exec(headers.get('content-range') ?? '')
  return match?.[1] === undefined || match[2] === undefined
    ? null
    : { start: Number(match[1]), total: match[2] }
}

function requireWithinLimit({ name }: WantedFile, bytes: number, limitBytes: number): void {
  if (bytes > limitBytes) throw new DownloadTooLarge(name, bytes, limitBytes)
}

async function beginOrGoOn(
  answer: HubAnswer,
  file: WantedFile,
  part: PartFile,
  length: number | null,
): Promise<PartOrigin> {
  const checksum = agreedChecksum(answer, file)
  if (answer.status === 200) {
    const origin = { checksum, tag: answer.headers.get('etag') }
    await part.restart(origin)
    return origin
  }
  const range = answer.status === 206 ? contentRange(answer.headers) : null
  const fits = range?.start === part.bytes && (range.total === '*' || Number(range.total) === length)
  if (part.origin !== null && fits && sameChecksum(part.origin.checksum, checksum)) return part.origin
  await part.clear()
  throw new Interrupted(
    new HubAnswerUnusable(answer.url, 'a part of the file that does not go on from what was asked for'),
  )
}

/** What the listing and the answer both call the content. */
function agreedChecksum({ checksum: announced, url }: HubAnswer, file: WantedFile): Checksum {
  const checksum = file.checksum ?? announced
  if (checksum === null)
    throw new HubAnswerUnusable(
      url,
      `no checksum for ${file.name}, so nobody could tell whether it came whole`,
    )
  if (announced !== null && announced.algorithm === checksum.algorithm && !sameChecksum(announced, checksum))
    throw new ChecksumMismatch(file.name, checksum.hex, announced.hex)
  return checksum
}

async function takeBytes(
  answer: HubAnswer,
  file: WantedFile,
  part: PartFile,
  length: number | null,
  { limitBytes, report }: DownloadOptions,
): Promise<void> {
  for await (const chunk of answer.chunks()) {
    if (length !== null && part.bytes + chunk.length > length) {
      await part.clear()
      throw new HubAnswerUnusable(answer.url, `more bytes for ${file.name} than the ${length} it is to have`)
    }
    requireWithinLimit(file, part.bytes + chunk.length, limitBytes)
    await part.append(chunk)
    report(part.bytes)
  }
  if (length !== null && part.bytes < length)
    throw new Interrupted(
      new HubUnreachable(
        answer.url.host,
        `it sent ${part.bytes} of ${length} bytes of ${file.name} and stopped`,
      ),
    )
}
