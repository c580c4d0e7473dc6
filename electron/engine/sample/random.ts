import { createHash } from 'node:crypto'

/** A stream of numbers that look random and are the same for the same seed on every machine. */
export interface Random {
  /** An unsigned 32-bit integer. */
  next(): number
  /** A number in [minimum, maximum). */
  between(minimum: number, maximum: number): number
  /** An integer in minimum..maximum, both included. */
  integer(minimum: number, maximum: number): number
  chance(probability: number): boolean
  pick<T>(choices: readonly T[]): T
  /** The same elements in another order. */
  shuffle<T>(elements: readonly T[]): T[]
}

/**
 * A stream of its own for a seed and a label, so that one more draw in one place moves nothing elsewhere.
 * The state is the first 16 bytes of the SHA-256 of both.
 */
export function randomFor(seed: number, label: string): Random {
  const digest = createHash('sha256').update(`${seed}/${label}`).digest()
  return randomFromState([
    digest.readUInt32LE(0),
    digest.readUInt32LE(4),
    digest.readUInt32LE(8),
    digest.readUInt32LE(12),
  ])
}

/**
 * xoshiro128** 1.1 by David Blackman and Sebastiano Vigna.
 * @param state four unsigned 32-bit integers, not all 0
 * @see https://prng.di.unimi.it/xoshiro128starstar.c
 */
export function randomFromState(state: readonly [number, number, number, number]): Random {
  let [a, b, c, d] = state
  const next = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0
    const shifted = b << 9
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= shifted
    d = rotateLeft(d, 11)
    return result
  }
  const between = (minimum: number, maximum: number): number =>
    minimum + (next() / 0x1_0000_0000) * (maximum - minimum)
  const integer = (minimum: number, maximum: number): number => Math.floor(between(minimum, maximum + 1))
  const pick = <T>(choices: readonly T[]): T => {
    const choice = choices[integer(0, choices.length - 1)]
    if (choice === undefined) throw new RangeError('Expected at least one choice but received none')
    return choice
  }
  const shuffle = <T>(elements: readonly T[]): T[] => {
    const rest = [...elements]
    const shuffled: T[] = []
    while (rest.length > 0) shuffled.push(...rest.splice(integer(0, rest.length - 1), 1))
    return shuffled
  }
  return { next, between, integer, chance: (probability) => between(0, 1) < probability, pick, shuffle }
}

function rotateLeft(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}
