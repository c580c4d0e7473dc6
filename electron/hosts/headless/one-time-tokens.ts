import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const TOKEN_BYTES = 32
const LIFETIME_MS = 15 * 60 * 1000
/** Pressing Enter a thousand times must not grow memory; the oldest link stops working instead. */
const MOST_OPEN_TOKENS = 32

interface IssuedToken {
  readonly digest: Buffer
  readonly expiresAtMs: number
}

/** Links that let one browser in once. Only digests are kept, so that a memory dump holds no usable token. */
export class OneTimeTokens {
  readonly #nowMs: () => number
  #issued: IssuedToken[] = []

  /** @param nowMs clock in milliseconds; tokens expire 15 minutes after they were issued by it */
  constructor(nowMs: () => number = Date.now) {
    this.#nowMs = nowMs
  }

  /** @returns a new token: 32 random bytes as 43 base64url characters */
  issue(): string {
    const token = randomBytes(TOKEN_BYTES).toString('base64url')
    this.#issued.push({ digest: digestOf(token), expiresAtMs: this.#nowMs() + LIFETIME_MS })
    this.#issued = this.#issued.slice(-MOST_OPEN_TOKENS)
    return token
  }

  /** True exactly once for a token that was issued within the last 15 minutes. */
  redeem(token: string): boolean {
    const digest = digestOf(token)
    const nowMs = this.#nowMs()
    const open = this.#issued.filter((issued) => issued.expiresAtMs > nowMs)
    // Every open token is compared, so that the time taken says nothing about which one was close.
    const matches = open.map((issued) => timingSafeEqual(issued.digest, digest))
    this.#issued = open.filter((_, index) => matches[index] === false)
    return matches.includes(true)
  }
}

/** Digests have one length whatever came in, which timingSafeEqual needs. */
function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
