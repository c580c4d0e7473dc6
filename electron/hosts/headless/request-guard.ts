import type { IncomingHttpHeaders } from 'node:http'

export interface GuardedRequest {
  readonly method: string
  readonly headers: IncomingHttpHeaders
  readonly upgrade: boolean
}

const READING_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD'])

/**
 * The Host headers that reach this server on purpose. Anything else is another site's name that was made to
 * resolve to this machine (DNS rebinding).
 * @param host the address the server was told to listen on, without brackets
 */
export function allowedHosts(host: string, port: number): ReadonlySet<string> {
  const names = ['127.0.0.1', 'localhost', '[::1]', bracketed(host)]
  // Browsers leave the default port out of the Host header.
  return new Set(names.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`])))
}

/** An IPv6 address in the brackets that URLs and Host headers want; any other name as it is. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host
}

/**
 * What is wrong with where a request comes from, as one sentence, or null when it may go on to the session check.
 * Every refusal is status 403.
 */
export function refusalReason(request: GuardedRequest, hosts: ReadonlySet<string>): string | null {
  const { headers } = request
  const host = headers.host
  if (host === undefined || !hosts.has(host)) {
    return `Expected one of ${[...hosts].join(', ')} as Host but received ${quoted(host)}.`
  }
  const site = headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return `Requests from other sites are refused (Sec-Fetch-Site: ${quoted(site)}).`
  }
  const origin = headers.origin
  const mustHaveOrigin = request.upgrade || !READING_METHODS.has(request.method)
  if (origin === undefined ? mustHaveOrigin : origin !== `http://${host}`) {
    return `Expected http://${host} as Origin but received ${quoted(origin)}.`
  }
  return null
}

function quoted(value: string | undefined): string {
  return value === undefined ? 'none' : JSON.stringify(value.slice(0, 200))
}
