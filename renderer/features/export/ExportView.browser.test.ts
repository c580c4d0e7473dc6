import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { showPage } from '../import/show-page.test-data.ts'
import { showLanguage } from '../../words/words.ts'
import { useExportProgress } from './export-progress-store.ts'
import ExportView from './ExportView.vue'

afterEach(() => showLanguage('en'))

describe('ExportView', () => {
  it('shows the first rows with counts by relation and split, and says where the export went', async () => {
    const engine = await showPage(ExportView)
    await expect.element(page.getByText('1,234').first()).toBeVisible()
    await expect
      .element(page.getByRole('region', { name: 'By relation' }))
      .toMatchTextContent(/Variant ?1,234/)
    await expect.element(page.getByRole('region', { name: 'By split' })).toMatchTextContent(/Train ?1,234/)
    await expect.element(page.getByRole('heading', { name: 'The first row' })).toBeVisible()
    await page.getByRole('button', { name: 'Export labelled pairs' }).click()
    const done = page.getByRole('status')
    await expect.element(done).toMatchTextContent(/1,234 rows written, 1\.2 MB ?\/home\/ada\/Shop-pairs\.csv/)
    await expect.element(done.getByRole('link', { name: 'Download Shop-pairs.csv' })).toBeVisible()
    expect(engine.calls.at(-1)?.name).toBe('run')
  })

  it('lets the curator say which relations count as the same product, and take it back', async () => {
    const engine = await showPage(ExportView)
    const choice = page.getByRole('group', { name: 'Counts as the same product' })
    await expect.element(choice.getByRole('checkbox', { name: 'Same product' })).toBeChecked()
    await expect.element(choice.getByRole('checkbox', { name: 'Twin' })).not.toBeChecked()
    await choice.getByRole('checkbox', { name: 'Variant' }).click()
    await expect
      .poll(() => engine.calls.at(-1)?.input)
      .toMatchObject({ sameProduct: ['same-product', 'variant'] })
    await choice.getByRole('button', { name: 'As in the groups' }).click()
    await expect.element(choice.getByRole('checkbox', { name: 'Variant' })).not.toBeChecked()
    await page.getByRole('button', { name: 'Export labelled pairs' }).click()
    await expect.poll(() => engine.calls.at(-1)?.name).toBe('run')
    expect(engine.calls.at(-1)?.input).not.toHaveProperty('sameProduct')
  })

  it('has no download for a folder, but its path to copy', async () => {
    await showPage(ExportView)
    await page.getByRole('radio', { name: 'Folder for training' }).click()
    await page.getByRole('button', { name: 'Export folder for training' }).click()
    const done = page.getByRole('status')
    await expect.element(done).toMatchTextContent(/Shop-folder/)
    await expect.element(done.getByRole('button', { name: 'Copy path' })).toBeVisible()
    await expect.element(done.getByRole('link')).not.toBeInTheDocument()
  })

  it('says how far a large export is, and cancels it', async () => {
    const engine = await showPage(ExportView, { exportNeverEnds: true })
    await page.getByRole('radio', { name: 'Folder for training' }).click()
    await page.getByRole('button', { name: 'Export folder for training' }).click()
    await expect.poll(() => engine.calls.at(-1)?.name).toBe('run')
    const progress = { done: 1204, total: 8700, itemsPerSecond: 480, secondsLeft: 15 }
    useExportProgress().receive({ stage: 'copy', ...progress })
    const shown = page.getByRole('region', { name: 'Copying pictures' })
    await expect.element(shown).toMatchTextContent(/1,204 of 8,700 · 480 a second · 15 s left/)
    await shown.getByRole('button', { name: 'Cancel' }).click()
    await expect.element(page.getByRole('status')).toMatchTextContent(/cancelled, and nothing was written/)
    await expect.poll(() => engine.calls.at(-1)?.name).toBe('cancelled')
    await expect.element(page.getByRole('alert')).not.toBeInTheDocument()
    await expect.element(page.getByRole('button', { name: 'Export folder for training' })).toBeEnabled()
  })

  it('draws anew with another seed, and keeps what was chosen', async () => {
    const engine = await showPage(ExportView)
    await page.getByRole('radio', { name: 'Triplets' }).click()
    const seed = page.getByRole('spinbutton', { name: 'Seed' })
    await seed.fill('7')
    await expect.poll(() => engine.calls.at(-1)?.input).toMatchObject({ what: 'triplets', seed: 7 })
    await seed.fill('0')
    await userEvent.tab()
    expect(localStorage.getItem('doublet-export-options')).toContain('"seed":7')
  })

  it('says what to do where there is nothing yet', async () => {
    await showPage(ExportView, {
      exportedRows: 0,
      notes: [{ kind: 'pairs-of-gone-listings', count: 2, split: null, words: 'unused' }],
    })
    await expect.element(page.getByRole('heading', { name: 'Nothing to export yet' })).toBeVisible()
    await expect
      .element(page.getByText('2 pairs left out: a listing is no longer in the catalogue.'))
      .toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Export labelled pairs' })).toBeDisabled()
  })

  it('tells its notes in the language that is shown', async () => {
    await showLanguage('de')
    await showPage(ExportView, { notes: [{ kind: 'empty-split', count: 0, split: 'test', words: 'unused' }] })
    await expect.element(page.getByText(/Kein Paar fiel in Test:/)).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Markierte Paare exportieren' })).toBeVisible()
  })
})
