import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { HeadlessHost, skipWelcome } from '../e2e/headless-host.ts'
import { chromiumLaunchOptions } from './chromium.ts'

/** Takes the pictures of README.md: every page on the sample catalogue, light and dark. `npm run screenshots` */
const FOLDER = join(import.meta.dirname, '..', 'docs', 'screenshots')
const SIZE = { width: 1440, height: 900 }

mkdirSync(FOLDER, { recursive: true })
const host = new HeadlessHost()
const browser = await chromium.launch(chromiumLaunchOptions())
try {
  const page = await browser.newPage({ viewport: SIZE, reducedMotion: 'reduce' })
  await skipWelcome(page)
  await page.goto(await host.start())
  await page.getByRole('button', { name: 'Try the sample catalogue' }).waitFor()
  await take(page, 'start')
  await page.getByRole('button', { name: 'Try the sample catalogue' }).click()
  await page.getByText(/[1-9]\d* groups · [1-9]\d* open/).waitFor({ timeout: 180_000 })
  await page.getByRole('button', { name: 'Review what is next' }).waitFor()
  await page.waitForLoadState('networkidle')
  await take(page, 'groups')
  await open(page, 'Review', /A pair|A group of/)
  await page.keyboard.press('Enter')
  await page.getByText(/[1-9]\d* verdicts? today/).waitFor()
  await page.waitForLoadState('networkidle')
  await take(page, 'review')
  await page.keyboard.press('h')
  await page.getByText('Comparing the pictures').waitFor({ state: 'hidden' })
  await page
    .getByText(/of what both show differs|Nothing differs|Not aligned/)
    .first()
    .waitFor()
  await take(page, 'difference')
  await page.keyboard.press('q')
  await takeBoard(page)
  for (const [name, heading] of [
    ['Import', 'Import'],
    ['Problems', 'Problems'],
    ['History', 'History'],
    ['Models', 'Models'],
    ['Export', 'Export'],
    ['Overview', 'Overview'],
    ['Rules', 'Rules'],
  ] as const) {
    await open(page, name, heading)
    if (name === 'Models') await page.getByRole('heading', { name: 'Known models' }).waitFor()
    if (name === 'Overview') await page.getByRole('img', { name: 'Scores of the candidate pairs' }).waitFor()
    if (name === 'Export')
      await page.getByText('Looking at what there is to export').waitFor({ state: 'hidden' })
    if (name === 'Rules') await page.getByText('Pairs that meet it').waitFor()
    await take(page, name.toLowerCase())
  }
  await page.goto(`${new URL(page.url()).origin}/#/settings`)
  await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  await take(page, 'settings')
  await open(page, 'Evaluate', 'Evaluate')
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click()
  await page.getByRole('heading', { name: 'The groups as they stand' }).waitFor({ timeout: 180_000 })
  await take(page, 'evaluate')
  // By the picture and the title of a listing in the worst error, as a curator comes to it.
  await page.getByRole('region', { name: 'Different products' }).getByRole('link').first().click()
  await page.getByRole('heading', { name: 'A pair' }).waitFor()
  await page.keyboard.press('l')
  await page.getByRole('list', { name: 'Hits, nearest first' }).waitFor()
  await page.waitForLoadState('networkidle')
  await take(page, 'search')
} finally {
  await browser.close()
  await host.end()
}

/** The first group of more than two that is next, on its board. */
async function takeBoard(page: Page): Promise<void> {
  while (!(await page.getByRole('heading', { name: 'A group of' }).isVisible())) {
    const before = page.url()
    await page.keyboard.press('k')
    await page.waitForURL((url) => url.href !== before)
    await page.waitForLoadState('networkidle')
  }
  await page.keyboard.press('w')
  await page.waitForLoadState('networkidle')
  await take(page, 'board')
  await page.keyboard.press('w')
}

async function open(page: Page, name: string, heading: string | RegExp): Promise<void> {
  await page.getByRole('link', { name }).click()
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
}

async function take(page: Page, name: string): Promise<void> {
  // Loaded is not yet shown: pictures are decoded off the thread that paints.
  await page.evaluate(() => Promise.all(Array.from(document.images, (image) => image.decode())))
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    await page.screenshot({ path: join(FOLDER, `${name}-${theme}.png`), animations: 'disabled' })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}
