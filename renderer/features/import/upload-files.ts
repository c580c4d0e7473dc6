import type { DroppedFile } from './walk-dropped.ts'
import { transferRate } from './transfer-rate.ts'

/** More than this many at a time gain nothing on one machine, and hold more in memory. */
const UPLOADS_AT_ONCE = 4

export interface UploadProgress {
  readonly doneFiles: number
  readonly files: number
  readonly doneBytes: number
  readonly bytes: number
  readonly bytesPerSecond: number
  readonly secondsLeft: number | null
}

/** The host refused a file; says which and why. */
export class UploadError extends Error {
  constructor(path: string, status: number, reason: string) {
    super(`Could not send "${path}" (${status}): ${reason}`)
    this.name = 'UploadError'
  }
}

/**
 * Streams files into the open catalogue's inbox on the headless host.
 * @returns the folder on the host's disk that they lie in now
 * @throws UploadError when the host refuses a file, AbortError when the signal says stop
 */
export async function uploadFiles(
  files: readonly DroppedFile[],
  onProgress: (progress: UploadProgress) => void,
  signal: AbortSignal,
): Promise<string> {
  const id = readField(await send('/inbox', { method: 'POST', signal }), 'id')
  const bytes = files.reduce((sum, { file }) => sum + file.size, 0)
  const rate = transferRate(bytes)
  let doneFiles = 0
  const queue = files.values()
  const report = (): void =>
    onProgress({ doneFiles, files: files.length, bytes, ...rate.now(performance.now()) })
  report()

  // Each line takes the next file when it is done with the last, so that one large file holds up no other.
  const line = async (): Promise<void> => {
    for (const { path, file } of queue) {
      await send(
        `/inbox/${encodeURIComponent(id)}/${encodePath(path)}`,
        { method: 'PUT', body: file, signal },
        path,
      )
      doneFiles += 1
      rate.add(file.size)
      report()
    }
  }
  await Promise.all(Array.from({ length: UPLOADS_AT_ONCE }, line))
  const done = await send(`/inbox/${encodeURIComponent(id)}/done`, { method: 'POST', signal })
  return readField(done, 'folder')
}

/** Each part of a relative path encoded by itself, so that "/" stays what parts them. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/')
}

async function send(address: string, request: RequestInit, path: string = address): Promise<unknown> {
  const response = await fetch(address, request)
  if (!response.ok) throw new UploadError(path, response.status, (await response.text()).slice(0, 300))
  const text = await response.text()
  return text === '' ? null : JSON.parse(text)
}

/** A field that the host must have answered with. */
function readField(answer: unknown, name: string): string {
  const fields =
    typeof answer === 'object' && answer !== null ? new Map<string, unknown>(Object.entries(answer)) : null
  const value = fields?.get(name)
  if (typeof value === 'string') return value
  throw new Error(`Expected the host to answer with "${name}" but received ${JSON.stringify(answer)}`)
}
