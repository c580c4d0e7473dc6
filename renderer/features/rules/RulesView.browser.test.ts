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
import { makeJob } from '../models/make-model.test-data.ts'
import { useJobs } from '../shell/jobs-store.ts'
import { inPageRules } from './in-page-rules.test-data.ts'
import RulesHarness from './RulesHarness.test-data.vue'

async function showRules() {
  const engine = inPageRules()
  const pinia = createPinia()
  await render(RulesHarness, {
    global: {
      plugins: [pinia, ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(engine.openTransport) },
    },
  })
  await expect.element(preview).toMatchTextContent(/To be recorded ?2/)
  return { engine, jobs: useJobs(pinia) }
}

const preview = page.getByRole('region', { name: 'What it would do' })
const sure = page.getByRole('button', { name: 'Score over 0.99 and equal code' })

describe('RulesView', () => {
  it('shows at once what the first rule would do, with a sample', async () => {
    const { engine } = await showRules()
    expect(engine.previewed).toEqual([{ conditions: [{ kind: 'same-bytes' }], relation: 'same-image' }])
    await expect.element(preview).toMatchTextContent(/Pairs that meet it ?2 ?of 39 candidates/)
    await expect.element(preview).toMatchTextContent(/2 groups and 4 items touched/)
    await expect
      .element(page.getByRole('link', { name: /Open the pair.*Tea 1, Tea 2/ }))
      .toHaveAttribute('href', '#/review/1-2')
    await page.getByRole('button', { name: 'Draw others' }).click()
    await expect.element(page.getByRole('link', { name: /Open the pair.*Tea 2, Tea 3/ })).toBeVisible()
    expect(engine.seeds).toEqual([1, 2])
  })

  it('says what it leaves out, and why', async () => {
    await showRules()
    await sure.click()
    await expect.element(preview).toMatchTextContent(/Left out ?1 ?1 against a verdict, 0 too large/)
    await expect
      .element(page.getByRole('region', { name: 'Left out, and why' }))
      .toMatchTextContent(/Tea 7.*A verdict says otherwise/)
  })

  it('puts conditions together, each with its limit', async () => {
    const { engine } = await showRules()
    await page.getByRole('button', { name: 'Add a condition' }).click()
    await page.getByRole('combobox', { name: 'Condition 2' }).click()
    await page.getByRole('option', { name: 'Title distance at most' }).click()
    const limit = page.getByRole('spinbutton', { name: 'Limit of condition 2' })
    await expect.element(limit).toHaveValue('0.1')
    await limit.fill('0.25')
    await page.getByRole('combobox', { name: 'Relation' }).click()
    await page.getByRole('option', { name: 'Variant' }).click()
    await page.getByRole('combobox', { name: 'What varies' }).click()
    await page.getByRole('option', { name: 'Colour' }).click()
    await expect
      .poll(() => engine.previewed.at(-1))
      .toEqual({
        conditions: [{ kind: 'same-bytes' }, { kind: 'title-at-most', value: 0.25 }],
        relation: 'variant',
        variantAxis: 'colour',
      })
    await expect.element(page.getByRole('button', { name: 'Record 2 pairs' })).toBeEnabled()
    await page.getByRole('button', { name: 'Remove condition 1' }).click()
    await page.getByRole('button', { name: 'Remove condition 1' }).click()
    await expect.element(page.getByText(/Add a condition to see/)).toBeVisible()
    await expect.element(page.getByRole('button', { name: /^Record/ })).toBeDisabled()
  })

  it('records only after saying once more what', async () => {
    const { engine, jobs } = await showRules()
    await sure.click()
    await expect.element(preview).toMatchTextContent(/Left out ?1/)
    await page.getByRole('button', { name: 'Record 2 pairs' }).click()
    const dialog = page.getByRole('dialog', { name: 'Record 2 pairs as: Same product' })
    await expect.element(dialog).toMatchTextContent(/one undo takes all of them back/)
    expect(engine.applied).toEqual([])
    await dialog.getByRole('button', { name: 'Record them' }).click()
    await expect.element(page.getByText('The rule is being applied')).toBeVisible()
    expect(engine.applied).toEqual([
      {
        conditions: [{ kind: 'score-at-least', value: 0.99 }, { kind: 'same-code' }],
        relation: 'same-product',
        name: 'Score over 0.99 and equal code',
      },
    ])
    jobs.receive(makeJob({ id: 9, kind: 'apply-rule', status: 'done' }))
    await expect.element(page.getByText('The rule was applied')).toBeVisible()

    // Changed, it is no longer the rule of that name.
    await page.getByRole('button', { name: 'Remove condition 2' }).click()
    await expect.element(sure).toHaveAttribute('aria-pressed', 'false')
    await page.getByRole('button', { name: 'Record 2 pairs' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Record them' }).click()
    await expect.poll(() => engine.applied.at(-1)?.name).toBe('')
  })

  it('keeps rules of one’s own under a name, and deletes them', async () => {
    const { engine } = await showRules()
    await expect.element(page.getByRole('button', { name: 'Delete the rule' })).not.toBeInTheDocument()
    await page.getByRole('textbox', { name: 'Name' }).fill('Mine')
    await page.getByRole('button', { name: 'Save the rule' }).click()
    const own = page.getByRole('region', { name: 'Of this catalogue' })
    await expect.element(own.getByRole('button', { name: 'Mine' })).toHaveAttribute('aria-pressed', 'true')
    await page.getByRole('button', { name: 'Delete the rule' }).click()
    await expect.element(own).toMatchTextContent(/None is saved yet/)
    expect(engine.rules).toHaveLength(2)
  })
})
