/** The public hub. Contacted only when a user asks for a model by its name there. */
export const PUBLIC_HUB = 'https://huggingface.co'

/**
 * The address that repositories are asked of: the public hub, or a mirror of it.
 * @throws when it is neither https nor plain http to this machine
 */
export function hubEndpoint(text: string): URL {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.search !== '' || url.hash !== '' || !isAllowed(url))
    throw new Error(`Expected the hub's address to be like ${PUBLIC_HUB} but received "${text}"`)
  return url
}

function isAllowed(url: URL): boolean {
  return url.protocol === 'https:' || isPlainLoopback(url)
}

/** Plain http to this machine, where nobody can listen: a mirror of one's own, or a test. */
export function isPlainLoopback(url: URL): boolean {
  const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
  return url.protocol === 'http:' && loopback
}

/** `parts` below the endpoint's own path, each encoded. */
export function hubUrl(endpoint: URL, ...parts: readonly string[]): URL {
  const path = parts.flatMap((part) => part.split('/')).map(encodeURIComponent)
  return new URL([endpoint.pathname.replace(/\/$/, ''), ...path].join('/'), endpoint)
}
