import { HubUnreachable } from './hub-errors.ts'
import { Interrupted } from './interrupted.ts'

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known here, as without a network',
  EAI_AGAIN: 'names cannot be looked up, as without a network',
  ENETUNREACH: 'there is no network',
  EHOSTUNREACH: 'there is no way to it',
  ECONNREFUSED: 'it refuses connections',
  ECONNRESET: 'the connection was dropped',
  EPIPE: 'the connection was dropped',
  UND_ERR_SOCKET: 'the connection was dropped',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
}

/** Node's and OpenSSL's codes for a certificate that is not to be trusted: trying again does not help. */
const UNTRUSTED = /CERT|SELF_SIGNED|UNABLE_TO_/

/** A failed fetch as an interruption, or as final where another attempt is of no use. */
export function networkError(error: unknown, host: string): Interrupted | HubUnreachable {
  const code = codeOf(error)
  if (code !== null && UNTRUSTED.test(code))
    return new HubUnreachable(
      host,
      `its certificate is not trusted here (${code}), as behind a company's proxy`,
      {
        cause: error,
      },
    )
  const reason = (code === null ? null : WORDS[code]) ?? code ?? messageOf(error)
  return new Interrupted(new HubUnreachable(host, reason, { cause: error }))
}

/** fetch wraps what happened: the code is on its cause, or on the cause's. */
function codeOf(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code
  }
  return null
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? error.cause.message : error.message
}
