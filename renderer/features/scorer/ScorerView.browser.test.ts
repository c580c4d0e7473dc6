import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import '../../theme.css'
import { connectEngine } from '../../engine/engine-connection.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import { inPageMatching, makeVersion, type InPageMatching } from '../rehearsal/in-page-matching.test-data.ts'
import RehearsalHarness from '../rehearsal/RehearsalHarness.test-data.vue'

const fitted = makeVersion({
  version: 'verdicts-2',
  createdAt: '2020-03-03T14:05:00Z',
  verdicts: 143,
  scored: false,
  next: false,
})

async function showScorer(parts: Partial<InPageMatching> = {}): Promise<InPageMatching> {
  const engine = inPageMatching({ versions: [fitted, makeVersion()], ...parts })
  await render(RehearsalHarness, {
    global: {
      plugins: [createPinia(), ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(engine.openTransport) },
    },
  })
  await expect.element(page.getByRole('heading', { name: 'Versions' })).toBeVisible()
  return engine
}

describe('ScorerView', () => {
  it('says where each version comes from, which one is in use, and what it was measured at', async () => {
    await showScorer()
    const versions = page.getByRole('region', { name: 'Versions' })
    await expect.element(versions).toMatchTextContent(/verdicts-2.*from 143 verdicts/)
    await expect.element(versions).toMatchTextContent(/shipped-1 ?In use.*validation F1 ?0\.912/)
  })

  it('fits again from the verdicts', async () => {
    const engine = await showScorer()
    await expect.element(page.getByText(/143 verdicts to learn from: 90 say/)).toBeVisible()
    await page.getByRole('button', { name: 'Fit now' }).click()
    await expect.poll(() => engine.calls).toEqual([{ name: 'refit', input: null }])
  })

  it('says what is missing for a fit', async () => {
    await showScorer({ verdicts: { usable: 12, same: 5 } })
    await expect.element(page.getByText(/A fit takes at least 30/)).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Fit now' })).toBeDisabled()
  })

  it('takes another version for the next match', async () => {
    const engine = await showScorer()
    await page.getByRole('button', { name: 'Use verdicts-2 from the next match on' }).click()
    await expect.element(page.getByText('From the next match on', { exact: true })).toBeVisible()
    expect(engine.calls).toEqual([{ name: 'use', input: { version: 'verdicts-2' } }])
  })

  it('shows the weights in words, the heaviest first', async () => {
    await showScorer()
    await page.getByRole('button', { name: 'Weights of shipped-1' }).click()
    const table = page.getByRole('table', { name: 'Weights of shipped-1' })
    await expect.element(table).toMatchTextContent(/thing 0” ?−9\.5.*thing 1” ?−8\.5/)
    await page.getByRole('button', { name: '3 more' }).click()
    await expect.element(table.getByRole('row', { name: /thing 9/ })).toMatchTextContent(/−0\.5/)
  })
})
