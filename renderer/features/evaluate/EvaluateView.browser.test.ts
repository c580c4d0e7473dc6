import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import '../../theme.css'
import type { EvaluationReport } from '../../../electron/contract/evaluate.ts'
import { say } from '../../../electron/contract/saying.ts'
import { connectEngine } from '../../engine/engine-connection.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import { makeJob } from '../models/make-model.test-data.ts'
import { useJobs } from '../shell/jobs-store.ts'
import EvaluateHarness from './EvaluateHarness.test-data.vue'
import { inPageEvaluations } from './in-page-evaluations.test-data.ts'
import { makeReport } from './make-report.test-data.ts'

async function showEvaluate(reports: EvaluationReport[] = []) {
  const engine = inPageEvaluations(reports)
  const pinia = createPinia()
  await render(EvaluateHarness, {
    global: {
      plugins: [pinia, ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(engine.openTransport) },
    },
  })
  return { engine, jobs: useJobs(pinia) }
}

const evaluate = page.getByRole('button', { name: 'Evaluate', exact: true })
const settings = page.getByRole('table', { name: 'Settings side by side' })

async function modelsInOrder(): Promise<string[]> {
  const table = await settings.findElement()
  return [...table.querySelectorAll('tbody th')].map((cell) => cell.textContent)
}

describe('EvaluateView', () => {
  it('says which column is needed before anything was evaluated', async () => {
    await showEvaluate()
    await expect.element(page.getByRole('heading', { name: 'Nothing was evaluated yet' })).toBeVisible()
    await expect.element(page.getByText(/a column label_group/)).toBeVisible()
    await expect.element(page.getByText(/id_a, id_b and same_product/)).toBeVisible()
  })

  it('says the same where no product is known', async () => {
    await showEvaluate([makeReport({ labelledItems: 0, notes: [{ kind: 'no-labels', words: '' }] })])
    await expect.element(page.getByRole('heading', { name: /No product is known/ })).toBeVisible()
    await expect.element(page.getByText(/^No item has a label_group/)).toBeVisible()
    await expect.element(page.getByText(/Import a table with a column label_group/)).toBeVisible()
  })

  it('tells the figures in words', async () => {
    await showEvaluate([makeReport()])
    const headline = page.getByRole('region', { name: /The groups as they stand, at threshold 0.5/ })
    await expect
      .element(headline)
      .toMatchTextContent(/Precision ?0\.953 ?81 of 85 pairs in one group belong there/)
    await expect.element(headline).toMatchTextContent(/Recall ?0\.900 ?81 of 90 true pairs are in one group/)
    await expect.element(headline).toMatchTextContent(/All 100 items are known to be of 40 products/)
  })

  it('starts with what was chosen, shows how far it is, and then what was found', async () => {
    const { engine, jobs } = await showEvaluate()
    await page.getByText('Thresholds to compare').click()
    await page.getByRole('textbox', { name: 'Scores' }).fill('0.4, 0.6')
    await page.getByRole('checkbox', { name: 'Ways to form groups' }).click()
    await evaluate.click()
    await expect.element(page.getByRole('progressbar', { name: 'Evaluation' })).toBeVisible()
    await expect.element(evaluate).toBeDisabled()
    expect(engine.started).toEqual([
      { truth: { kind: 'label-group' }, compare: ['channels'], thresholds: { score: [0.4, 0.6] } },
    ])

    engine.reports = [makeReport({ jobId: 9 })]
    jobs.receive(makeJob({ id: 9, kind: 'evaluate', status: 'done' }))
    await expect.element(page.getByRole('heading', { name: /The groups as they stand/ })).toBeVisible()
    await expect.element(evaluate).toBeEnabled()
  })

  it('refuses thresholds that are none', async () => {
    await showEvaluate()
    await page.getByText('Thresholds to compare').click()
    await page.getByRole('textbox', { name: 'Picture distances' }).fill('0.3, 1.5')
    await expect.element(page.getByText(/Expected numbers from 0 to 1.*but found “1\.5”/)).toBeVisible()
    await expect.element(evaluate).toBeDisabled()
  })

  it('measures against a table of judged pairs, and says why where it may not be read', async () => {
    const { engine } = await showEvaluate()
    await page.getByRole('radio', { name: /Judged pairs/ }).click()
    await expect.element(evaluate).toBeDisabled()
    await page.getByRole('textbox', { name: 'Table of judged pairs' }).fill('/elsewhere/pairs.csv')
    await evaluate.click()
    await expect
      .element(page.getByRole('alert'))
      .toMatchTextContent(/Not started\. This place may not be used/)
    await page.getByRole('textbox', { name: 'Table of judged pairs' }).fill('/home/ada/pairs.csv')
    await page.getByRole('textbox', { name: 'Split' }).fill('test')
    await userEvent.keyboard('{Enter}')
    await expect
      .poll(() => engine.started.map(({ truth }) => truth))
      .toEqual([{ kind: 'pairs', path: '/home/ada/pairs.csv', split: 'test' }])
  })

  it('says why an evaluation failed', async () => {
    const { jobs } = await showEvaluate()
    jobs.receive(makeJob({ kind: 'evaluate', status: 'failed', error: say('noEvaluation', {}) }))
    await expect
      .element(page.getByRole('alert'))
      .toMatchTextContent(/failed\. There is no evaluation to export yet/)
  })

  it('sorts the settings by any column and exports them', async () => {
    const { engine } = await showEvaluate([makeReport()])
    await expect.element(settings).toBeVisible()
    expect(await modelsInOrder()).toEqual(['Doublet scorer', 'TF-IDF', 'Doublet encoder'])
    const f1 = settings.getByRole('columnheader', { name: 'F1', exact: true })
    await expect.element(f1).toHaveAttribute('aria-sort', 'none')
    await f1.getByRole('button').click()
    await expect.element(f1).toHaveAttribute('aria-sort', 'descending')
    expect(await modelsInOrder()).toEqual(['Doublet encoder', 'Doublet scorer', 'TF-IDF'])
    await userEvent.keyboard('{Enter}')
    await expect.element(f1).toHaveAttribute('aria-sort', 'ascending')
    expect((await modelsInOrder())[0]).toBe('TF-IDF')

    await page.getByRole('button', { name: 'Export as CSV' }).click()
    await expect.element(page.getByRole('link', { name: 'Download evaluation.csv' })).toBeVisible()
    expect(engine.exported).toEqual([{ jobId: 5 }])
  })

  it('draws the curve of the score and of any channel or category, with its table', async () => {
    await showEvaluate([makeReport()])
    const chart = page.getByRole('img', { name: /^Precision and recall by threshold/ })
    await expect.element(chart).toHaveAccessibleName('Precision and recall by threshold: Score, all evidence')
    await expect.element(chart).toHaveAccessibleDescription(/threshold in use, 0\.5: precision 0\.950/)
    expect((await chart.findElement()).querySelectorAll('polyline')).toHaveLength(1)

    await page.getByRole('button', { name: /^Titles/ }).click()
    await expect.element(chart).toHaveAccessibleName('Precision and recall by threshold: Titles')
    expect((await chart.findElement()).querySelectorAll('polyline')).toHaveLength(2)
    await page.getByText('The curve as a table').click()
    const table = page.getByRole('table', { name: 'Precision and recall by threshold: Titles' })
    await expect.element(table).toMatchTextContent(/0\.1 ?0\.900 ?0\.300/)

    await page.getByRole('button', { name: 'shoes' }).click()
    await expect.element(chart).toHaveAccessibleName(/Score, in shoes/)
  })

  it('says how far scores are off, and links the worst errors to their cases', async () => {
    await showEvaluate([makeReport()])
    const diagram = page.getByRole('img', { name: 'Reliability of the score' })
    await expect.element(diagram).toHaveAccessibleDescription(/off by 0\.021 on average/)
    const wrong = page.getByRole('region', { name: 'Different products that score high' })
    await expect.element(wrong.getByRole('link')).toHaveAttribute('href', '#/review/1-2')
    const missed = page.getByRole('region', { name: 'The same product, and not in one group' })
    await expect.element(missed.getByRole('link')).toMatchTextContent(/Blue pen ?B-2 ?not scored/)
  })
})
