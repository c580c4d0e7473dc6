import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { DesktopHost, desktopObstacle } from './desktop-host.ts'
import { HeadlessHost, skipWelcome, test as base } from './headless-host.ts'

/** Where a curator works: the window on the desktop, or the same window in a browser. */
export type WorkbenchKind = 'browser' | 'desktop'

/** The built program as a curator has it, whichever host it runs on; its data lie in a home of its own. */
export interface Workbench {
  readonly home: string
  /** Starts the program and answers with its window, as somebody finds it who has seen the tour. */
  open(): Promise<Page>
  /** Ends it as a power cut would: nothing is told, nothing is waited for. */
  kill(): Promise<void>
  /**
   * Presses what exports a file, and takes the file where the host puts it.
   * @returns its path
   */
  takeExport(page: Page, press: () => Promise<void>): Promise<string>
  end(): Promise<void>
}

function browserWorkbench(page: Page): Workbench {
  const host = new HeadlessHost()
  return {
    home: host.home,
    async open() {
      await page.goto(await host.start())
      return page
    },
    kill: () => host.stop('SIGKILL'),
    async takeExport(window, press) {
      await press()
      const download = window.waitForEvent('download')
      await window.getByRole('link', { name: /download/i }).click()
      return (await download).path()
    },
    end: () => host.end(),
  }
}

function desktopWorkbench(): Workbench {
  const host = new DesktopHost()
  return {
    home: host.home,
    async open() {
      const page = await host.start()
      await skipWelcome(page)
      await page.reload()
      return page
    },
    kill: () => host.kill(),
    async takeExport(window, press) {
      const path = join(host.home, 'exported.csv')
      // The system's own dialog is out of a test's reach: it answers as if this file had been chosen.
      await host.application.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = async () => ({ canceled: false, filePath })
      }, path)
      await press()
      await window.getByText(path).waitFor()
      return path
    },
    end: () => host.end(),
  }
}

/** Drops a folder on the window: a page cannot do that to itself, the browser's own protocol can, as a hand with a mouse. */
export async function dropFolder(page: Page, folder: string): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [folder], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data })
  await session.detach()
}

/** Presses a key that ends with another case on screen; keys pressed while a case closes are not taken. */
export async function pressForNextCase(page: Page, key: string): Promise<void> {
  const place = (): Promise<string> => page.evaluate(() => window.location.hash)
  const skip = page.getByRole('button', { name: 'Skip', exact: true })
  await expect(skip).toBeEnabled()
  const before = await place()
  await page.keyboard.press(key)
  await expect.poll(place).not.toBe(before)
  await expect(skip).toBeEnabled()
}

/** Playwright's test with a workbench of its own, on the host that the project of playwright.config.ts names. */
export const test = base.extend<{ workbench: Workbench }, { kind: WorkbenchKind }>({
  kind: ['browser', { option: true, scope: 'worker' }],
  workbench: async ({ kind, page }, use, info) => {
    if (kind === 'desktop' && desktopObstacle !== null) {
      // Reporters leave the reason of a skipped test out.
      console.log(`Skipped on the desktop: “${info.title}”, because ${desktopObstacle}`)
      info.skip(true, desktopObstacle)
    }
    const workbench = kind === 'desktop' ? desktopWorkbench() : browserWorkbench(page)
    await use(workbench)
    await workbench.end()
  },
})
