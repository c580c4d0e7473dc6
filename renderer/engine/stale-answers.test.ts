import { QueryClient } from '@tanstack/vue-query'
import { describe, expect, it } from 'vitest'
import { queryKeys } from './query-keys.ts'
import { staleAnswers, type ChangedEvent } from './stale-answers.ts'

const KEYS = {
  list: queryKeys.groupPage({}, 0),
  catalogue: queryKeys.catalogue,
  distributions: queryKeys.distributions,
  recent: queryKeys.recentCatalogues,
  touched: queryKeys.upcomingCase('1', [1, 2], false),
  other: queryKeys.upcomingCase('3', [3, 4], false),
  asItIs: queryKeys.upcomingCase('5', null, false),
}

/** Names of the answers that are out of date after these changes. */
async function staleAfter(...changes: ChangedEvent[]): Promise<string[]> {
  const cache = new QueryClient()
  for (const key of Object.values(KEYS)) cache.setQueryData(key, 'answer')
  for (const filter of staleAnswers(changes)) await cache.invalidateQueries(filter)
  return Object.entries(KEYS)
    .filter(([, key]) => cache.getQueryState(key)?.isInvalidated === true)
    .map(([name]) => name)
}

const verdict = (listings?: number[]): ChangedEvent => ({
  type: 'changed',
  what: 'verdicts',
  ...(listings && { listings }),
})

describe('staleAnswers', () => {
  it('leaves cases whose listings no verdict touched', async () => {
    expect(await staleAfter(verdict([2, 9]))).toEqual(['list', 'catalogue', 'touched', 'asItIs'])
    expect(await staleAfter(verdict([2]), verdict([3]))).toEqual([
      'list',
      'catalogue',
      'touched',
      'other',
      'asItIs',
    ])
  })

  it('takes every case where it is not said what was touched', async () => {
    expect(await staleAfter(verdict())).toContain('other')
    expect(await staleAfter(verdict([2]), verdict())).toContain('other')
    expect(await staleAfter(verdict([2]), { type: 'changed', what: 'groups' })).toContain('other')
  })

  it('keeps what a verdict does not change', async () => {
    expect(await staleAfter({ type: 'changed', what: 'groups' })).toContain('distributions')
    expect(await staleAfter({ type: 'changed', what: 'problems' })).toEqual(['catalogue'])
    expect(await staleAfter({ type: 'changed', what: 'catalogue' })).toEqual(Object.keys(KEYS))
  })
})
