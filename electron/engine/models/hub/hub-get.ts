import { type Checksum, checksumOfTag } from './checksum.ts'
import { HubAnswerUnusable } from './hub-errors.ts'
import { networkError } from './network-error.ts'
import { isPlainLoopback } from './public-hub.ts'
import { dropBody, requireContent } from './require-content.ts'
import { Stall } from './stall.ts'

/** How the hub is spoken to. */
export interface HubAccess {
  readonly endpoint: URL
  /** Sent to the endpoint alone, never to where it redirects. */
  readonly token: string | null
  readonly signal: AbortSignal
  /** Silence after which a connection counts as dropped. */
  readonly stallMs: number
}

/** The answer at the end of the redirects. */
export interface HubAnswer {
  readonly status: number
  readonly headers: Headers
  /** Where it came from. */
  readonly url: URL
  /** What the hub itself says of the content; never what another server says. */
  readonly checksum: Checksum | null
  /** The body. @throws Interrupted when it breaks off; the signal's reason */
  readonly chunks: () => AsyncGenerator<Uint8Array, void>
  /** Ends the connection if the body was not read to its end. */
  readonly close: () => Promise<void>
}

const MOST_REDIRECTS = 5

/**
 * GET, with redirects followed by hand: only to https (or to this machine, if the hub is there too), without the token.
 * @param repository for messages
 * @returns status 200, 206 or 416
 * @throws Interrupted, ModelGated, NotOnHub, HubAnswerUnusable, HubUnreachable; the signal's reason
 */
export async function hubGet(
  start: URL,
  headers: Readonly<Record<string, string>>,
  repository: string,
  access: HubAccess,
): Promise<HubAnswer> {
  const stall = new Stall(access.stallMs)
  let url = start
  let checksum: Checksum | null = null
  for (let redirects = 0; ; redirects++) {
    const response = await send(url, headers, access, stall)
    const location = redirectOf(response)
    if (url.origin === access.endpoint.origin) checksum ??= checksumIn(response, location !== null)
    if (location === null) {
      await requireContent(response, url, repository, access)
      return answerOf(response, url, checksum, access, stall)
    }
    await dropBody(response)
    if (redirects === MOST_REDIRECTS)
      throw new HubAnswerUnusable(start, `more than ${MOST_REDIRECTS} redirects`)
    url = redirectTarget(location, url, access.endpoint)
  }
}

function redirectOf({ status, headers }: Response): string | null {
  return [301, 302, 303, 307, 308].includes(status) ? (headers.get('location') ?? '') : null
}

/** A large file's checksum comes with the redirect to where it is stored, a small file's with the file itself. */
function checksumIn({ headers }: Response, isRedirect: boolean): Checksum | null {
  const linked = checksumOfTag(headers.get('x-linked-etag'))
  return linked ?? (isRedirect ? null : checksumOfTag(headers.get('etag')))
}

function redirectTarget(location: string, from: URL, endpoint: URL): URL {
  const target = URL.parse(location, from.href)
  if (target === null || location === '')
    throw new HubAnswerUnusable(from, 'a redirect without a usable address')
  const encrypted = target.protocol === 'https:'
  if (!encrypted && !(isPlainLoopback(target) && isPlainLoopback(endpoint)))
    throw new HubAnswerUnusable(from, `a redirect to ${target.origin}, which is not https`)
  if (target.username !== '' || target.password !== '')
    throw new HubAnswerUnusable(from, `a redirect to ${target.host} with a password in it`)
  return target
}

async function send(
  url: URL,
  headers: Readonly<Record<string, string>>,
  { endpoint, token, signal }: HubAccess,
  stall: Stall,
): Promise<Response> {
  const forHub = token !== null && url.origin === endpoint.origin ? { authorization: `Bearer ${token}` } : {}
  signal.throwIfAborted()
  try {
    return await stall.guard(() =>
      fetch(url, {
        redirect: 'manual',
        // Ranges and lengths count the bytes as stored, not as packed for the way.
        headers: { ...headers, ...forHub, 'accept-encoding': 'identity', 'user-agent': 'doublet' },
        signal: AbortSignal.any([signal, stall.signal]),
      }),
    )
  } catch (error) {
    signal.throwIfAborted()
    throw networkError(error, url.host)
  }
}

function answerOf(
  response: Response,
  url: URL,
  checksum: Checksum | null,
  { signal }: HubAccess,
  stall: Stall,
): HubAnswer {
  const reader = response.body?.getReader()
  async function* chunks(): AsyncGenerator<Uint8Array, void> {
    if (reader === undefined) return
    for (;;) {
      let next
      try {
        next = await stall.guard(() => reader.read())
      } catch (error) {
        signal.throwIfAborted()
        throw networkError(error, url.host)
      }
      if (next.done) return
      yield next.value
    }
  }
  return {
    status: response.status,
    headers: response.headers,
    url,
    checksum,
    chunks,
    // A body that already broke off cannot be cancelled, and need not be.
    close: async () => await reader?.cancel().catch(() => undefined),
  }
}
