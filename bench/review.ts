import { mkdirSync, readFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type CDPSession, chromium, type Locator, type Page } from '@playwright/test'
import { HeadlessHost, skipWelcome } from '../e2e/headless-host.ts'
import { chromiumLaunchOptions } from '../scripts/chromium.ts'
import { makeLargeCatalogue } from './large-catalogue.ts'
import { load } from './measured.ts'
import { observeReview, type ReviewTimes } from './observe-review.ts'
import { percentiles } from './percentiles.ts'
import { milliseconds, printTable } from './table.ts'

/**
 * A curator's hours in Chromium on the built program: so many cases confirmed by key in a catalogue of so many items,
 * the list of groups scrolled, and a board of 50 members. `npm run build`, then
 * `node bench/review.ts [--items 100000] [--cases 1000]`
 */
const { values } = parseArgs({ options: { items: { type: 'string' }, cases: { type: 'string' } } })
const ITEMS = Number(values.items ?? 100_000)
const CASES = Number(values.cases ?? 1_000)
/** Cases between two looks at the memory. */
const MEMORY_EVERY = Math.max(1, Math.floor(CASES / 10))
const SCROLL_MS = 10_000
const SCROLL_STEP_PX = 400
/** Of so many steps of the wheel one goes back. */
const TURNS_DOWN = 20
/** A frame of a 60 Hz screen that came more than half a frame late was dropped. */
const LATE_FRAME_MS = 25
/** A quick curator looks at a case at least so long; in it the next ones are made ready. */
const LOOK_MS = 400
/** Cases answered at that pace; the others at once, as fast as keys can be pressed. */
const LOOKED_AT = Math.ceil(CASES / 5)

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
  const groups = await scrollGroups(page)
  const board = await scrollBoard(page)
  await page.getByRole('link', { name: 'Groups', exact: true }).click()
  await page.getByRole('combobox', { name: 'Order' }).click()
  await page.getByRole('option', { name: 'Most worth deciding first' }).click()
  const reviewed = await reviewCases(page)
  printTable(
    `Review, ${made.items} items in ${made.groups} groups, ${made.pairs} pairs; ${cpus().length} cores, ${load()}`,
    [...reviewed, ...groups, ...board],
  )
} finally {
  await browser.close()
  await host.end()
}

async function reviewCases(page: Page): Promise<[string, string][]> {
  const session = await page.context().newCDPSession(page)
  const rows: [string, string][] = []
  await page.getByRole('link', { name: 'Review', exact: true }).click()
  await page.getByRole('heading', { name: /A pair|A group of/, level: 1 }).waitFor()
  await page.waitForLoadState('networkidle')
  for (let done = 0; done < LOOKED_AT; done += 1) {
    await page.waitForTimeout(LOOK_MS)
    await answer(page)
  }
  rows.push(
    [`cases confirmed, ${milliseconds(LOOK_MS)} after each came`, String(LOOKED_AT)],
    ...timesOf(await takeTimes(page)),
  )

  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busyBefore = await busyMs(session)
  const memory: number[] = []
  const engineMemory: number[] = []
  for (let done = 0; done < CASES - LOOKED_AT; done += 1) {
    await answer(page)
    if (done % MEMORY_EVERY === 0) {
      memory.push(await heapBytes(session))
      engineMemory.push(residentBytes(host.pid))
    }
  }
  const busy = await busyMs(session)
  const cases = CASES - LOOKED_AT
  return [
    ...rows,
    ['cases confirmed as soon as they were there', String(cases)],
    ...timesOf(await takeTimes(page)),
    ['processor time a case, window', milliseconds((busy.window - busyBefore.window) / cases)],
    ['processor time a case, engine', milliseconds((busy.engine - busyBefore.engine) / cases)],
    ['heap of the window, after collecting, along the way', memory.map(megabytes).join(', ')],
    ['memory of the engine, along the way', engineMemory.map(megabytes).join(', ')],
  ]
}

async function answer(page: Page): Promise<void> {
  const before = await page.evaluate(() => window.location.hash)
  await page.keyboard.press('Enter')
  await page.waitForFunction((hash) => window.reviewTimes.shownHash !== hash, before)
}

/** What was seen since the last look. */
function takeTimes(page: Page): Promise<Pick<ReviewTimes, 'saved' | 'drawn' | 'painted'>> {
  return page.evaluate(() => ({
    saved: window.reviewTimes.saved.splice(0),
    drawn: window.reviewTimes.drawn.splice(0),
    painted: window.reviewTimes.painted.splice(0),
  }))
}

function timesOf({
  saved,
  drawn,
  painted,
}: Pick<ReviewTimes, 'saved' | 'drawn' | 'painted'>): [string, string][] {
  return [
    ['key to saved', percentiles(saved)],
    ['key to next case drawn, pictures decoded', percentiles(drawn)],
    ['key to the frame after it', percentiles(painted)],
  ]
}

async function scrollGroups(page: Page): Promise<[string, string][]> {
  await page.getByRole('link', { name: 'Groups', exact: true }).click()
  return scrolled(page, page.getByRole('listbox', { name: 'Groups' }), 'the groups')
}

/** The largest group: fifty members, each pair of which was measured. */
async function scrollBoard(page: Page): Promise<[string, string][]> {
  await page.getByRole('link', { name: 'Groups', exact: true }).click()
  await page.getByRole('combobox', { name: 'Order' }).click()
  await page.getByRole('option', { name: 'Largest first' }).click()
  const largest = page.getByRole('listbox', { name: 'Groups' }).getByRole('option').first()
  await largest.getByText(/^\d\d members/).waitFor()
  const startedAt = performance.now()
  await largest.click()
  await page.getByRole('heading', { name: /A group of \d\d/, level: 1 }).waitFor()
  const opened = performance.now() - startedAt
  await page.keyboard.press('w')
  const board = page.getByRole('listbox', { name: 'Members' })
  const rows: [string, string][] = [
    ['members of the largest group', String(await board.getByRole('option').count())],
    ['its case opened', milliseconds(opened)],
    ...(await scrolled(page, board, 'its board')),
  ]
  await page.keyboard.press('w')
  return rows
}

async function scrolled(page: Page, list: Locator, name: string): Promise<[string, string][]> {
  await list.hover()
  const frames = page.evaluate((duration) => window.countFrames(duration), SCROLL_MS)
  const until = performance.now() + SCROLL_MS
  for (let turn = 0; performance.now() < until; turn += 1)
    await page.mouse.wheel(0, turn % TURNS_DOWN < TURNS_DOWN - 1 ? SCROLL_STEP_PX : -SCROLL_STEP_PX)
  const intervals = await frames
  const late = intervals.filter((interval) => interval > LATE_FRAME_MS).length
  return [
    [`frames while scrolling ${name}`, `${intervals.length} in ${milliseconds(SCROLL_MS)}`],
    ['frames dropped', `${late} (${((100 * late) / Math.max(1, intervals.length)).toFixed(1)} %)`],
    ['longest frame', milliseconds(Math.max(...intervals))],
  ]
}

/** Processor time of the window's main thread and of all the engine's, which a busy machine changes little; the engine's is 0 where it cannot be read. */
async function busyMs(session: CDPSession): Promise<{ window: number; engine: number }> {
  const { metrics } = await session.send('Performance.getMetrics')
  const taskSeconds = metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0
  return { window: taskSeconds * 1000, engine: processorMs(host.pid) }
}

/** Processor time of a process, in milliseconds; Linux only, 0 elsewhere. */
function processorMs(pid: number): number {
  if (process.platform !== 'linux') return 0
  // After the program's name, which is in brackets: 12 fields, then the ticks in user and in system mode, of 10 ms each.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
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
