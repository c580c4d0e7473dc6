import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import '../../theme.css'
import { connectEngine } from '../../engine/engine-connection.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import { inPageEngine } from './in-page-engine.test-data.ts'
import { makeCase, makeItem } from './make-case.test-data.ts'
import ReviewHarness from './ReviewHarness.test-data.vue'

const mug = makeItem(1, { title: 'Red mug 300 ml' })
const pair = makeCase([mug, makeItem(2, { title: 'Blue mug 300ml' })])
const three = makeCase([makeItem(11, { title: 'Bowl' }), makeItem(12, { title: 'Bowl, deep' }), makeItem(13)])
const last = makeCase([makeItem(21, { title: 'Plate' }), makeItem(22, { title: 'Plate, flat' })])

async function showReview() {
  const engine = inPageEngine([pair, three, last])
  const connection = connectEngine(engine.openTransport)
  const view = await render(ReviewHarness, {
    global: {
      plugins: [createPinia(), ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connection },
    },
  })
  await expect.element(page.getByRole('heading', { name: 'A pair' })).toBeVisible()
  return Object.assign(engine, { unmount: () => view.unmount(), client: connection.client })
}

describe('ReviewView', () => {
  beforeEach(async () => {
    await page.viewport(1280, 800)
    sessionStorage.clear()
    window.location.hash = '#/review'
  })

  it('marks the words that differ from the title of the representative', async () => {
    await showReview()
    const marks = [...document.querySelectorAll('mark')].map((mark) => mark.textContent)
    expect(new Set(marks)).toEqual(new Set(['Blue', 'Red']))
  })

  it('saves a verdict by one key and goes on to the next case', async () => {
    const engine = await showReview()
    await userEvent.keyboard('s')
    await expect.element(page.getByRole('heading', { name: 'A group of 3' })).toBeVisible()
    expect(engine.recorded).toEqual([
      {
        groupId: 1,
        note: '',
        blind: false,
        shown: [1, 2],
        verdicts: [{ itemA: 1, itemB: 2, relation: 'same-product' }],
      },
    ])
    expect(window.location.hash).toBe('#/review/11')
  })

  it('asks about each member in turn, and leaves the case only when all are decided', async () => {
    const engine = await showReview()
    await userEvent.keyboard('d')
    await expect.element(page.getByRole('heading', { name: 'A group of 3' })).toBeVisible()
    await userEvent.keyboard('v')
    await expect.element(page.getByRole('region', { name: 'Member 2, chosen' })).toBeVisible()
    await expect.element(page.getByRole('heading', { name: 'A group of 3' })).toBeVisible()
    await userEvent.keyboard('r')
    await expect
      .element(page.getByRole('region', { name: 'Member 1, chosen' }))
      .toMatchTextContent(/Plate, flat/)
    expect(engine.recorded.map(({ verdicts }) => verdicts[0]?.relation)).toEqual([
      'different',
      'variant',
      'related',
    ])
  })

  it('begins each case and its board at the pictures where they and the evidence are one column', async () => {
    await page.viewport(720, 450)
    await showReview()
    const evidence = () => page.getByRole('heading', { name: 'Evidence' }).element()
    const pictures = page.getByRole('region', { name: /^Member 1/ })
    for (const key of ['s', 'w']) {
      evidence().scrollIntoView()
      await expect.element(pictures).not.toBeInViewport()
      await userEvent.keyboard(key)
      if (key === 's') await expect.element(pictures).toBeInViewport()
      else await expect.element(page.getByRole('listbox', { name: 'Members' })).toBeInViewport()
    }
  })

  it('stays on the case and says why when nothing can be saved', async () => {
    const engine = await showReview()
    engine.diskIsFull = true
    await userEvent.keyboard('s')
    await expect.element(page.getByRole('alert')).toMatchTextContent(/the disk is full/)
    await expect.element(page.getByRole('heading', { name: 'A pair' })).toBeVisible()
    engine.diskIsFull = false
    await userEvent.keyboard('s')
    await expect.element(page.getByRole('heading', { name: 'A group of 3' })).toBeVisible()
    expect(engine.recorded).toHaveLength(1)
  })

  it('goes back to the case that an undo is about, with its members undecided again', async () => {
    const engine = await showReview()
    await userEvent.keyboard('x')
    await expect.element(page.getByRole('heading', { name: 'A group of 3' })).toBeVisible()
    await userEvent.keyboard('z')
    await expect.element(page.getByRole('heading', { name: 'A pair' })).toBeVisible()
    await expect
      .element(page.getByRole('region', { name: 'Member 1, chosen' }))
      .toMatchTextContent(/Undecided/)
    expect(engine.recorded).toEqual([])
  })

  it('does not bring the review back when it was left while a verdict was on its way to disk', async () => {
    const { unmount, client, recorded } = await showReview()
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 's', bubbles: true }))
    window.location.hash = '#/history'
    await unmount()
    await expect.poll(() => recorded).toHaveLength(1)
    // By the time this is answered the next case would have been read and shown.
    for (let asked = 0; asked < 3; asked += 1) await client.queue.next({ filter: {}, limit: 1 })
    expect(window.location.hash).toBe('#/history')
  })

  it('says that nothing is left after the last case', async () => {
    await showReview()
    for (const heading of ['A group of 3', 'A pair']) {
      await userEvent.keyboard('{Enter}')
      await expect.element(page.getByRole('heading', { name: heading })).toBeVisible()
    }
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('heading', { name: 'Nothing left to review' })).toBeVisible()
  })
})
