import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Neighbours } from '../vector-index/neighbours.ts'
import type { CandidateChannel } from './candidate-channel.ts'
import { candidatePairs } from './candidate-pairs.ts'
import { catalogueOf } from './catalogue.fixture.ts'
import { findHubs, setHubsAside } from './hubs.ts'

function neighboursOf(lists: readonly (readonly number[])[]): Neighbours {
  const offsets = new Uint32Array(lists.length + 1)
  lists.forEach((list, row) => {
    offsets[row + 1] = (offsets[row] ?? 0) + list.length
  })
  return { offsets, rows: Uint32Array.from(lists.flat()), distances: new Float32Array(lists.flat().length) }
}

function channel(of: CandidateChannel['of'], lists: readonly (readonly number[])[]): CandidateChannel {
  return { name: of, of, closeDistance: 0, neighbours: neighboursOf(lists) }
}

async function pairsOf(
  picturesOfItem: readonly (readonly number[])[],
  channels: readonly CandidateChannel[],
  codes: readonly (string | null)[] = picturesOfItem.map(() => null),
): Promise<[number, number, number][]> {
  const input = catalogueOf(picturesOfItem.map((pictures) => ({ pictures })))
  const { a, b, foundBy } = await candidatePairs(input, codes, channels)
  return Array.from(a, (item, pair) => [item, b[pair] ?? 0, foundBy[pair] ?? 0])
}

describe('candidatePairs', () => {
  it('unites the channels into pairs of items, each once, with who found it', async () => {
    const pictures = channel('pictures', [[2], [], [0]])
    const titles = channel('items', [[1], [0, 2], [], []])
    expect(await pairsOf([[0], [1], [2], []], [pictures, titles])).toEqual([
      [0, 1, 8],
      [0, 2, 4],
      [1, 2, 8],
    ])
  })

  it('pairs all items that share a picture, and the items of neighbouring pictures', async () => {
    expect(await pairsOf([[0], [0, 1], [1], [2]], [channel('pictures', [[2], [], []])])).toEqual([
      [0, 1, 1],
      [0, 3, 4],
      [1, 2, 1],
      [1, 3, 4],
    ])
  })

  it('pairs items by their code, unless too many have it', async () => {
    const items = Array.from({ length: 60 }, () => [])
    const codes = items.map((_, item) => (item < 2 ? 'A1' : 'N/A'))
    const input = catalogueOf(items.map((pictures) => ({ pictures })))
    const found = await candidatePairs(input, codes, [])
    expect([...found.a, ...found.b, ...found.foundBy]).toEqual([0, 1, 2])
    expect(found.commonCodes).toEqual([{ code: 'N/A', items: 58 }])
  })

  it('gives unordered pairs, each once, whatever points to what', async () => {
    const links = fc.array(fc.uniqueArray(fc.nat(7), { maxLength: 8 }), { minLength: 8, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(links, async (lists) => {
        const withoutSelf = lists.map((list, row) => list.filter((other) => other !== row))
        const found = await pairsOf(
          lists.map(() => []),
          [channel('items', withoutSelf)],
        )
        const expected = new Set(
          withoutSelf.flatMap((list, row) =>
            list.map((other) => `${Math.min(row, other)} ${Math.max(row, other)}`),
          ),
        )
        expect(found.map(([a, b]) => `${a} ${b}`)).toEqual([...expected].toSorted())
      }),
    )
  })
})

describe('findHubs', () => {
  it('sets a picture aside that more than 50 items share, without pairing them', async () => {
    const items = Array.from({ length: 51 }, (_, item) => ({ pictures: item === 0 ? [0, 1] : [0] }))
    const input = catalogueOf(items)
    const hubs = findHubs(input, [])
    expect(hubs).toEqual([{ picture: 0, items: 51, neighbours: 0 }])
    const aside = setHubsAside(input, hubs)
    expect([...aside.picturesOfItem.pictures]).toEqual([1])
    expect([...aside.picturesOfItem.offsets].slice(0, 4)).toEqual([0, 1, 1, 1])
    expect(
      (
        await candidatePairs(
          aside,
          items.map(() => null),
          [],
        )
      ).a,
    ).toHaveLength(0)
  })

  it('leaves a picture that 50 items share', () => {
    expect(findHubs(catalogueOf(Array.from({ length: 50 }, () => ({ pictures: [0] }))), [])).toEqual([])
  })

  it('sets a picture aside that hundreds of others closely resemble, but not one they only resemble from afar', () => {
    const input = catalogueOf(Array.from({ length: 303 }, (_, picture) => ({ pictures: [picture] })))
    const lists = Array.from({ length: 303 }, (_, row) => (row < 2 ? [] : [0, 1]))
    const neighbours = neighboursOf(lists)
    const distances = Float32Array.from(neighbours.rows)
    const hubs = findHubs(input, [
      {
        name: 'image',
        of: 'pictures',
        closeDistance: 0.5,
        neighbours: { ...neighbours, distances },
      },
    ])
    expect(hubs).toEqual([{ picture: 0, items: 1, neighbours: 301 }])
  })
})
