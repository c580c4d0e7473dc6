import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { say } from '../../../electron/contract/saying.ts'
import { makeJob } from '../models/make-model.test-data.ts'
import { useJobs } from '../shell/jobs-store.ts'
import { showLanguage } from '../../words/words.ts'
import { useImport } from './import-store.ts'
import ImportView from './ImportView.vue'
import { makePreview, makeSource, NO_COLUMNS, type InPageImport } from './in-page-import.test-data.ts'
import { showPage } from './show-page.test-data.ts'

async function showTable(parts: Partial<InPageImport> = {}): Promise<InPageImport> {
  const engine = await showPage(ImportView, parts)
  useImport().change({ table: '/shop/shop.csv', mapping: {} })
  await expect.element(page.getByRole('heading', { name: /^The first rows/ })).toBeVisible()
  return engine
}

afterEach(() => showLanguage('en'))

describe('a table about to be imported', () => {
  it('is started with what its columns are shown to mean', async () => {
    const engine = await showTable()
    await page.getByRole('button', { name: 'Start import' }).click()
    await expect
      .poll(() => engine.calls)
      .toEqual([
        { name: 'import', input: { table: '/shop/shop.csv', mapping: { ...NO_COLUMNS, title: 'name' } } },
      ])
  })

  it('says so when no column is taken for pictures', async () => {
    await showTable()
    await expect.element(page.getByText(/No column is taken for pictures/)).toBeVisible()
  })

  it('says that its columns are as they were set before, and can be read by their names', async () => {
    const recognised = { ...NO_COLUMNS, title: 'name' }
    const mapping = { ...recognised, id: 'nr', images: ['foto'] }
    const engine = await showTable({ preview: makePreview({ mapping, recognised }) })
    await expect.element(page.getByText(/No column is taken for pictures/)).not.toBeInTheDocument()
    await expect
      .element(page.getByText('Columns as you set them for the last table with this header.'))
      .toBeVisible()
    await page.getByRole('button', { name: 'As recognised by name' }).click()
    await expect.element(page.getByText(/^Columns as you set them/)).not.toBeInTheDocument()
    await page.getByRole('button', { name: 'Start import' }).click()
    await expect
      .poll(() => engine.calls)
      .toEqual([{ name: 'import', input: { table: '/shop/shop.csv', mapping: recognised } }])
  })

  it('tells what is wrong in its rows, in the language that is shown', async () => {
    await showLanguage('de')
    await showPage(ImportView, {
      preview: makePreview({
        problems: [
          {
            code: 'IMAGE_NOT_FOUND',
            line: 2,
            reason: 'No picture called "a.jpg" is below /shop',
            advice: 'Choose the folder',
          },
        ],
      }),
    })
    useImport().change({ table: '/shop/shop.csv', mapping: {} })
    await expect.element(page.getByText('1 Problem in diesen Zeilen')).toBeVisible()
    await expect
      .element(page.getByText(/Die Tabelle nennt ein Bild, das nicht im Ordner liegt/))
      .toBeVisible()
    await expect.element(page.getByText('No picture called "a.jpg" is below /shop')).toBeVisible()
  })
})

describe('an import under way', () => {
  const progress = {
    stage: 'describe' as const,
    done: 1204,
    total: 8700,
    itemsPerSecond: 480,
    secondsLeft: 15,
    earlier: [{ stage: 'scan' as const, done: 8700, seconds: 3 }],
  }

  it('shows each stage with its rate and the time left, and is paused and stopped from here', async () => {
    const engine = await showPage(ImportView)
    useJobs().receive(makeJob({ id: 3, kind: 'import', status: 'running', progress }))
    const stages = page.getByRole('list', { name: 'Stages' })
    await expect.element(stages).toMatchTextContent(/Looking for files ?8,700 in 3 s/)
    await expect
      .element(stages)
      .toMatchTextContent(/Reading and describing pictures ?1,204 of 8,700 · 480 a second · 15 s left/)
    await page.getByRole('button', { name: 'Pause' }).click()
    await expect.element(page.getByText('Finishes the batch under way, then holds.')).toBeVisible()
    useJobs().receive(makeJob({ id: 3, kind: 'import', status: 'paused', progress }))
    await expect.element(page.getByText(/Held between two batches\. It stays paused/)).toBeVisible()
    await expect.element(stages).not.toMatchTextContent(/a second/)
    await page.getByRole('button', { name: 'Resume' }).click()
    await expect.element(page.getByText(/What is read is kept/)).toBeVisible()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect
      .element(page.getByText('Finishes the batch under way, then stops. What was read stays.'))
      .toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Cancel' })).toBeDisabled()
    expect(engine.calls.map(({ name }) => name)).toEqual(['pause', 'resume', 'cancel'])
  })

  it('tells after a reload why the last one failed, and tries it again', async () => {
    const engine = await showPage(ImportView, {
      jobs: [
        makeJob({
          id: 7,
          kind: 'import',
          status: 'failed',
          error: say('diskFull', { folder: '/shop' }),
          problems: 2,
        }),
      ],
    })
    await expect
      .element(page.getByRole('article', { name: 'Import failed' }))
      .toMatchTextContent(/The disk of \/shop is full\./)
    await expect.element(page.getByRole('link', { name: 'See the problems' })).toBeVisible()
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.poll(() => engine.calls).toEqual([{ name: 'retry', input: {} }])
  })
})

describe('the sources', () => {
  it('say which were changed and which are gone, and are read again', async () => {
    const engine = await showPage(ImportView, {
      sources: [makeSource(), makeSource({ id: 2, folder: null, table: '/shop/shop.csv' })],
      states: new Map([
        [1, 'changed'],
        [2, 'gone'],
      ]),
    })
    await expect.element(page.getByText('Changed since. Read it again to take in what is new.')).toBeVisible()
    await expect.element(page.getByText(/Not there now\. Connect its drive/)).toBeVisible()
    await page.getByRole('button', { name: 'Read photos again' }).click()
    await expect.poll(() => engine.calls).toEqual([{ name: 'import', input: { folder: '/photos' } }])
  })
})
