import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import { say } from '../../../electron/contract/saying.ts'
import '../../theme.css'
import { connectEngine } from '../../engine/engine-connection.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import { makeJob } from '../models/make-model.test-data.ts'
import { useJobs } from '../shell/jobs-store.ts'
import EvaluateHarness from './EvaluateHarness.test-data.vue'
import { inPageEvaluations } from './in-page-evaluations.test-data.ts'

async function showPart(part: string) {
  const engine = inPageEvaluations([])
  const pinia = createPinia()
  await render(EvaluateHarness, {
    global: {
      plugins: [pinia, ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(engine.openTransport) },
    },
  })
  await page.getByRole('button', { name: part, exact: true }).click()
  return { engine, jobs: useJobs(pinia) }
}

const points = (f1: readonly number[]) =>
  f1.map((each, place) => ({ verdicts: place * 50, f1: each, precision: each, recall: each }))

describe('the parts of the Evaluate page', () => {
  beforeEach(() => {
    sessionStorage.clear()
    localStorage.clear()
  })

  it('takes both tables in, ranks the gallery, and shows what was found and where it went', async () => {
    const { engine, jobs } = await showPart('Ranking')
    await expect.element(page.getByRole('heading', { name: 'Nothing was ranked yet' })).toBeVisible()
    const rank = page.getByRole('button', { name: 'Rank', exact: true })
    await expect.element(rank).toBeDisabled()
    await page.getByRole('textbox', { name: 'Queries' }).fill('/data/queries.csv')
    await page.getByRole('textbox', { name: 'Gallery' }).fill('/data/gallery.csv')
    await page.getByRole('spinbutton', { name: 'At most, for each query' }).fill('0')
    await expect.element(page.getByText('Expected a whole number from 1 to 100000.')).toBeVisible()
    await page.getByRole('spinbutton', { name: 'At most, for each query' }).fill('25')
    await rank.click()
    await expect
      .poll(() => engine.ranked)
      .toEqual([{ gallery: '/data/gallery.csv', queries: '/data/queries.csv', top: 25 }])
    expect(engine.imported).toEqual([{ table: '/data/gallery.csv' }, { table: '/data/queries.csv' }])
    await expect.element(page.getByRole('progressbar', { name: 'Ranking' })).toBeVisible()
    engine.ranking = {
      jobId: 30,
      npy: '/catalogue/exports/test-ranking.npy',
      csv: '/catalogue/exports/test-ranking.csv',
      queries: 3,
      gallery: 20,
      queriesWithoutPicture: 1,
      galleryWithoutPicture: 0,
      top: 25,
      model: 'Doublet encoder',
      meanAveragePrecision: 0.75,
      queriesWithTruth: 2,
      preview: [{ query: 1, hits: [2, 3] }],
      notes: [say('queriesWithoutPicture', { count: 1 }), say('galleryTooSmall', { top: 25 })],
    }
    for (const id of [21, 22]) jobs.receive(makeJob({ id, kind: 'import', status: 'done' }))
    jobs.receive(makeJob({ id: 30, kind: 'rank', status: 'done' }))
    await expect
      .element(page.getByRole('heading', { name: 'Queries: 3 rows; gallery: 20 rows' }))
      .toBeVisible()
    await expect.element(page.getByText(/^Queries without a picture that could be read: 1\./)).toBeVisible()
    await expect.element(page.getByText(/fewer than 25 pictures/)).toBeVisible()
    await expect
      .element(page.getByRole('link', { name: 'Download test-ranking.npy' }))
      .toHaveAttribute('href', '/exports/test-ranking.npy')
  })

  it('plays a curator and draws what verdicts add, by the order of asking', async () => {
    const { engine, jobs } = await showPart('Learning curve')
    await expect.element(page.getByRole('heading', { name: 'No curator was played yet' })).toBeVisible()
    await page.getByRole('spinbutton', { name: 'Verdicts to play' }).fill('100')
    await page.getByRole('checkbox', { name: 'Surest first' }).click()
    await page.getByRole('button', { name: 'Play' }).click()
    await expect
      .poll(() => engine.simulated)
      .toEqual([{ verdicts: 100, errors: 0, orders: ['value', 'random'], seed: 1 }])
    await expect.element(page.getByRole('progressbar', { name: 'Simulation' })).toBeVisible()
    engine.curves.set(31, {
      request: { verdicts: 100, errors: 0.05, orders: ['value', 'random'], seed: 1 },
      items: 40,
      pairs: 90,
      curves: [
        { order: 'value', points: points([0.81, 0.93, 0.97]) },
        { order: 'random', points: points([0.81, 0.86, 0.92]) },
      ],
      valueReachesRandomAfter: 48,
    })
    jobs.receive(makeJob({ id: 31, kind: 'simulate', status: 'done' }))
    const chart = page.getByRole('img', { name: 'F1 of the groups by verdicts given' })
    await expect.element(chart).toBeVisible()
    await expect.element(page.getByText(/after 48 verdicts as good as at random/).first()).toBeVisible()
    await page.getByText('The curve as a table').click()
    await expect.element(page.getByRole('row', { name: /^50 0\.930 0\.860/ })).toBeVisible()
    await expect
      .element(
        page
          .getByRole('button', { name: /^Save the chart/ })
          .or(page.getByRole('button', { name: /Save/ }))
          .first(),
      )
      .toBeVisible()
  })
})
