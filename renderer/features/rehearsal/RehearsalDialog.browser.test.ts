import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import '../../theme.css'
import { connectEngine } from '../../engine/engine-connection.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import { inPageMatching, makeVersion, type InPageMatching } from './in-page-matching.test-data.ts'
import { makeRehearsal } from './make-rehearsal.test-data.ts'
import RehearsalHarness from './RehearsalHarness.test-data.vue'

async function showHarness(parts: Partial<InPageMatching> = {}): Promise<InPageMatching> {
  const engine = inPageMatching(parts)
  await render(RehearsalHarness, {
    global: {
      plugins: [createPinia(), ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(engine.openTransport) },
    },
  })
  await expect.element(page.getByRole('heading', { name: 'Versions' })).toBeVisible()
  return engine
}

/** Ends the job that runs, as the engine's event would; the dialog covers the page, so no pointer gets there. */
async function endJob(): Promise<void> {
  const button = await page.getByText('End the job').findElement()
  if (button instanceof HTMLElement) button.click()
}

const dialog = page.getByRole('dialog', { name: 'Match again' })
const threshold = dialog.getByRole('textbox', { name: 'Threshold' })
const openDialog = () => page.getByRole('button', { name: 'Match again' }).click()

describe('the rehearsal', () => {
  it('tries a threshold, shows what would change, and lets it take effect when accepted', async () => {
    const engine = await showHarness()
    await openDialog()
    await threshold.fill('0.8')
    await userEvent.keyboard('{Enter}')
    await expect.element(dialog.getByRole('progressbar')).toBeInTheDocument()
    expect(engine.calls).toEqual([{ name: 'start', input: { threshold: 0.8 } }])

    engine.waiting = makeRehearsal()
    await endJob()
    await expect
      .element(dialog.getByRole('list', { name: 'What would change' }))
      .toMatchTextContent(/2 groups split.*0 groups merged.*1 group new.*0 groups gone/)
    await expect.element(dialog).toMatchTextContent(/4 of 143 verdicts would be contradicted/)
    await expect.element(dialog).toMatchTextContent(/Split.*Now.*Red mug 300 ml.*Then.*Red mug 500 ml/)
    await expect.element(dialog).toMatchTextContent(/Appears.*bowl-8/)
    await dialog.getByRole('button', { name: 'Accept' }).click()
    await expect.element(dialog).not.toBeInTheDocument()
    expect(engine.calls.at(-1)).toEqual({ name: 'accept', input: null })
  })

  it('reminds of a rehearsal that waits, and leaves all as it is on request', async () => {
    const engine = await showHarness({ waiting: makeRehearsal() })
    await expect.element(page.getByText(/waits for your answer: Threshold 0.8/)).toBeVisible()
    await page.getByRole('button', { name: 'Look at it' }).click()
    await dialog.getByRole('button', { name: 'Leave as it is' }).click()
    await expect.element(dialog).not.toBeInTheDocument()
    await expect.element(page.getByText(/waits for your answer/)).not.toBeInTheDocument()
    expect(engine.calls).toEqual([{ name: 'discard', input: null }])
  })

  it('can be cancelled while it runs', async () => {
    const engine = await showHarness()
    await openDialog()
    await threshold.fill('0.3')
    await dialog.getByRole('button', { name: 'Rehearse' }).click()
    await dialog.getByRole('button', { name: 'Cancel the rehearsal' }).click()
    await expect.element(threshold).toBeVisible()
    expect(engine.calls.at(-1)).toEqual({ name: 'cancel', input: { id: 7 } })
  })

  it('takes no threshold outside 0 to 1 and none that changes nothing', async () => {
    const engine = await showHarness()
    await openDialog()
    await expect.element(dialog).toMatchTextContent(/Nothing is changed yet/)
    await threshold.fill('1.2')
    await userEvent.keyboard('{Enter}')
    await expect.element(dialog).toMatchTextContent(/Expected a number from 0 to 1/)
    await threshold.fill('')
    await userEvent.keyboard('{Enter}')
    await expect.element(dialog).toMatchTextContent(/Expected a number from 0 to 1/)
    expect(engine.calls).toEqual([])
  })

  it('says why a rehearsal cannot start', async () => {
    await showHarness({ refusesToStart: true })
    await openDialog()
    await threshold.fill('0.8')
    await userEvent.keyboard('{Enter}')
    await expect.element(dialog.getByRole('alert')).toMatchTextContent(/Nothing was matched yet/)
  })

  it('tries a version of the scorer from its page', async () => {
    const fitted = makeVersion({
      version: 'verdicts-2',
      createdAt: '2020-03-03T14:05:00Z',
      scored: false,
      next: false,
    })
    const engine = await showHarness({ versions: [fitted, makeVersion()] })
    await page.getByRole('button', { name: 'Rehearse verdicts-2' }).click()
    await expect.element(dialog.getByRole('combobox', { name: 'Scorer' })).toMatchTextContent(/verdicts-2/)
    await dialog.getByRole('button', { name: 'Rehearse' }).click()
    await expect.poll(() => engine.calls).toEqual([{ name: 'start', input: { scorer: 'verdicts-2' } }])
  })
})
