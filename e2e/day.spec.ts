import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Locator, expect, type Page } from '@playwright/test'
import { dropFolder, pressForNextCase, test, type Workbench } from './workbench.ts'

/** Cases a curator decides in this short day, and how many of them they take back. */
const CASES = 50
const TAKEN_BACK = 10
/** Products drawn: of five, four have listings that make a case. */
const PRODUCTS = 80
/** Of groups and history, before and after a crash. */
const COMPARED_ROWS = 8
/** Reading and matching take some ten seconds where nothing else is going on. */
const LONG_WORK_MS = 300_000

test('a curator’s day, from a folder dropped to all as it was after a crash', async ({ workbench }) => {
  // A minute of a quiet machine; a busy one may take its time.
  test.setTimeout(600_000)
  const shop = await drawShop(workbench.home)
  const page = await workbench.open()
  failOnErrors(page)

  await importByDrop(page, shop)
  await reviewByKeyboard(page)
  await relabel(page)
  await splitLargest(page)
  await searchByBox(page, shop)
  const exported = await exportPairs(page, workbench)
  expect(exported.split('\n')[0]).toContain('id_a,id_b,image_a,image_b,sha256_a,sha256_b,relation')
  expect(exported).toContain(',variant,')
  const before = await standing(page)

  await workbench.kill()
  const again = await workbench.open()
  failOnErrors(again)
  await again.getByRole('button', { name: 'shop' }).first().click()
  expect(await standing(again)).toEqual(before)
  expect(await exportPairs(again, workbench)).toBe(exported)
  // What was done before the crash can still be taken back.
  await goTo(again, 'History')
  await again.keyboard.press('z')
  await expect(again.getByRole('heading', { name: /A group of/, level: 1 })).toBeVisible()
  await goTo(again, 'History')
  await expect(rowsOf(again).first()).toContainText('taken back')
})

async function drawShop(home: string): Promise<string> {
  const { generateSample } = await import('../electron/engine/sample/generate-sample.ts')
  const { renderSvg } = await import('../electron/engine/decode/render-svg.ts')
  const { folder } = await generateSample(join(home, 'shop'), renderSvg, { products: PRODUCTS })
  return folder
}

function failOnErrors(page: Page): void {
  page.on('pageerror', (error) => {
    throw error
  })
}

async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
}

/** The folder is dropped, its table looked at, and the work watched until there are groups. */
async function importByDrop(page: Page, shop: string): Promise<void> {
  await expect(page.getByRole('button', { name: 'New catalogue' })).toBeVisible()
  await dropFolder(page, shop)
  await page.getByRole('button', { name: 'Start import' }).click()
  await expect(page.getByRole('heading', { name: 'Groups', level: 1 })).toBeVisible()
  await goTo(page, 'Import')
  const stages = page.getByRole('list', { name: 'Stages' })
  await expect(stages.getByRole('progressbar', { name: 'Reading and describing pictures' })).toHaveAttribute(
    'aria-valuetext',
    /[1-9]\d* of \d+/,
    { timeout: LONG_WORK_MS },
  )
  await expect(page.getByRole('article', { name: 'Matching finished' })).toBeVisible({
    timeout: LONG_WORK_MS,
  })
  await page.getByRole('link', { name: 'See the groups' }).click()
  await expect(page.getByText(/[5-9]\d groups · [5-9]\d open · 0 confirmed/)).toBeVisible()
}

/** Every case closed by one key, some taken back again, and nothing touched but the keyboard. */
async function reviewByKeyboard(page: Page): Promise<void> {
  await page.keyboard.press('Control+2')
  for (let n = 0; n < CASES; n += 1) await pressForNextCase(page, n % 5 === 4 ? 'x' : 'Enter')
  for (let n = 0; n < TAKEN_BACK; n += 1) await pressForNextCase(page, 'z')
  await page.keyboard.press('Control+5')
  await expect(page.getByText(`${CASES} actions, newest first`)).toBeVisible()
  await expect(rowsOf(page).filter({ hasText: 'taken back' })).toHaveCount(TAKEN_BACK)
}

/** What was confirmed as the same product is a variant after all. */
async function relabel(page: Page): Promise<void> {
  const confirmed = rowsOf(page).filter({ hasText: 'Confirmed 2 listings', hasNotText: 'taken back' })
  await confirmed.first().getByRole('button', { name: 'Open the case of' }).click()
  await expect(page.getByRole('heading', { name: 'A pair' })).toBeVisible()
  await pressForNextCase(page, 'v')
  await goTo(page, 'History')
  await expect(rowsOf(page).first()).toContainText('Said variant of 1 pair')
}

/** The largest group has a member that does not belong to it. */
async function splitLargest(page: Page): Promise<void> {
  const largest = (await groupsLargestFirst(page)).first()
  await expect(largest).toContainText(/([4-9]|1\d) members/)
  await largest.click()
  await page.keyboard.press('w')
  const members = page.getByRole('listbox', { name: 'Members' })
  await members.press('ArrowRight')
  await members.press(' ')
  await expect(page.getByText(/^1 of \d+ selected$/)).toBeVisible()
  await page.keyboard.press('t')
  await goTo(page, 'History')
  await expect(rowsOf(page).first()).toContainText(/Split in two: 1 and \d+ listings/)
}

async function groupsLargestFirst(page: Page): Promise<Locator> {
  await goTo(page, 'Groups')
  await page.getByRole('combobox', { name: 'Order' }).click()
  await page.getByRole('option', { name: 'Largest first' }).click()
  return page.getByRole('listbox', { name: 'Groups' }).getByRole('option')
}

/** A picture of the shop, and in it the part that shows the product. */
async function searchByBox(page: Page, shop: string): Promise<void> {
  const [, line] = readFileSync(join(shop, 'listings.csv'), 'utf8').split('\n')
  const [id, , image] = line?.split(',') ?? []
  await goTo(page, 'Search')
  await page.locator('input[type=file]').setInputFiles(join(shop, image?.split('|')[0] ?? ''))
  const part = page.getByRole('application', { name: 'Part of the picture' })
  await expect(page.getByRole('list', { name: 'Hits, nearest first' })).toBeVisible()
  await drawBox(page, part)
  await expect(page.getByRole('spinbutton', { name: 'Width' })).not.toHaveValue('')
  const first = page.getByRole('list', { name: 'Hits, nearest first' }).getByRole('article').first()
  await expect(first).toContainText(id ?? '')
}

async function drawBox(page: Page, part: Locator): Promise<void> {
  const box = await part.boundingBox()
  if (box === null) throw new Error('Expected the picture to be on screen')
  await page.mouse.move(box.x + box.width * 0.08, box.y + box.height * 0.08)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.92, box.y + box.height * 0.92, { steps: 4 })
  await page.mouse.up()
}

async function exportPairs(page: Page, workbench: Workbench): Promise<string> {
  await goTo(page, 'Export')
  const button = page.getByRole('button', { name: 'Export labelled pairs' })
  return readFileSync(await workbench.takeExport(page, () => button.click()), 'utf8')
}

function rowsOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Actions' }).getByRole('listitem')
}

/** Long lists draw what is in sight, and a few rows more or less. */
async function firstOf(list: Locator): Promise<string[]> {
  await expect(list.nth(COMPARED_ROWS - 1)).not.toBeEmpty()
  return (await list.allInnerTexts()).slice(0, COMPARED_ROWS)
}

/** What a curator would look at to see that nothing is lost: counts, groups and history. */
async function standing(page: Page): Promise<Record<string, unknown>> {
  const groups = await groupsLargestFirst(page)
  await expect(groups.first()).toContainText(/([4-9]|1\d) members/)
  const counts = page.getByText(/\d+ groups · \d+ open · \d+ confirmed/)
  const found = {
    counts: await counts.textContent(),
    verdicts: await page
      .getByText(/\d+ verdicts today/)
      .first()
      .textContent(),
    groups: await firstOf(groups),
  }
  await goTo(page, 'History')
  await expect(rowsOf(page).first()).toContainText('listing')
  return {
    ...found,
    actions: await page.getByText(/\d+ actions, newest first/).textContent(),
    history: await firstOf(rowsOf(page)),
  }
}
