import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ElectronApplication, type Page, _electron, expect, test } from '@playwright/test'
import { currentSurroundings, hasDisplay } from '../electron/hosts/surroundings.ts'
import { findElectronBinary } from '../scripts/electron-binary.ts'

const projectFolder = fileURLToPath(new URL('..', import.meta.url))
const binary = findElectronBinary(projectFolder, process.env)
const obstacle = findObstacle()
// Reporters leave the reason of a skipped test out.
if (obstacle !== null) console.log(`Skipped: the desktop window, because ${obstacle}`)

test.describe('the desktop window', () => {
  test.skip(obstacle !== null, obstacle ?? '')

  let application: ElectronApplication
  let page: Page

  test.beforeAll(async () => {
    application = await _electron.launch({
      executablePath: binary ?? '',
      args: [projectFolder],
      env: { ...definedEnvironment(), DOUBLET_DATA_FOLDER: mkdtempSync(join(tmpdir(), 'doublet-desktop-')) },
    })
    page = await application.firstWindow()
    await page.getByRole('button', { name: 'Skip' }).click()
  })

  test.afterAll(async () => {
    await application?.close()
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
    expect(application.windows()).toHaveLength(1)
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

function findObstacle(): string | null {
  const surroundings = currentSurroundings()
  if (binary === null) return "Electron's binary was not fetched (node_modules/electron/path.txt is missing)"
  if (!hasDisplay(surroundings)) return 'there is no display'
  const isRoot = surroundings.platform === 'linux' && surroundings.userId === 0
  return isRoot ? 'Electron does not run as root with its sandbox' : null
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}
