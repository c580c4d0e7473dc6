import { describe, expect, it } from 'vitest'
import type { ChannelEvidence } from '../../../../electron/contract/evidence.ts'
import { byWeight, contributionInWords, likeness, signedContribution } from './channel-words.ts'

function evidence(
  channel: ChannelEvidence['channel'],
  distance: number | null,
  contribution = 0,
): ChannelEvidence {
  return { channel, distance, contribution, words: '' }
}

describe('channel words', () => {
  it('draws equal as full, far as empty, and nothing where there is nothing to compare', () => {
    expect(likeness(evidence('bytes', 0))).toBe(1)
    expect(likeness(evidence('phash', 16))).toBe(0.5)
    expect(likeness(evidence('image', 1.7))).toBe(0)
    expect(likeness(evidence('code', null))).toBeNull()
  })

  it('puts what speaks loudest first, whichever way, and what cannot be compared last', () => {
    const order = byWeight([
      evidence('code', null),
      evidence('price', 0.1, -0.2),
      evidence('title', 0.9, -3),
      evidence('image', 0.1, 2),
    ])
    expect(order.map(({ channel }) => channel)).toEqual(['title', 'image', 'price', 'code'])
  })

  it('writes the sign of a contribution, with words that agree with it', () => {
    expect([2.14, -0.61, 0.01, -0.01].map(signedContribution)).toEqual(['+2.1', '−0.6', '0.0', '0.0'])
    expect([2.14, -0.61, 0.01].map(contributionInWords)).toEqual([
      'speaks strongly for the same product',
      'speaks clearly against it',
      'says little either way',
    ])
  })
})
