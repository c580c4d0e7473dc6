import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import '../../theme.css'
import type { QueueCase } from '../../../electron/contract/queue.ts'
import { connectEngine } from '../../engine/engine-connection.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import { inPageEngine } from './in-page-engine.test-data.ts'
import { makeCase, makeItem } from './make-case.test-data.ts'
import ReviewHarness from './ReviewHarness.test-data.vue'

const titled = (id: number, title: string) => makeItem(id, { title })
const group = makeCase([titled(1, 'Mug'), titled(2, 'Mug, red'), titled(3, 'Mug, blue')])
/** The group's representative with a listing of no group. */
const join = makeCase([titled(1, 'Mug'), titled(9, 'Mug, green')])
const settled = {
  relation: 'different',
  reviewer: 'Ada',
  decidedAt: '2026-01-01T00:00:00Z',
  implied: false,
} as const
/** Judged before. */
const old = makeCase([titled(20, 'Plate'), titled(21, 'Plate, flat')], new Map([[21, settled]]))

const entry = (
  kind: QueueCase['kind'],
  members: [number, ...number[]],
  score: number | null,
  blind = false,
): QueueCase => ({
  kind,
  groupId: members[0],
  members,
  value: 1,
  score,
  joins: kind === 'join' ? [1, 1] : null,
  words: 'In English, for a terminal.',
  blind,
  skipped: false,
  news: [],
})
const joinEntry = entry('join', [1, 9], 0.4)
const groupEntry = entry('group', [1, 2, 3], 0.6)

async function showReview(queue: QueueCase[], confirmed = 3, cases = [group, join, old]) {
  const engine = inPageEngine(cases, queue)
  await render(ReviewHarness, {
    props: { confirmed },
    global: {
      plugins: [createPinia(), ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(engine.openTransport) },
    },
  })
  return engine
}

const heading = (name: string) => page.getByRole('heading', { name, level: 1 })
const member1 = page.getByRole('region', { name: 'Member 1, chosen' })

describe('the review by what a verdict is worth', () => {
  beforeEach(() => {
    sessionStorage.clear()
    window.location.hash = '#/review'
  })

  it('asks in the order of the queue and says why a case is next', async () => {
    await showReview([joinEntry, groupEntry])
    await expect.element(heading('A pair')).toBeVisible()
    await expect.element(page.getByText(/Why next: Not in one group, yet 40% likely/)).toBeVisible()
    await userEvent.keyboard('d')
    await expect.element(heading('A group of 3')).toBeVisible()
    await expect
      .element(page.getByText(/Why next: 3 listings, the least sure of which is 60% likely/))
      .toBeVisible()
  })

  it('keeps a pair and the group of its first listing apart', async () => {
    await showReview([joinEntry, groupEntry])
    await expect.element(member1).toMatchTextContent(/Mug, green/)
    expect(window.location.hash).toBe('#/review/1-9')
    await userEvent.keyboard('d')
    await expect.element(heading('A group of 3')).toBeVisible()
    expect(window.location.hash).toBe('#/review/1')
    await expect.element(member1).toMatchTextContent(/Undecided.*Mug, red/)
    await userEvent.keyboard('p')
    await expect.element(heading('A pair')).toBeVisible()
    await expect.element(member1).toMatchTextContent(/Different/)
    await userEvent.keyboard('j')
    await expect.element(heading('A group of 3')).toBeVisible()
  })

  it('asks an old case again as if it had never been asked, and says so to the engine alone', async () => {
    const engine = await showReview([entry('repeat', [20, 21], null, true), groupEntry])
    await expect.element(member1).toMatchTextContent(/Undecided/)
    await expect.element(page.getByText(/Why next: Drawn at random: by such cases/)).toBeVisible()
    await userEvent.keyboard('s')
    await expect.element(heading('A group of 3')).toBeVisible()
    expect(engine.recorded).toMatchObject([{ groupId: 20, shown: [20, 21], blind: true }])

    await userEvent.keyboard('p')
    await expect.element(member1).toMatchTextContent(/Same product/)
    await userEvent.keyboard('z')
    await expect.element(member1).toMatchTextContent(/Undecided/)
    await userEvent.keyboard('d')
    await expect.element(heading('A group of 3')).toBeVisible()
    expect(engine.recorded).toMatchObject([{ shown: [20, 21], blind: true }])
  })

  it('draws what is known of the next case ahead, out of sight and reach', async () => {
    await showReview([joinEntry, groupEntry])
    await expect.element(heading('A pair')).toBeVisible()
    const columns = () => [...document.querySelectorAll<HTMLElement>('aside')]
    await expect
      .poll(() => columns().map((column) => column.closest('[inert]') !== null))
      .toEqual([false, true])
    const [, ahead] = columns()
    expect(ahead?.closest('[aria-hidden=true]')).not.toBeNull()
    expect(ahead?.textContent).toContain('Mug, red')

    await userEvent.keyboard('d')
    await expect.element(heading('A group of 3')).toBeVisible()
    expect(ahead?.isConnected).toBe(true)
    expect(ahead?.closest('[aria-hidden=true]')).toBeNull()
    await userEvent.keyboard('e')
    await expect.element(page.getByRole('textbox')).toHaveFocus()
    expect(ahead?.contains(document.activeElement)).toBe(true)
  })

  it('says the same of a random check as of a case that is asked again', async () => {
    await showReview([entry('check', [1, 9], null)])
    await expect.element(page.getByText(/Why next: Drawn at random: by such cases/)).toBeVisible()
  })

  it('leaves out what was skipped, until one starts again from the top', async () => {
    await showReview([groupEntry], 1)
    await expect.element(heading('A group of 3')).toBeVisible()
    await userEvent.keyboard('k')
    await expect.element(page.getByRole('heading', { name: 'You are at the end of the list' })).toBeVisible()
    await page.getByRole('button', { name: 'Start again from the top' }).click()
    await expect.element(heading('A group of 3')).toBeVisible()
  })
})

describe('weak bridges', () => {
  beforeEach(() => {
    sessionStorage.clear()
    window.location.hash = '#/review'
  })

  it('are marked in the case with pair and score, weakest first, and lead to the pair', async () => {
    const bridged = {
      ...group,
      bridges: [
        { itemA: 2, itemB: 3, score: 0.52, part: [3] },
        { itemA: 1, itemB: 2, score: 0.61, part: [2, 3] },
      ],
    }
    const pair = makeCase([titled(2, 'Mug, red'), titled(3, 'Mug, blue')])
    await showReview([groupEntry], 1, [bridged, pair])
    const bridges = page.getByRole('region', { name: 'Weak bridges' })
    await expect
      .element(bridges)
      .toMatchTextContent(/member 1 and member 2.*score 0\.52: only it holds member 2 in this group/)
    await bridges.getByRole('button', { name: '1 more' }).click()
    await expect
      .element(bridges)
      .toMatchTextContent(/the representative and member 1.*score 0\.61: only it holds 2 of 3 members/)
    await bridges.getByRole('button', { name: 'Look at the pair: member 1 and member 2' }).click()
    await expect.element(heading('A pair')).toBeVisible()
    expect(window.location.hash).toBe('#/review/2-3')
    await userEvent.keyboard('p')
    await expect.element(heading('A group of 3')).toBeVisible()
  })
})
