import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { test } from './headless-host.ts'

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

/** Presses a key that decides the whole case and waits for the next one: keys pressed while a case closes are not taken. */
async function decide(page: Page, key: string): Promise<void> {
  const place = (): Promise<string> => page.evaluate(() => window.location.hash)
  const skip = page.getByRole('button', { name: /^Skip/ })
  await expect(skip).toBeEnabled()
  const before = await place()
  await page.keyboard.press(key)
  await expect.poll(place).not.toBe(before)
  await expect(skip).toBeEnabled()
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

  for (const key of ['Enter', 'Enter', 'Enter', 'x']) await decide(page, key)
  const skip = page.getByRole('button', { name: /^Skip/ })
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

test('a folder on this machine is chosen in the picker, imported and matched', async ({ page, host }) => {
  failOnErrors(page)
  const { generateSample } = await import('../electron/engine/sample/generate-sample.ts')
  const { renderSvg } = await import('../electron/engine/decode/render-svg.ts')
  await generateSample(join(host.home, 'shop'), renderSvg, { products: 6 })
  await page.goto(await host.start('Mine.doublet'))
  await page.getByRole('button', { name: 'Import a folder or table' }).click()
  await page.getByRole('button', { name: 'Choose a folder' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText(basename(host.home), { exact: true }).click()
  await dialog.getByText('shop', { exact: true }).click()
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Use this folder' }).click()
  await page.getByRole('button', { name: 'Start import' }).click()
  await page.keyboard.press('Control+1')
  await expect(page.getByText(/[1-9]\d* groups · [1-9]\d* open/)).toBeVisible({ timeout: 120_000 })
})

test('a folder dropped on the window is streamed in, imported and matched', async ({ page, host }) => {
  failOnErrors(page)
  const { generateSample } = await import('../electron/engine/sample/generate-sample.ts')
  const { renderSvg } = await import('../electron/engine/decode/render-svg.ts')
  await generateSample(join(host.home, 'shop'), renderSvg, { products: 6 })
  await page.goto(await host.start())
  await expect(page.getByRole('button', { name: 'New catalogue' })).toBeVisible()
  // A page cannot drop a folder on itself; the browser's own protocol can, as a hand with a mouse does.
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [join(host.home, 'shop', 'photos')], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data })
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
