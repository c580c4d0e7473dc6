import { describe, expect, it } from 'vitest'
import type { ComparedSetting } from '../../contract/evaluate.ts'
import { matchesByCategory } from './category-thresholds.ts'
import { compareSettings, type EvaluatedText } from './compare-settings.ts'
import { distanceChannel, scoreChannel, unitedChannel } from './evaluated-channel.ts'
import { componentsRule, fallbackRule, groupsRule, neighboursRule, reciprocalRule } from './grouping-rules.ts'
import { markBest } from './mark-best.ts'
import { matchFigures } from './match-figures.ts'
import { matchesOf, type Matches } from './matches.ts'
import { truthOfLabels } from './truth.ts'
import { missedPairs, wrongPairs } from './worst-errors.ts'

/** 0-1-2 a chain whose ends never met, 3-4 a weak pair, 5 alone. */
const chain = scoreChannel(6, 'scorer', { a: [0, 1, 3], b: [1, 2, 4], score: [0.9, 0.8, 0.3] })

function lists(matches: Matches): number[][] {
  if (matches.kind === 'lists')
    return Array.from({ length: matches.offsets.length - 1 }, (_, item) => [...matchesOf(matches, item)])
  return Array.from(matches.groupOf, (group, item) =>
    group < 0 ? [] : (matches.members.get(group) ?? []).filter((other) => other !== item),
  )
}

describe('grouping rules', () => {
  it('take pairs as they are, or whatever they connect, or only what agrees with a representative', () => {
    expect(lists(neighboursRule(chain, 0.5))).toEqual([[1], [0, 2], [1], [], [], []])
    expect(lists(componentsRule(chain, 0.5))).toEqual([[1, 2], [0, 2], [0, 1], [], [], []])
    // 1 agrees with both and represents them.
    expect(lists(groupsRule(chain, 0.5))).toEqual([[1, 2], [0, 2], [0, 1], [], [], []])
    const longer = scoreChannel(4, 'scorer', { a: [0, 1, 2], b: [1, 2, 3], score: [0.9, 0.8, 0.9] })
    expect(lists(componentsRule(longer, 0.5))[0]).toEqual([1, 2, 3])
    expect(lists(groupsRule(longer, 0.5))).toEqual([[1], [0], [3], [2]])
  })

  it('give an item without a match its best, if it has any', () => {
    expect(lists(fallbackRule(chain, 0.5))).toEqual([[1], [0, 2], [1], [4], [3], []])
  })

  it('keep a reciprocal pair and drop one that is not among the best of both', () => {
    // Item 0 is like 1 to 12, the later the less, and item 12 like 0 alone.
    const star = scoreChannel(13, 'scorer', {
      a: Array.from({ length: 12 }, () => 0),
      b: Array.from({ length: 12 }, (_, n) => n + 1),
      score: Array.from({ length: 12 }, (_, n) => 0.9 - n * 0.01),
    })
    const kept = lists(reciprocalRule(star, 0.5))
    expect(kept[0]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(kept[12]).toEqual([])
  })

  it('let a distance or a score on the threshold itself pass', () => {
    const score = scoreChannel(2, 'scorer', { a: [0], b: [1], score: [0.9] })
    expect(lists(neighboursRule(score, score.strengthOf(0.9)))).toEqual([[1], [0]])
    const image = distanceChannel(
      2,
      { channel: 'image', model: 'm' },
      { a: [0], b: [1], distance: Float32Array.of(0.3) },
    )
    expect(lists(neighboursRule(image, image.strengthOf(0.3)))).toEqual([[1], [0]])
    expect(image.thresholdOf(image.pairs.strength[0] ?? 0)).toBe(0.3)
  })

  it('unite pictures and titles, each within its own threshold', () => {
    const of = (channel: 'image' | 'title', distance: number[]) =>
      distanceChannel(
        4,
        { channel, model: channel },
        { a: [0, 1, 2], b: [1, 2, 3], distance: Float32Array.from(distance) },
      )
    const [image, title] = [of('image', [0.2, 0.6, Number.NaN]), of('title', [0.9, 0.1, 0.4])]
    const united = unitedChannel(4, 'both', [
      { channel: image, minimum: image.strengthOf(0.3) },
      { channel: title, minimum: title.strengthOf(0.17) },
    ])
    expect(lists(neighboursRule(united, 0))).toEqual([[1], [0, 2], [1], []])
  })
})

describe('matchesByCategory', () => {
  it('finds a threshold for each category on one half of the products that serves the other', () => {
    // In tea pairs of 0.3 are true and there are no others; in soap those of 0.9 are and those of 0.6 are not.
    const labels: string[] = []
    const categories: string[] = []
    const pairs = { a: [] as number[], b: [] as number[], score: [] as number[] }
    for (let n = 0; n < 200; n += 1) {
      const isTea = n < 100
      const first = labels.length
      labels.push(`p${n}`, `p${n}`, `lone ${n}`, `lonely ${n}`)
      for (let item = 0; item < 4; item += 1) categories.push(isTea ? 'tea' : 'soap')
      pairs.a.push(first, first)
      pairs.b.push(first + 1, first + 2)
      pairs.score.push(isTea ? 0.3 : 0.9, isTea ? 0.1 : 0.6)
    }
    const channel = scoreChannel(labels.length, 'scorer', pairs)
    const truth = truthOfLabels(labels)
    const candidates = [0.05, 0.2, 0.5, 0.8]
    const { matches, chosen } = matchesByCategory(truth, channel, categories, candidates)
    expect(matchFigures(truth, matches).meanRowF1).toBe(1)
    expect(chosen).toEqual([0.2, 0.8])
    const best = Math.max(
      ...candidates.map((value) => matchFigures(truth, neighboursRule(channel, value)).meanRowF1 ?? 0),
    )
    expect(best).toBeLessThan(0.95)
  })
})

async function settingsOf(settings: AsyncIterable<ComparedSetting>): Promise<ComparedSetting[]> {
  const all: ComparedSetting[] = []
  for await (const setting of settings) all.push(setting)
  return all
}

/** Three true pairs up to 0.31, then a wrong one, and the threshold that somebody published for it. */
async function* oneText(): AsyncGenerator<EvaluatedText> {
  const pairs = { a: [0, 1, 0, 4], b: [1, 2, 2, 5], distance: Float32Array.of(0.1, 0.2, 0.31, 0.4) }
  yield { channel: distanceChannel(6, { channel: 'text', model: 'IDF' }, pairs), published: [0.55] }
}

describe('compareSettings', () => {
  it('sets thresholds, channels and rules side by side and leaves out channels without pairs', async () => {
    const title = distanceChannel(
      6,
      { channel: 'title', model: 'TF-IDF' },
      { a: [0], b: [1], distance: Float32Array.of(0.1) },
    )
    const input = {
      truth: truthOfLabels(['a', 'a', 'a', 'b', 'b', 'c']),
      categories: [null, null, null, null, null, null],
      channels: [chain, title],
      texts: oneText(),
      thresholds: { score: [0.5], title: [0.17] },
      threshold: 0.5,
    }
    const rows = await settingsOf(compareSettings({ ...input, compare: ['channels', 'texts', 'rules'] }))
    expect(rows.map(({ model, rule, threshold }) => [model, rule, threshold])).toEqual([
      ['scorer', 'neighbours', '0.5'],
      ['TF-IDF', 'neighbours', '0.17'],
      ['IDF', 'neighbours', '0.31'],
      ['IDF', 'neighbours', '0.55'],
      ['scorer', 'groups', '0.5'],
      ['scorer', 'components', '0.5'],
      ['scorer', 'reciprocal', '0.5'],
      ['scorer', 'fallback', '0.5'],
      ['scorer', 'by-category', '0.5 to 0.5 by category'],
    ])
    const fallback = rows.find(({ rule }) => rule === 'fallback')
    expect(fallback?.figures.pairs).toMatchObject({ foundPairs: 3, correctPairs: 3, truePairs: 4 })
    const [best, published] = markBest(rows.filter(({ channel }) => channel === 'text'))
    expect([best?.best, published?.best]).toEqual([true, undefined])
    // Each of items 0 to 2 names the two others and nobody else is named: rows of 1, 1, 1, 2/3, 2/3 and 1.
    expect(best?.figures.meanRowF1).toBeCloseTo((4 + 4 / 3) / 6, 12)
    expect(await settingsOf(compareSettings({ ...input, compare: [] }))).toEqual([])
  })
})

describe('worst errors', () => {
  const truth = truthOfLabels(['a', 'a', 'b', 'c', 'c', 'a'])

  it('are the highest scores of different products', () => {
    expect(wrongPairs(truth, chain.pairs, 5)).toEqual([{ a: 1, b: 2, score: Math.fround(0.8) }])
  })

  it('are pairs of one product that were never scored, and then those with the lowest scores', () => {
    const none = new Int32Array(6).fill(-1)
    expect(missedPairs(truth, chain.pairs, none, 5)).toEqual([
      { a: 0, b: 5, score: null },
      { a: 1, b: 5, score: null },
      { a: 3, b: 4, score: Math.fround(0.3) },
      { a: 0, b: 1, score: Math.fround(0.9) },
    ])
    expect(missedPairs(truth, chain.pairs, Int32Array.of(0, 0, -1, 3, 3, 0), 5)).toEqual([])
    expect(missedPairs(truth, chain.pairs, none, 1)).toHaveLength(1)
  })
})
