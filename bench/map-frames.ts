import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { build } from 'vite'
import { chromiumLaunchOptions } from '../scripts/chromium.ts'
import { load } from './measured.ts'
import { percentiles } from './percentiles.ts'
import { printTable } from './table.ts'

/**
 * How long the window takes for a frame of the map, and to find what lies under the pointer and in a lasso, with 100,000
 * points in Chromium. `node bench/map-frames.ts [POINTS]`
 */
const POINTS = Number(process.argv[2] ?? 100_000)
const FRAMES = 300
const FRAME_BUDGET_MS = 1000 / 60

interface Measured {
  readonly graphics: string
  readonly draws: readonly number[]
  readonly intervals: readonly number[]
  readonly hovers: readonly number[]
  readonly indexed: number
  readonly lassoed: number
  readonly inLasso: number
}

const folder = mkdtempSync(join(tmpdir(), 'doublet-map-frames-'))
await build({
  configFile: false,
  logLevel: 'error',
  build: {
    outDir: folder,
    lib: {
      entry: join(import.meta.dirname, 'map-frames.page.ts'),
      formats: ['iife'],
      name: 'mapFrames',
      fileName: () => 'page.js',
    },
  },
})
const options = chromiumLaunchOptions()
// Where there is no graphics card, the processor draws: slower than any card does.
const browser = await chromium.launch({
  ...options,
  args: [...options.args, '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
})
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.addScriptTag({ content: readFileSync(join(folder, 'page.js'), 'utf8') })
  const found: Measured = await page.evaluate(
    `mapFrames.measureMap(${JSON.stringify({ points: POINTS, frames: FRAMES })})`,
  )
  const dropped = found.intervals.filter((interval) => interval > FRAME_BUDGET_MS * 1.5).length
  printTable(`The map with ${POINTS} points, 1280 x 800, ${found.graphics}; ${load()}`, [
    ['frames a second while it is moved and zoomed', (1000 / mean(found.intervals)).toFixed(1)],
    ['time from frame to frame', percentiles(found.intervals)],
    [`frames that came late, of ${FRAMES}`, String(dropped)],
    ["the window's own part of a frame", percentiles(found.draws)],
    ['finding what is under the pointer', percentiles(found.hovers)],
    ['index of the places built', `${found.indexed.toFixed(1)} ms`],
    [`lasso around ${found.inLasso} points`, `${found.lassoed.toFixed(1)} ms`],
  ])
} finally {
  await browser.close()
  rmSync(folder, { recursive: true, force: true })
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
