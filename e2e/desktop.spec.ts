import { type Page, expect, test } from '@playwright/test'
import { DesktopHost, desktopObstacle } from './desktop-host.ts'

// Reporters leave the reason of a skipped test out.
if (desktopObstacle !== null) console.log(`Skipped: the desktop window, because ${desktopObstacle}`)

test.describe('the desktop window', () => {
  test.skip(desktopObstacle !== null, desktopObstacle ?? '')

  let host: DesktopHost
  let page: Page

  test.beforeAll(async () => {
    host = new DesktopHost()
    page = await host.start()
    await page.getByRole('button', { name: 'Skip' }).click()
  })

  test.afterAll(async () => {
    await host?.end()
  })

  test('opens on its own origin, with the host bridge and nothing of Node', async () => {
    await expect(page).toHaveURL(/^app:\/\/doublet\//)
    const globals = await page.evaluate(() => ({
      bridge: 'doublet' in window,
      require: 'require' in window,
      process: 'process' in window,
    }))
    expect(globals).toEqual({ bridge: true, require: false, process: false })
  })

  test('reaches the engine in its own process', async () => {
    await expect(page.getByRole('button', { name: /sample/i })).toBeVisible()
  })

  test('leaves its page for no other, and opens no second window', async () => {
    await page.evaluate(() => {
      window.open('https://example.com/')
      window.location.href = 'https://example.com/'
    })
    await expect(page).toHaveURL(/^app:\/\/doublet\//)
    expect(host.application.windows()).toHaveLength(1)
  })

  test('has no network', async () => {
    const failed = await page.evaluate(() =>
      fetch('https://example.com/').then(
        () => false,
        () => true,
      ),
    )
    expect(failed).toBe(true)
  })
})
