import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { say } from '../../../electron/contract/saying.ts'
import { makeProblem, type InPageImport } from '../import/in-page-import.test-data.ts'
import { makeJob } from '../models/make-model.test-data.ts'
import { showPage } from '../import/show-page.test-data.ts'
import { showLanguage } from '../../words/words.ts'
import { useJobs } from '../shell/jobs-store.ts'
import ProblemsView from './ProblemsView.vue'

const ragged = makeProblem({
  id: 2,
  severity: 'warning',
  code: 'ROW_RAGGED',
  path: '/shop/shop.csv',
  line: 1234,
  reason: 'Expected 5 cells but received 3; the rest was left empty',
  advice: 'Check the row for a missing delimiter',
})
const problems = [makeProblem(), ragged]

const showProblems = (parts: Partial<InPageImport> = {}) => showPage(ProblemsView, { problems, ...parts })
const list = page.getByRole('region', { name: 'Problems' })

afterEach(() => showLanguage('en'))

describe('ProblemsView', () => {
  it('says of each what is wrong and what to do, and tries one, a kind or all again', async () => {
    const engine = await showProblems()
    await expect
      .element(list)
      .toMatchTextContent(/Empty file ?left out.*zero\.jpg ?The file is empty \(0 bytes\)/)
    await expect
      .element(list)
      .toMatchTextContent(/Ragged row ?imported, but look at it.*shop\.csv · line 1,234/)
    await page.getByRole('button', { name: 'Try zero.jpg again' }).click()
    const reading = page.getByText('Reading again. The list follows by itself.')
    await expect.element(reading).toBeVisible()
    useJobs().receive(makeJob({ id: 9, kind: 'import', status: 'done' }))
    await expect.element(reading).not.toBeInTheDocument()
    await page.getByRole('button', { name: /^Ragged row/ }).click()
    const kind = page.getByRole('region', { name: 'Ragged row' })
    await expect.element(kind).toMatchTextContent(/more or fewer cells than the table has columns/)
    await kind.getByRole('button', { name: 'Try these again' }).click()
    await page.getByRole('button', { name: 'Try all again' }).click()
    await expect
      .poll(() => engine.calls.map(({ input }) => input))
      .toEqual([{ id: 1 }, { code: 'ROW_RAGGED' }, {}])
  })

  it('says how many more there are than are listed', async () => {
    await showProblems({ unlisted: 2000 })
    await expect.element(page.getByText(/^2,000 more of these are counted and not listed/)).toBeVisible()
    await expect.element(page.getByRole('button', { name: /^All/ })).toHaveTextContent('All 2,002')
    await expect
      .element(page.getByRole('button', { name: /^Empty file/ }))
      .toHaveTextContent('Empty file 2,001')
  })

  it('checks the catalogue, says what was found, and makes anew what is derived once it was asked', async () => {
    const engine = await showProblems({
      findings: [
        {
          severity: 'warning',
          found: say('indexMissing', { file: 'pictures-1.usearch' }),
          advice: say('rebuiltAtMatch', {}),
        },
      ],
    })
    await page.getByRole('button', { name: 'Check the catalogue' }).click()
    await expect
      .element(page.getByRole('list', { name: 'What the check found' }))
      .toMatchTextContent(
        /The index pictures-1\.usearch is missing\. Nothing to do: it is rebuilt at the next match\./,
      )
    await page.getByRole('button', { name: 'Make anew what is derived…' }).click()
    await expect.element(page.getByRole('dialog')).toMatchTextContent(/Verdicts, notes and relations stay/)
    expect(engine.calls).toEqual([])
    await page.getByRole('button', { name: 'Make it anew' }).click()
    await expect.poll(() => engine.calls.map(({ name }) => name)).toEqual(['rebuild', 'match'])
    await expect.element(page.getByText('Started. How far it is stands below.')).toBeVisible()
  })

  it('says that all is well where a check found nothing', async () => {
    await showProblems({ problems: [] })
    await page.getByRole('button', { name: 'Check the catalogue' }).click()
    await expect.element(page.getByText(/^All is well/)).toBeVisible()
  })

  it('saves the list and says where it went', async () => {
    await showProblems()
    await page.getByRole('button', { name: 'Save the list' }).click()
    await expect.element(page.getByText('/home/ada/problems.csv')).toBeVisible()
    await expect.element(page.getByRole('link', { name: 'Download problems.csv' })).toBeVisible()
  })

  it.each([
    ['de', 'Leere Datei', 'Das Bild noch einmal kopieren oder herunterladen.', 'Zeile 1.234'],
    ['zh-Hans', '空文件', '请重新复制或下载该图片。', '第 1,234 行'],
  ] as const)(
    'tells them in %s, with the engine’s own words below',
    async (language, title, advice, line) => {
      await showLanguage(language)
      await showPage(ProblemsView, { problems })
      const region = page.getByRole('region', { name: /^(Probleme|问题)$/ })
      await expect.element(region).toMatchTextContent(new RegExp(`${title}.*${advice}.*The file is empty`))
      await expect.element(region).toMatchTextContent(new RegExp(line))
    },
  )

  it('is empty when nothing is wrong', async () => {
    await showProblems({ problems: [] })
    await expect.element(page.getByRole('heading', { name: 'No problems' })).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Save the list' })).not.toBeInTheDocument()
  })
})
