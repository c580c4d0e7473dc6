import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { implement } from '@orpc/server'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import '../../theme.css'
import { contract } from '../../../electron/contract/index.ts'
import type { Estimates } from '../../../electron/contract/queue.ts'
import { connectEngine } from '../../engine/engine-connection.ts'
import { inPageTransport } from '../../engine/in-page-transport.test-data.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import EstimatesPanel from './EstimatesPanel.vue'

const known: Estimates = {
  confirmed: {
    pairs: 1204,
    precision: { share: 0.97, low: 0.91, high: 0.99 },
    recall: { share: 0.4, low: 0.35, high: 0.46 },
  },
  groups: {
    pairs: 3000,
    precision: { share: 0.93, low: 0.88, high: 0.96 },
    recall: { share: 0.9, low: 0.8, high: 0.95 },
  },
  checks: 30,
  agreement: { repeats: 20, agreed: 19, share: { share: 0.95, low: 0.76, high: 0.99 } },
  expectedGain: 0.002,
  enough: true,
  words: 'Of the pairs in groups, 93% (88 to 96) are right.',
  method: 'By random checks.',
}
const unknown: Estimates = {
  ...known,
  confirmed: { pairs: 0, precision: null, recall: null },
  agreement: { repeats: 0, agreed: 0, share: null },
  enough: false,
}

async function showPanel(estimates: Estimates): Promise<void> {
  const os = implement(contract)
  const transport = inPageTransport({
    queue: { estimates: os.queue.estimates.handler(() => estimates) },
  })
  await render(EstimatesPanel, {
    global: {
      plugins: [createPinia(), ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(transport) },
    },
  })
}
const panel = page.getByRole('region', { name: 'How good it is so far' })

describe('EstimatesPanel', () => {
  beforeEach(async () => {
    await page.viewport(1280, 800)
    localStorage.removeItem('doublet-estimates')
  })

  it('tells precision, recall and agreement with what they lie between', async () => {
    await showPanel(known)
    await expect
      .element(panel)
      .toMatchTextContent(/1,204 confirmed pairs \(precision\) ?97% ?between 91% and 99%/)
    await expect.element(panel).toMatchTextContent(/\(recall\) ?40% ?between 35% and 46%/)
    await expect
      .element(panel)
      .toMatchTextContent(/agree with yourself ?95% ?between 76% and 99% · 19 of 20 cases asked again/)
    await expect.element(panel).toMatchTextContent(/Of the pairs in groups, 93% \(88 to 96\) are right/)
  })

  it('says when more verdicts would hardly change it', async () => {
    await showPanel(known)
    await expect.element(panel).toMatchTextContent(/More verdicts would hardly change this/)
  })

  it('says what is not known yet and why', async () => {
    await showPanel(unknown)
    await expect.element(panel).toMatchTextContent(/Nothing is confirmed yet/)
    await expect.element(panel).toMatchTextContent(/No case was asked again yet/)
    await expect.element(panel).not.toMatchTextContent(/hardly change this/)
  })

  it('is folded away and stays so', async () => {
    await showPanel(known)
    const fold = page.getByRole('button', { name: 'How good it is so far' })
    await fold.click()
    await expect.element(fold).toHaveAttribute('aria-expanded', 'false')
    await expect.element(panel).not.toMatchTextContent(/precision/)
    expect(localStorage.getItem('doublet-estimates')).toBe('false')
  })
})
