import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A curator has a few browsers at most; the oldest session ends when there are more. */
const MOST_SESSIONS = 16

/**
 * Browsers that came with a one-time token. Kept in memory only: stopping the server ends every session.
 * The cookie's name carries the port, because browsers share cookies between ports of one host.
 */
export class Sessions {
  readonly #cookieName: string
  #digests: Buffer[] = []

  constructor(port: number) {
    this.#cookieName = `doublet-session-${port}`
  }

  /** @returns the value of a Set-Cookie header that carries the new session */
  start(): string {
    const secret = randomBytes(32).toString('base64url')
    this.#digests = [...this.#digests, digestOf(secret)].slice(-MOST_SESSIONS)
    return `${this.#cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict`
  }

  /** Whether a request's Cookie header names a session that was started here. */
  has(cookieHeader: string | undefined): boolean {
    const candidates = cookieValues(cookieHeader ?? '', this.#cookieName).map(digestOf)
    return candidates
      .flatMap((candidate) => this.#digests.map((digest) => timingSafeEqual(digest, candidate)))
      .includes(true)
  }
}

function cookieValues(header: string, name: string): string[] {
  return header
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(`${name}=`))
    .map((part) => part.slice(name.length + 1))
}

function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
