import { createReadStream } from 'node:fs'
import type { ServerResponse } from 'node:http'
import type { WindowFile } from '../window-files.ts'
import { respondStream } from './respond.ts'

/** Sends one file of the window; pages also get the content security policy of the host they were asked from. */
export async function respondWindowFile(response: ServerResponse, file: WindowFile): Promise<void> {
  const isPage = file.contentType.startsWith('text/html')
  await respondStream(response, () => createReadStream(file.path), {
    'Content-Type': file.contentType,
    'Content-Length': file.bytes,
    'Cache-Control': file.cacheControl,
    ...(isPage ? { 'Content-Security-Policy': contentSecurityPolicy(response.req.headers.host ?? '') } : {}),
  })
}

/**
 * What the window may load, from the strictest start. Styles may be inline because Nuxt UI sets them; scripts never.
 * @param host the checked Host header: `'self'` does not cover ws: in every browser, so the socket is named
 */
function contentSecurityPolicy(host: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self' ws://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
