import { AxeBuilder } from '@axe-core/playwright'
import { type Page, expect, test } from '@playwright/test'
import { PAGES, entranceOf } from '../renderer/navigation/pages.ts'
import { formatPlace } from '../renderer/navigation/place.ts'
import { HeadlessHost, skipWelcome } from './headless-host.ts'

const THEMES = ['light', 'dark', 'contrastLight', 'contrastDark'] as const
const OTHER_LANGUAGES = ['de', 'zh-Hans'] as const

interface Shown {
  readonly language?: string
  readonly theme?: string
  readonly direction?: string
}

/** As another window of the same browser would change the settings: they show without a reload. */
async function show(
  page: Page,
  { language = 'en', theme = 'light', direction = 'language' }: Shown,
): Promise<void> {
  await page.evaluate(
    (settings) => {
      const newValue = JSON.stringify(settings)
      localStorage.setItem('doublet-settings', newValue)
      const storageArea = localStorage
      window.dispatchEvent(new StorageEvent('storage', { key: 'doublet-settings', newValue, storageArea }))
    },
    { language, theme, direction, motion: 'reduced' },
  )
  const html = page.locator('html')
  await expect(html).toHaveAttribute('lang', language)
  await expect(html).toHaveAttribute('dir', direction === 'rtl' ? 'rtl' : 'ltr')
  await expect(html).toHaveClass(theme === 'light' || theme === 'contrastLight' ? /\blight\b/ : /\bdark\b/)
}

/** @param rules only these; null: all that axe has, and the one of WCAG 2.2 AA that it leaves off by itself */
async function expectNoViolations(page: Page, where: string, rules: string[] | null = null): Promise<void> {
  const builder = new AxeBuilder({ page })
  if (rules === null) builder.options({ rules: { 'target-size': { enabled: true } } })
  else builder.withRules(rules)
  const { violations } = await builder.analyze()
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id} at ${node.target.join(' ')}`),
  )
  expect.soft(found, where).toEqual([])
}

/** All rules in light; in the other themes, where nothing but the colours is another, those of colours. */
async function expectNoViolationsInAnyTheme(page: Page, where: string): Promise<void> {
  for (const theme of THEMES) {
    await show(page, { theme })
    const rules = theme === 'light' ? null : ['color-contrast', 'link-in-text-block']
    await expectNoViolations(page, `${where}, ${theme}`, rules)
  }
  await show(page, {})
}

/** English that is neither German nor in any title of the sample. */
const ENGLISH = String.raw`\b(the|of|is|are|has|have|been|were|than|yet|nothing|every|their|its)\b`

/** What is seen or told in English; what another program or a file says in it is marked as English. */
async function expectNoEnglish(page: Page, where: string): Promise<void> {
  const found = await page.evaluate((words) => {
    const isEnglish = (text: string): boolean => new RegExp(words, 'i').test(text)
    const isShown = (element: Element): boolean =>
      element.checkVisibility() && element.closest('[lang="en"], script, style') === null
    const told = [...document.body.querySelectorAll('*')].filter(isShown).flatMap((element) => {
      const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE)
      const attributes = ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'alt']
      return [
        ...own.map((node) => node.textContent ?? ''),
        ...attributes.map((name) => element.getAttribute(name) ?? ''),
      ]
    })
    return [...new Set(told.map((text) => text.trim()).filter(isEnglish))]
  }, ENGLISH)
  expect.soft(found, where).toEqual([])
}

async function expectNoOverflow(page: Page, where: string): Promise<void> {
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect.soft(overflow, where).toBeLessThanOrEqual(0)
}

async function goTo(page: Page, hash: string): Promise<void> {
  await page.evaluate(
    (place) =>
      new Promise<void>((resolve) => {
        if (window.location.hash === place) resolve()
        // One frame later the page before is gone, and cannot be taken for the new one.
        window.addEventListener('hashchange', () => requestAnimationFrame(() => resolve()), { once: true })
        window.location.hash = place
      }),
    hash,
  )
  await expect(page.locator('main h1')).toHaveCount(1)
  await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
  await page.waitForLoadState('networkidle')
}

test.describe('every page', () => {
  const host = new HeadlessHost()
  let page: Page

  test.beforeAll(async ({ browser }) => {
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    page = await context.newPage()
    await skipWelcome(page)
    await page.goto(await host.start())
    await show(page, {})
    await page.getByRole('button', { name: 'Try the sample catalogue' }).click()
    await expect(page.getByText(/[1-9]\d* groups · [1-9]\d* open/)).toBeVisible({ timeout: 170_000 })
  })

  test.afterAll(async () => {
    await page?.context().close()
    await host.end()
  })

  // Each goes through the window's own table of pages: a new one cannot be forgotten here.

  test('has no violation in any theme or language', async () => {
    test.setTimeout(900_000)
    await page.setViewportSize({ width: 1440, height: 900 })
    for (const { view } of PAGES) {
      await goTo(page, formatPlace(entranceOf(view)))
      await expectNoViolationsInAnyTheme(page, view)
      for (const language of OTHER_LANGUAGES) {
        await show(page, { language })
        await expectNoViolations(page, `${view}, ${language}`)
      }
      await show(page, {})
    }
  })

  test('says nothing in English where another language is shown', async () => {
    test.setTimeout(600_000)
    await page.setViewportSize({ width: 1440, height: 900 })
    await show(page, {})
    await goTo(page, '#/evaluate')
    await page.getByRole('button', { name: 'Evaluate', exact: true }).click()
    await expect(page.getByRole('heading', { name: 'The groups as they stand' })).toBeVisible({
      timeout: 170_000,
    })
    for (const language of OTHER_LANGUAGES) {
      // What is shown is drawn anew in the language, as after a start with it.
      await goTo(page, '#/settings')
      await show(page, { language })
      for (const { view } of PAGES) {
        await goTo(page, formatPlace(entranceOf(view)))
        await expectNoEnglish(page, `${view}, ${language}`)
      }
    }
    await show(page, { language: 'de' })
    await expect(page.getByRole('region', { name: 'Meldungen (F8)' })).toBeAttached()
    // The second is refused by the engine, which tells why.
    await goTo(page, '#/settings')
    for (let times = 0; times < 2; times += 1) {
      await page.getByRole('button', { name: 'Beziehung hinzufügen', exact: true }).click()
      await page.getByRole('form', { name: 'Beziehung hinzufügen' }).getByRole('textbox').fill('Als Satz')
      await page.keyboard.press('Enter')
    }
    await expect(page.getByRole('alert')).toContainText('„Als Satz“ gibt es schon.')
    await expectNoEnglish(page, 'a refusal')
    await show(page, {})
  })

  test('has a title of its own in every language, and room at 200% zoom', async () => {
    // A window of 1280 x 720 at 200% zoom has this many CSS pixels.
    await page.setViewportSize({ width: 640, height: 360 })
    for (const language of ['en', ...OTHER_LANGUAGES]) {
      await show(page, { language })
      const titles = new Set<string>()
      for (const { view } of PAGES) {
        await goTo(page, formatPlace(entranceOf(view)))
        await expectNoOverflow(page, `${view}, ${language}`)
        await expect.soft(page.locator('main h1'), `${view}, ${language}`).toBeVisible()
        titles.add(await page.title())
      }
      expect.soft(titles.size, language).toBe(PAGES.length)
    }
  })

  test('is mirrored where the window is written from the right', async () => {
    await page.setViewportSize({ width: 1280, height: 800 })
    await show(page, { direction: 'rtl' })
    for (const { view } of PAGES) {
      await goTo(page, formatPlace(entranceOf(view)))
      await expectNoOverflow(page, view)
      const rail = await page.getByRole('navigation', { name: 'Views' }).boundingBox()
      const main = await page.getByRole('main').boundingBox()
      expect.soft(rail?.x, view).toBeGreaterThanOrEqual((main?.x ?? 0) + (main?.width ?? Infinity))
      const heading = await page.locator('main h1').boundingBox()
      expect.soft((heading?.x ?? 0) + (heading?.width ?? 0), view).toBeGreaterThan(640)
    }
    await show(page, {})
  })

  test('opens palette, help, tour and the dialog for keys without a violation in any theme', async () => {
    test.setTimeout(600_000)
    await page.setViewportSize({ width: 1440, height: 900 })
    await show(page, {})
    await goTo(page, '#/settings')
    const dialogs = [
      ['palette', () => page.keyboard.press('Control+k')],
      ['help', () => page.keyboard.press('?')],
      ['tour', () => page.getByRole('button', { name: 'Take the tour', exact: true }).click()],
      ['keys', () => page.getByRole('button', { name: 'Change the keys of “Undo”', exact: true }).click()],
    ] as const
    for (const [name, open] of dialogs) {
      await open()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectNoViolationsInAnyTheme(page, name)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
  })

  test('is told to a screen reader when it is gone to', async () => {
    await goTo(page, '#/groups')
    await page.getByRole('link', { name: 'History' }).click()
    await expect(page.getByRole('status').filter({ hasText: 'History' })).toBeAttached()
    await expect(page).toHaveTitle('History – Sample – Doublet')
  })
})

test('the start page and the tour have no violation in any theme or language', async ({ browser }) => {
  test.setTimeout(600_000)
  const host = new HeadlessHost()
  const context = await browser.newContext({ reducedMotion: 'reduce' })
  try {
    const page = await context.newPage()
    await page.goto(await host.start())
    await expect(page.getByRole('dialog')).toBeVisible()
    await expectNoViolationsInAnyTheme(page, 'tour')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await expectNoViolationsInAnyTheme(page, 'start')
    for (const language of OTHER_LANGUAGES) {
      await show(page, { language })
      await expectNoViolations(page, `start, ${language}`)
    }
    await show(page, { direction: 'rtl' })
    await page.setViewportSize({ width: 640, height: 360 })
    await expectNoOverflow(page, 'start, right to left, 200% zoom')
  } finally {
    await context.close()
    await host.end()
  }
})
