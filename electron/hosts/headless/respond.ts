import { once } from 'node:events'
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** On every answer: nothing is guessed, embedded, or told to other sites. */
export const BASE_HEADERS: OutgoingHttpHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

export function respondText(
  response: ServerResponse,
  status: number,
  text: string,
  headers: OutgoingHttpHeaders = {},
): void {
  respondBytes(response, status, Buffer.from(`${text}\n`), {
    'Content-Type': 'text/plain; charset=utf-8',
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
    ...headers,
  })
}

export function respondJson(response: ServerResponse, status: number, value: unknown): void {
  respondBytes(response, status, Buffer.from(JSON.stringify(value)), {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
  })
}

export function respondNothing(response: ServerResponse): void {
  response.writeHead(204, BASE_HEADERS).end()
}

function respondBytes(
  response: ServerResponse,
  status: number,
  body: Buffer,
  headers: OutgoingHttpHeaders,
): void {
  response.writeHead(status, { ...BASE_HEADERS, ...headers, 'Content-Length': body.byteLength })
  response.end(body)
}

/**
 * Streams a file out. A HEAD request gets the headers only and the file is not opened.
 * A file that vanished before its first byte is a 404; one that breaks off later ends the connection, so that
 * the browser does not take the part for the whole.
 */
export async function respondStream(
  response: ServerResponse,
  open: () => Readable,
  headers: OutgoingHttpHeaders,
): Promise<void> {
  if (response.req.method === 'HEAD') {
    response.writeHead(200, { ...BASE_HEADERS, ...headers })
    response.end()
    return
  }
  const stream = open()
  try {
    await once(stream, 'readable')
  } catch (error) {
    if (!isMissingFile(error)) throw error
    respondText(response, 404, 'This file is not there any more.')
    return
  }
  response.writeHead(200, { ...BASE_HEADERS, ...headers })
  try {
    await pipeline(stream, response)
  } catch (error) {
    if (!isClosedByClient(error)) throw error
  }
}

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

/** The browser scrolled on and gave the picture up: nothing went wrong. */
function isClosedByClient(error: unknown): boolean {
  const codes: readonly unknown[] = [
    'ERR_STREAM_PREMATURE_CLOSE',
    'ERR_STREAM_UNABLE_TO_PIPE',
    'ECONNRESET',
    'EPIPE',
  ]
  return error instanceof Error && 'code' in error && codes.includes(error.code)
}
