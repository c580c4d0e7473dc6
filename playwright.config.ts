import { defineConfig } from '@playwright/test'
import type { WorkbenchKind } from './e2e/workbench.ts'
import { chromiumLaunchOptions } from './scripts/chromium.ts'

export default defineConfig<object, { kind: WorkbenchKind }>({
  testDir: 'e2e',
  outputDir: 'test-results/end-to-end',
  // Each spec has a catalogue and a server of its own; more at once than cores would only wait for one another.
  workers: 2,
  timeout: 400_000,
  expect: { timeout: 20_000 },
  reporter: process.env['PLAYWRIGHT_JSON_OUTPUT_NAME'] === undefined ? [['list']] : [['list'], ['json']],
  use: {
    browserName: 'chromium',
    launchOptions: chromiumLaunchOptions(),
    viewport: { width: 1440, height: 900 },
    trace: 'off',
    screenshot: 'only-on-failure',
  },
  // What a curator does is the same on both hosts, and so are the specs that say it.
  projects: [
    { name: 'browser', testIgnore: 'desktop.spec.ts', use: { kind: 'browser' } },
    { name: 'desktop', testMatch: ['desktop.spec.ts', 'day.spec.ts'], use: { kind: 'desktop' } },
  ],
})
