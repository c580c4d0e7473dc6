import { mkdir, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { downloadFile, type FetchedFile } from './download-file.ts'
import type { HubAccess } from './hub-get.ts'
import { DiskFull } from './hub-errors.ts'
import { type Wait, waitFor } from './interrupted.ts'
import { type ListedFile, listRepository, type RepositoryListing } from './list-repository.ts'
import { hubEndpoint, hubUrl, PUBLIC_HUB } from './public-hub.ts'
import { DEFAULT_LIMITS, type DownloadLimits, selectFiles, type WantedNames } from './select-files.ts'

/** How and where the hub is asked. */
export interface HubOptions {
  /** The public hub unless said otherwise. */
  readonly endpoint?: string
  /** Access token for gated and private models; sent to the endpoint alone. */
  readonly token?: string
  readonly signal: AbortSignal
  /** Silence after which a connection counts as dropped; a minute unless said otherwise. */
  readonly stallMs?: number
  /** Waits between two attempts; by the clock unless said otherwise. */
  readonly wait?: Wait
}

export interface FetchRequest extends HubOptions, WantedNames {
  /** "OWNER/NAME" */
  readonly repository: string
  /** A branch, a tag or a commit. */
  readonly revision: string
  /** Folder for the files; what an earlier attempt left there is used. */
  readonly destination: string
  readonly onProgress?: (progress: FetchProgress) => void
  readonly limits?: DownloadLimits
}

/** Told after every piece that came, so a receiver that draws should not draw each. */
export interface FetchProgress {
  readonly file: string
  /** Of all files; falls when a file had to be started over. */
  readonly doneBytes: number
  /** Of all files; null while the hub does not say. */
  readonly totalBytes: number | null
}

export interface FetchedModel {
  readonly repository: string
  readonly commit: string
  readonly folder: string
  /** All checked against the hub's checksums. */
  readonly files: readonly FetchedFile[]
}

const DEFAULT_STALL_MS = 60_000

/** What a repository holds, and its licence, to show before anything is fetched. @throws as fetchModelFiles does */
export async function describeRepository(
  { repository, revision }: { repository: string; revision: string },
  options: HubOptions,
): Promise<RepositoryListing> {
  return await listRepository(repository, revision, accessOf(options), options.wait ?? waitFor)
}

/**
 * Fetches a model's files from the hub into a folder. Stopped by its signal, or by a failure, it leaves whole files
 * under their names and the beginning of one as FILE.part; called again, it goes on from there.
 * @throws ModelGated, NotOnHub, HubUnreachable, HubBusy, HubAnswerUnusable, UnsafeFileName, DownloadTooLarge,
 *   WeightsNotFound, ChecksumMismatch, DiskFull; other file system errors; the signal's reason
 */
export async function fetchModelFiles(request: FetchRequest): Promise<FetchedModel> {
  const { repository, destination } = request
  const access = accessOf(request)
  const listing = await describeRepository(request, request)
  const page = hubUrl(access.endpoint, repository).href
  const selected = selectFiles(listing, request, page, request.limits ?? DEFAULT_LIMITS)
  try {
    await mkdir(destination, { recursive: true })
    await requireSpace(destination, selected)
    const files = await fetchAll(listing, selected, access, request)
    return { repository, commit: listing.commit, folder: destination, files }
  } catch (error) {
    if (isDiskFull(error)) throw new DiskFull(destination, null, { cause: error })
    throw error
  }
}

function accessOf({
  endpoint = PUBLIC_HUB,
  token,
  signal,
  stallMs = DEFAULT_STALL_MS,
}: HubOptions): HubAccess {
  return { endpoint: hubEndpoint(endpoint), token: token ?? null, signal, stallMs }
}

async function fetchAll(
  { repository, commit }: RepositoryListing,
  selected: readonly ListedFile[],
  access: HubAccess,
  { destination, onProgress, wait = waitFor, limits = DEFAULT_LIMITS }: FetchRequest,
): Promise<FetchedFile[]> {
  const totalBytes = sumOf(selected)
  const fetched: FetchedFile[] = []
  let before = 0
  for (const { name, bytes, checksum } of selected) {
    const url = hubUrl(access.endpoint, repository, 'resolve', commit, name)
    const file = await downloadFile({ repository, url, name, bytes, checksum }, destination, {
      access,
      wait,
      limitBytes: Math.min(limits.fileBytes, limits.totalBytes - before),
      report: (received) => onProgress?.({ file: name, doneBytes: before + received, totalBytes }),
    })
    before += file.bytes
    onProgress?.({ file: name, doneBytes: before, totalBytes })
    fetched.push(file)
  }
  return fetched
}

function sumOf(files: readonly ListedFile[]): number | null {
  return files.reduce<number | null>(
    (sum, { bytes }) => (sum === null || bytes === null ? null : sum + bytes),
    0,
  )
}

/** Better said now than after an hour. */
async function requireSpace(destination: string, files: readonly ListedFile[]): Promise<void> {
  let needed = 0
  for (const { name, bytes } of files) {
    const there = await sizeOf(join(destination, name))
    needed += Math.max(0, (bytes ?? 0) - (there ?? (await sizeOf(join(destination, `${name}.part`))) ?? 0))
  }
  const { bavail, bsize } = await statfs(destination)
  if (needed > bavail * bsize) throw new DiskFull(destination, needed - bavail * bsize)
}

async function sizeOf(path: string): Promise<number | null> {
  return await stat(path).then(
    ({ size }) => size,
    () => null,
  )
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')
}
