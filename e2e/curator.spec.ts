import { cpSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { test } from './headless-host.ts'
import { dropFolder, pressForNextCase } from './workbench.ts'

/** Every page in both themes has a name for every control, enough contrast and no other violation that axe knows. */
async function expectAccessible(page: Page): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    expect(violations.map(({ id, nodes }) => `${theme}: ${id} at ${nodes[0]?.target.join(' ')}`)).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

function failOnErrors(page: Page): void {
  page.on('pageerror', (error) => {
    throw error
  })
}

/** Three groups confirmed, one rejected and taken back, as the first day's spec leaves them. */
async function expectHistory(page: Page): Promise<void> {
  const rows = page.getByRole('main').getByRole('listitem')
  await expect(rows.filter({ hasText: /Confirmed \d+ listings as the same product/ })).toHaveCount(3)
  await expect(rows.filter({ hasText: 'taken back' })).toHaveCount(1)
}

test('a curator’s first day: the sample, review by keyboard, undo, export, and all as it was after a restart', async ({
  page,
  host,
}) => {
  failOnErrors(page)
  await page.goto(await host.start())
  await expect(page.getByText('Drop in a folder of product photos')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Try the sample catalogue' }).click()
  await expect(page.getByText(/Drawing the sample/)).toBeVisible()
  await expect(page.getByText(/[1-9]\d* groups · [1-9]\d* open · 0 confirmed/)).toBeVisible({
    timeout: 150_000,
  })
  await expectAccessible(page)

  await page.keyboard.press('Control+2')
  await expect(page.getByRole('heading', { name: /A pair|A group of/ })).toBeVisible()
  await expect(page.getByText('Evidence', { exact: true })).toBeVisible()
  await expectAccessible(page)

  for (const key of ['Enter', 'Enter', 'Enter', 'x']) await pressForNextCase(page, key)
  const skip = page.getByRole('button', { name: 'Skip', exact: true })
  for (const key of ['z', 'z', 'Control+Shift+z']) {
    await page.keyboard.press(key)
    await expect(page.getByText('Saved', { exact: true })).toBeVisible()
    await expect(skip).toBeEnabled()
  }
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await page.keyboard.press('Escape')

  await page.keyboard.press('Control+5')
  await expectHistory(page)
  await expectAccessible(page)
  await page.keyboard.press('Control+3')
  await expect(page.getByText('Drop a folder or a table anywhere in this window')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Control+4')
  await expect(page.getByText('No problems')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Control+6')
  await expect(page.getByRole('heading', { name: 'Known models' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Control+7')
  await page.getByRole('searchbox', { name: 'Words to search by' }).fill('granola')
  const hits = page.getByRole('list', { name: 'Hits, nearest first' })
  await expect(hits.getByText(/granola/i).first()).toBeVisible()
  await expectAccessible(page)
  await hits
    .getByRole('button', { name: /^Find others like this/ })
    .first()
    .click()
  await expect(page.getByRole('img', { name: /^Searched by/ })).toBeVisible()
  await expect(hits.getByText('Picture').first()).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Control+8')
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'The groups as they stand' })).toBeVisible({
    timeout: 60_000,
  })
  await expectAccessible(page)

  await page.keyboard.press('Control+e')
  await expect(page.getByRole('heading', { name: 'The first' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Export labelled pairs' }).click()
  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: /download/i }).click()
  const csv = readFileSync(await (await download).path(), 'utf8')
    .trim()
    .split('\n')
  expect(csv[0]).toContain('id_a,id_b,image_a,image_b,sha256_a,sha256_b,relation,same_product,score')
  expect(csv.length).toBeGreaterThan(3)

  await host.stop('SIGKILL')
  await page.goto(await host.start('Sample.doublet'))
  await page.getByRole('link', { name: 'History' }).click()
  await expectHistory(page)
})

/** A few products of the sample in a folder of the host's home. */
async function drawShop(home: string): Promise<void> {
  const { generateSample } = await import('../electron/engine/sample/generate-sample.ts')
  const { renderSvg } = await import('../electron/engine/decode/render-svg.ts')
  await generateSample(join(home, 'shop'), renderSvg, { products: 6 })
}

/** Chooses a folder of the host's home in the open picker. */
async function pickFolder(page: Page, home: string, folder: string): Promise<void> {
  const dialog = page.getByRole('dialog')
  await dialog.getByText(basename(home), { exact: true }).click()
  await dialog.getByText(folder, { exact: true }).click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Use this folder' }).click()
}

/** Imports the shop that was drawn and waits until it is matched. */
async function importShop(page: Page, home: string): Promise<void> {
  await page.getByRole('button', { name: 'Import a folder or table' }).click()
  await page.getByRole('button', { name: 'Choose a folder' }).click()
  await pickFolder(page, home, 'shop')
  await page.getByRole('button', { name: 'Start import' }).click()
  await page.keyboard.press('Control+1')
  await expect(page.getByText(/[1-9]\d* groups · [1-9]\d* open/)).toBeVisible({ timeout: 120_000 })
}

test('a folder on this machine is chosen in the picker, imported and matched', async ({ page, host }) => {
  failOnErrors(page)
  await drawShop(host.home)
  await page.goto(await host.start('Mine.doublet'))
  await importShop(page, host.home)
})

test('a model is imported, used and seen', async ({ page, host }) => {
  failOnErrors(page)
  await drawShop(host.home)
  // Random weights of the published layout: what it finds means nothing, but everything on the way is real.
  cpSync(join(import.meta.dirname, '..', 'models', 'reference', 'fashion'), join(host.home, 'fashion'), {
    recursive: true,
  })
  await page.goto(await host.start('Mine.doublet'))
  await importShop(page, host.home)

  await page.keyboard.press('Control+6')
  await expect(page.getByRole('heading', { name: 'Models', level: 1 })).toBeVisible()
  const inUse = page.getByRole('region', { name: 'In use in this catalogue' })
  await expect(inUse.getByText('None. Titles are compared by their words only.')).toBeVisible()
  await page.getByRole('button', { name: 'Choose folder' }).click()
  await pickFolder(page, host.home, 'fashion')
  await expect(page.getByLabel('Folder or repository')).toHaveValue(join(host.home, 'fashion'))
  await page.getByRole('button', { name: 'Import model', exact: true }).click()

  const terms = page.getByRole('dialog', { name: 'Terms of this model' })
  await expect(terms.getByRole('button', { name: 'Accept' })).toBeDisabled()
  await expectAccessible(page)
  await terms.getByRole('checkbox', { name: 'I have read and accept these terms' }).focus()
  await page.keyboard.press('Space')
  await terms.getByRole('button', { name: 'Accept' }).click()
  const installed = page.getByRole('region', { name: 'Installed' })
  const useIt = installed.getByRole('button', { name: /^Use for pictures: Fashion/ })
  await expect(useIt).toBeVisible()
  await expect(installed.getByText(/terms accepted by/)).toBeVisible()
  await expect(page.getByRole('contentinfo').getByText(/is installed as fashion/)).toBeVisible()

  await useIt.click()
  const cost = page.getByRole('dialog', { name: /^Use Fashion/ })
  await expect(
    cost.getByText(/[1-9]\d* pictures to describe, about .*; 0 are described already/),
  ).toBeVisible()
  await expectAccessible(page)
  await cost.getByRole('button', { name: 'Use for pictures' }).click()
  await expect(page.getByRole('contentinfo').getByText('Matching finished')).toBeVisible({ timeout: 120_000 })
  await expect(inUse.getByText('Fashion search')).toBeVisible()
  await expect(installed.getByText('In use for pictures')).toHaveCount(1)
  await expectAccessible(page)

  await page.keyboard.press('Control+2')
  await expect(page.getByRole('list', { name: 'Boxes in this picture' }).first()).toBeAttached()
  await expectAccessible(page)
})

test('a folder dropped on the window is streamed in, imported and matched', async ({ page, host }) => {
  failOnErrors(page)
  await drawShop(host.home)
  await page.goto(await host.start())
  await expect(page.getByRole('button', { name: 'New catalogue' })).toBeVisible()
  await dropFolder(page, join(host.home, 'shop', 'photos'))
  await page.getByRole('link', { name: 'Groups' }).click()
  await expect(page.getByText(/[1-9]\d* groups · [1-9]\d* open/)).toBeVisible({ timeout: 120_000 })
})

test('a link works once, and without a session nothing is served', async ({ page, host, request }) => {
  const url = await host.start()
  await page.goto(url)
  const { origin } = new URL(url)
  expect((await request.get(url)).status()).toBe(401)
  expect((await request.get(`${origin}/images/${'0'.repeat(64)}/full`)).status()).toBe(401)
})

test('is readable and operable at 200% zoom', async ({ page, host }) => {
  // A window of 1440 x 900 at 200% zoom has this many CSS pixels.
  await page.setViewportSize({ width: 720, height: 450 })
  await page.goto(await host.start())
  await expect(page.getByRole('button', { name: 'Try the sample catalogue' })).toBeVisible()
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
})
