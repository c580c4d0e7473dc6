import { readFile } from 'node:fs/promises'
import type { CustomScheme } from 'electron'
import { z } from 'zod'
import { contentHash } from '../../contract/identifiers.ts'
import { safePictureType } from '../safe-picture-type.ts'
import type { WindowFile } from '../window-files.ts'
import type { PictureClient } from './picture-client.ts'
import { APP_ORIGIN, IMAGE_SCHEME, contentSecurityPolicy } from './security.ts'

/** Given to Electron before it is ready. Both are secure origins of their own; neither is file:// (checklist point 18). */
export const CUSTOM_SCHEMES: CustomScheme[] = [
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  // Fetched too: pictures are compared in a worker, which reads their pixels.
  {
    scheme: IMAGE_SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true },
  },
]

const BASE_HEADERS = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' }

/** Serves the window and the pictures, and nothing else, under the app's own schemes. */
export function handleSchemes(
  protocol: { handle(scheme: string, answer: (request: Request) => Promise<Response>): void },
  files: ReadonlyMap<string, WindowFile>,
  readPicture: PictureClient['read'],
): void {
  protocol.handle('app', (request) => answerWindowFile(request, files))
  protocol.handle(IMAGE_SCHEME, (request) => answerPicture(request, readPicture))
}

/** `app://doublet/...`: a file of the built window, by its exact name. */
export async function answerWindowFile(
  request: Request,
  files: ReadonlyMap<string, WindowFile>,
): Promise<Response> {
  const { protocol, host, pathname } = new URL(request.url)
  if (`${protocol}//${host}` !== APP_ORIGIN || request.method !== 'GET') return notFound()
  const file = files.get(pathname === '/' ? 'index.html' : pathname.slice(1))
  if (file === undefined) return notFound()
  return new Response(await readFile(file.path), {
    headers: {
      ...BASE_HEADERS,
      'Content-Type': file.contentType,
      'Cache-Control': file.cacheControl,
      'Content-Security-Policy': contentSecurityPolicy(),
    },
  })
}

const pictureSegments = z.tuple([contentHash, z.enum(['thumbnail', 'full'])])

/** `doublet-image://catalogue/{sha256}/{thumbnail|full}`: a picture of the open catalogue. */
export async function answerPicture(request: Request, readPicture: PictureClient['read']): Promise<Response> {
  const { host, pathname } = new URL(request.url)
  const segments = pictureSegments.safeParse(pathname.slice(1).split('/'))
  if (host !== 'catalogue' || request.method !== 'GET' || !segments.success) return notFound()
  const picture = await readPicture(...segments.data)
  if (picture === null) return notFound()
  return new Response(picture.bytes.slice(), {
    headers: {
      ...BASE_HEADERS,
      'Content-Type': safePictureType(picture.contentType),
      'Cache-Control': 'private, max-age=31536000, immutable',
      // The window's own pages alone may read the pixels.
      'Access-Control-Allow-Origin': APP_ORIGIN,
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
  })
}

function notFound(): Response {
  return new Response('Nothing is here.', {
    status: 404,
    headers: { ...BASE_HEADERS, 'Content-Type': 'text/plain' },
  })
}
