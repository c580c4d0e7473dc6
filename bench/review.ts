import { mkdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type CDPSession, chromium, type Page } from '@playwright/test'
import { HeadlessHost, skipWelcome } from '../e2e/headless-host.ts'
import { chromiumLaunchOptions } from '../scripts/chromium.ts'
import { makeLargeCatalogue } from './large-catalogue.ts'
import { load } from './measured.ts'
import { observeReview, type ReviewTimes } from './observe-review.ts'
import { milliseconds, printTable } from './table.ts'

/**
 * A curator's hours in Chromium on the built program: so many cases confirmed by key in a catalogue of so many items,
 * and the list of groups scrolled. `npm run build`, then `node bench/review.ts [--items 100000] [--cases 1000]`
 */
const { values } = parseArgs({ options: { items: { type: 'string' }, cases: { type: 'string' } } })
const ITEMS = Number(values.items ?? 100_000)
const CASES = Number(values.cases ?? 1_000)
/** Cases between two looks at the memory. */
const MEMORY_EVERY = Math.max(1, Math.floor(CASES / 10))
const SCROLL_MS = 10_000
/** A frame of a 60 Hz screen that came more than half a frame late was dropped. */
const LATE_FRAME_MS = 25

const host = new HeadlessHost()
const browser = await chromium.launch(chromiumLaunchOptions())
try {
  mkdirSync(join(host.home, 'data'), { recursive: true })
  const made = await makeLargeCatalogue(
    { path: join(host.home, 'Large.doublet'), dataFolder: join(host.home, 'data') },
    ITEMS,
  )
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  await skipWelcome(page)
  await page.addInitScript(observeReview)
  await page.goto(await host.start('Large.doublet'))
  await page.getByRole('button', { name: 'Review what is next' }).waitFor({ timeout: 120_000 })
  const scrolled = await scrollGroups(page)
  const reviewed = await reviewCases(page)
  printTable(
    `Review, ${made.items} items in ${made.groups} groups, ${made.pairs} pairs; ${cpus().length} cores, ${load()}`,
    [...reviewed, ...scrolled],
  )
} finally {
  await browser.close()
  await host.end()
}

async function reviewCases(page: Page): Promise<[string, string][]> {
  const session = await page.context().newCDPSession(page)
  await page.getByRole('link', { name: 'Review', exact: true }).click()
  await page.getByRole('heading', { name: /A pair|A group of/, level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  const memory: number[] = []
  const engineMemory: number[] = []
  for (let done = 0; done < CASES; done += 1) {
    const before = await page.evaluate(() => window.location.hash)
    await page.keyboard.press('Enter')
    await page.waitForFunction((hash) => window.reviewTimes.shownHash !== hash, before)
    if (done % MEMORY_EVERY === 0) {
      memory.push(await heapBytes(session))
      engineMemory.push(residentBytes(host.pid))
    }
  }
  const times: ReviewTimes = await page.evaluate(() => window.reviewTimes)
  return [
    ['cases confirmed', String(times.painted.length)],
    ['key to saved', percentiles(times.saved)],
    ['key to next case painted, pictures decoded', percentiles(times.painted)],
    ['heap of the window, after collecting, along the way', memory.map(megabytes).join(', ')],
    ['memory of the engine, along the way', engineMemory.map(megabytes).join(', ')],
  ]
}

async function scrollGroups(page: Page): Promise<[string, string][]> {
  await page.getByRole('link', { name: 'Groups', exact: true }).click()
  await page.getByRole('list', { name: 'Groups' }).hover()
  const frames = page.evaluate((duration) => window.countFrames(duration), SCROLL_MS)
  const until = performance.now() + SCROLL_MS
  while (performance.now() < until) await page.mouse.wheel(0, 400)
  const intervals = await frames
  const late = intervals.filter((interval) => interval > LATE_FRAME_MS).length
  return [
    ['frames while scrolling the groups', `${intervals.length} in ${milliseconds(SCROLL_MS)}`],
    ['frames dropped', `${late} (${((100 * late) / Math.max(1, intervals.length)).toFixed(1)} %)`],
    ['longest frame', milliseconds(Math.max(...intervals))],
  ]
}

/** What is still held once all that nobody uses is gone. */
async function heapBytes(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize
}

/** Resident set of a process, in bytes; Linux only, 0 elsewhere. */
function residentBytes(pid: number): number {
  if (process.platform !== 'linux') return 0
  const pages = readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]
  return Number(pages) * 4096
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`
}

function percentiles(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number): string =>
    milliseconds(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}, longest ${at(1)}`
}
