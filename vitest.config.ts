import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { rendererBuild } from './renderer/renderer-build.ts'
import { chromiumLaunchOptions } from './scripts/chromium.ts'
import { testPictures } from './scripts/test-pictures.ts'

/** Of what a test waits for: a machine that runs others beside it needs more than the second that is usual. */
const patience = { poll: { timeout: 20_000 } }

const projectFolder = fileURLToPath(new URL('.', import.meta.url)).replace(/[\\/]$/, '')

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{bench,electron,scripts,models,renderer}/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts'],
          // Native modules are not made to be loaded by several threads of one process.
          pool: 'forks',
          // By itself vitest leaves a core free, which of two is half of the machine.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: patience,
        },
      },
      {
        plugins: [...(rendererBuild(projectFolder).plugins ?? []), testPictures()],
        optimizeDeps: { entries: ['renderer/main.ts', 'renderer/**/*.browser.test.ts'] },
        test: {
          name: 'component',
          include: ['renderer/**/*.browser.test.ts'],
          setupFiles: ['renderer/forget-choices.test-data.ts'],
          testTimeout: 60_000,
          expect: patience,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: chromiumLaunchOptions() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
})
