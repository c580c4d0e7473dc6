import { describe, expect, it } from 'vitest'
import { OneTimeTokens } from './one-time-tokens.ts'
import { Sessions } from './sessions.ts'

describe('OneTimeTokens', () => {
  it('issues 32 random bytes that are redeemed once', () => {
    const tokens = new OneTimeTokens()
    const token = tokens.issue()
    expect(Buffer.from(token, 'base64url')).toHaveLength(32)
    expect(tokens.issue()).not.toBe(token)
    expect([tokens.redeem(token), tokens.redeem(token)]).toEqual([true, false])
  })

  it('refuses a token after 15 minutes', () => {
    let nowMs = 0
    const tokens = new OneTimeTokens(() => nowMs)
    const [early, late] = [tokens.issue(), tokens.issue()]
    nowMs = 15 * 60_000 - 1
    expect(tokens.redeem(early)).toBe(true)
    nowMs += 1
    expect(tokens.redeem(late)).toBe(false)
  })

  it('refuses what was never issued and leaves the issued ones alone', () => {
    const tokens = new OneTimeTokens()
    const token = tokens.issue()
    expect([tokens.redeem(''), tokens.redeem(`${token}x`), tokens.redeem(token)]).toEqual([
      false,
      false,
      true,
    ])
  })

  it('keeps the newest 32', () => {
    const tokens = new OneTimeTokens()
    const issued = Array.from({ length: 33 }, () => tokens.issue())
    expect(issued.map((token) => tokens.redeem(token))).toEqual([false, ...Array<boolean>(32).fill(true)])
  })
})

describe('Sessions', () => {
  const cookieOf = (header: string) => header.split(';')[0] ?? ''

  it('knows a session among other cookies, and no other value', () => {
    const sessions = new Sessions(7311)
    const cookie = cookieOf(sessions.start())
    expect(sessions.has(`theme=dark; ${cookie}; other=1`)).toBe(true)
    expect(sessions.has(`${cookie}x`)).toBe(false)
    expect(sessions.has('doublet-session-7311=')).toBe(false)
    expect(sessions.has(undefined)).toBe(false)
  })

  it('does not take the session of a Doublet on another port', () => {
    const cookie = cookieOf(new Sessions(7312).start())
    const sessions = new Sessions(7311)
    sessions.start()
    expect(sessions.has(cookie)).toBe(false)
  })

  it('ends the oldest session when a seventeenth starts', () => {
    const sessions = new Sessions(7311)
    const cookies = Array.from({ length: 17 }, () => cookieOf(sessions.start()))
    expect(cookies.map((cookie) => sessions.has(cookie))).toEqual([false, ...Array<boolean>(16).fill(true)])
  })
})
