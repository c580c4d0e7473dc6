import type { HubAccess } from './hub-get.ts'
import { HubAnswerUnusable, HubBusy, HubUnreachable, ModelGated, NotOnHub } from './hub-errors.ts'
import { Interrupted } from './interrupted.ts'
import { hubUrl } from './public-hub.ts'

const CONTENT = new Set([200, 206, 416])

/** Ends the answer without its body; one that already broke off need not be ended. */
export async function dropBody({ body }: Response): Promise<void> {
  await body?.cancel().catch(() => undefined)
}

/**
 * Passes an answer that has content; anything else becomes an error in words.
 * @throws Interrupted, ModelGated, NotOnHub, HubAnswerUnusable
 */
export async function requireContent(
  response: Response,
  url: URL,
  repository: string,
  access: HubAccess,
): Promise<void> {
  if (CONTENT.has(response.status)) return
  await dropBody(response)
  throw refusal(response, url, repository, access)
}

function refusal(
  { status, headers }: Response,
  url: URL,
  repository: string,
  { endpoint, token }: HubAccess,
): Error {
  if (status === 429 || status === 503) {
    const retryAfterMs = retryAfter(headers.get('retry-after'))
    return new Interrupted(new HubBusy(url.host, retryAfterMs), retryAfterMs)
  }
  if (status === 408 || status >= 500)
    return new Interrupted(new HubUnreachable(url.host, `it answered with status ${status}`))
  const unusable = new HubAnswerUnusable(url, `status ${status}`)
  // The hub's signed addresses run out after a while: the next attempt asks the hub for a new one.
  if (url.origin !== endpoint.origin) return new Interrupted(unusable)
  // The hub answers 401 for repositories that do not exist too, and says in this header what it means.
  const code = headers.get('x-error-code')
  const page = hubUrl(endpoint, repository).href
  if (code === 'GatedRepo') return new ModelGated(repository, page, token !== null)
  if (code === 'RevisionNotFound') return new NotOnHub(`such revision of ${repository}`, page)
  if (code === 'EntryNotFound')
    return new NotOnHub(`file ${url.pathname.split('/').at(-1)} in ${repository}`, page)
  if (code === 'RepoNotFound' || status === 404 || status === 410) return new NotOnHub(repository, page)
  if (status === 401 || status === 403) return new ModelGated(repository, page, token !== null)
  return unusable
}

/** Retry-After as seconds or as a date. @returns milliseconds from now, or null when it says nothing */
function retryAfter(header: string | null): number | null {
  if (header === null) return null
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now())
}
