import type { IncomingMessage, ServerResponse } from 'node:http'
import { checkInboxPath } from './inbox-path.ts'
import { type Inboxes, LARGEST_UPLOAD_BYTES, UploadTooLargeError } from './inboxes.ts'
import { respondJson, respondNothing, respondText } from './respond.ts'

/** What the file system says when an upload cannot be kept, and what the browser is told. */
const DISK_ANSWERS: Readonly<Record<string, readonly [status: number, text: string]>> = {
  ENOSPC: [507, 'The disk is full: free some space and drop the folder again.'],
  EDQUOT: [507, 'The disk quota is used up: free some space and drop the folder again.'],
  EROFS: [507, 'The catalogue is on a read-only disk.'],
  EACCES: [507, 'The catalogue folder cannot be written to.'],
  ENOTDIR: [409, 'A file of this name is in the way of a folder.'],
  EEXIST: [409, 'A file of this name is in the way of a folder.'],
  EISDIR: [409, 'A folder of this name is in the way of a file.'],
  ENOTEMPTY: [409, 'A folder of this name is in the way of a file.'],
  ENAMETOOLONG: [400, 'The path is too long for this disk.'],
}

/**
 * POST /inbox opens an inbox, PUT /inbox/{id}/{path} streams one file into it, POST /inbox/{id}/done closes it and
 * says which folder to import.
 */
export async function respondInbox(
  inboxes: Inboxes,
  segments: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [id, ...path] = segments
  if (request.method === 'PUT' && id !== undefined) return receiveFile(inboxes, id, path, request, response)
  if (request.method !== 'POST')
    return respondText(response, 405, 'Use POST or PUT here.', { Allow: 'POST, PUT' })
  if (hasBody(request)) {
    return respondText(response, 413, 'Expected no body.', { Connection: 'close' })
  }
  if (id === undefined) return openInbox(inboxes, response)
  if (path.length === 1 && path[0] === 'done') return finishInbox(inboxes, id, response)
  respondText(response, 404, 'Nothing is here.')
}

async function openInbox(inboxes: Inboxes, response: ServerResponse): Promise<void> {
  const id = await inboxes.open()
  if (id === null) respondText(response, 429, 'Too many folders are being dropped at once.')
  else respondJson(response, 200, { id })
}

function finishInbox(inboxes: Inboxes, id: string, response: ServerResponse): void {
  const finished = inboxes.finish(id)
  if (finished === null) respondText(response, 404, 'No such inbox.')
  else if (finished === 'busy') respondText(response, 409, 'A file is still arriving.')
  else respondJson(response, 200, finished)
}

async function receiveFile(
  inboxes: Inboxes,
  id: string,
  path: readonly string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // The body of a refused upload is not read: the connection is closed instead.
  const refuse = (status: number, text: string) =>
    respondText(response, status, text, { Connection: 'close' })
  if (!inboxes.has(id)) return refuse(404, 'No such inbox.')
  const check = checkInboxPath(path, process.platform)
  if (!check.ok) return refuse(400, check.reason)
  if (Number(request.headers['content-length'] ?? 0) > LARGEST_UPLOAD_BYTES)
    return refuse(413, 'Expected at most 4 GiB.')
  try {
    await inboxes.write(id, path, request)
  } catch (error) {
    if (request.errored !== null) return
    if (error instanceof UploadTooLargeError) return refuse(413, 'Expected at most 4 GiB.')
    const answer = DISK_ANSWERS[codeOf(error)]
    if (answer === undefined) throw error
    return refuse(...answer)
  }
  respondNothing(response)
}

function hasBody(request: IncomingMessage): boolean {
  return (
    request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) !== 0
  )
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}
