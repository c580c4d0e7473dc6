import type { IncomingMessage, ServerResponse } from 'node:http'
import type { OneTimeTokens } from './one-time-tokens.ts'
import { queryParameter } from './request-path.ts'
import { BASE_HEADERS, respondText } from './respond.ts'
import type { Sessions } from './sessions.ts'

const SIGNED_OUT_PAGE = [
  'Doublet is running here, but this browser has no session.',
  '',
  'Use the link printed in the terminal that Doublet was started from. Each link works once, within 15 minutes;',
  'press Enter there for a fresh one.',
].join('\n')

/**
 * Lets a browser with a one-time token in, and turns away one without a session.
 * @returns true when the request has a session and may go on; false when it has been answered
 */
export function checkSession(
  request: IncomingMessage,
  response: ServerResponse,
  sessions: Sessions,
  tokens: OneTimeTokens,
): boolean {
  const hasSession = sessions.has(request.headers.cookie)
  const token = isPageLoad(request) ? queryParameter(request.url, 'token') : null
  if (token === null) {
    if (!hasSession) respondText(response, 401, SIGNED_OUT_PAGE, { Connection: 'close' })
    return hasSession
  }
  if (hasSession) redirectHome(response, {})
  else if (tokens.redeem(token)) redirectHome(response, { 'Set-Cookie': sessions.start() })
  else respondText(response, 401, SIGNED_OUT_PAGE)
  return false
}

/** A link checker's HEAD and a browser's prefetch must not use the link up. */
function isPageLoad(request: IncomingMessage): boolean {
  const isPrefetch = /prefetch/i.test(String(request.headers['sec-purpose'] ?? request.headers.purpose ?? ''))
  return request.method === 'GET' && request.url?.startsWith('/?') === true && !isPrefetch
}

/** The token leaves the address bar and the history. */
function redirectHome(response: ServerResponse, headers: Record<string, string>): void {
  response.writeHead(303, {
    ...BASE_HEADERS,
    ...headers,
    Location: '/',
    'Cache-Control': 'no-store',
    'Content-Length': 0,
  })
  response.end()
}
