import { readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { CatalogueDatabase } from './open-database.ts'

const KEEP_RECENT = 12
const KEEP_DAILY = 10
const KEEP_WEEKLY = 10
const NAME = /^catalogue-(\d{4})-(\d{2})-(\d{2})T(\d{2})-(\d{2})-(\d{2})Z\.sqlite$/

/** Copies the database as it is now (a consistent snapshot, taken without stopping writers) and drops old copies. */
export async function backUp(db: CatalogueDatabase, folder: string, now: Date): Promise<string> {
  const file = join(folder, backupName(now))
  // A crash half-way must not leave something that looks like a backup.
  await db.backup(`${file}.part`)
  renameSync(`${file}.part`, file)
  for (const name of superfluousBackups(readdirSync(folder))) rmSync(join(folder, name), { force: true })
  return file
}

export function backupName(at: Date): string {
  return `catalogue-${at.toISOString().slice(0, 19).replaceAll(':', '-')}Z.sqlite`
}

/** When the newest backup was taken, in milliseconds since 1970; null when there is none. */
export function newestBackupMs(names: readonly string[]): number | null {
  const times = names.map(backupTimeMs).filter((time) => time !== null)
  return times.length === 0 ? null : Math.max(...times)
}

/** Which of the backups named are neither among the 12 newest nor the last of one of 10 days or 10 weeks. */
export function superfluousBackups(names: readonly string[]): string[] {
  const newestFirst = names
    .flatMap((name) => {
      const timeMs = backupTimeMs(name)
      return timeMs === null ? [] : [{ name, timeMs }]
    })
    .toSorted((a, b) => b.timeMs - a.timeMs)
  const kept = new Set(newestFirst.slice(0, KEEP_RECENT).map((backup) => backup.name))
  const keepLastOf = (periodMs: number, count: number): void => {
    const periods = new Set<number>()
    for (const backup of newestFirst) {
      const period = Math.floor(backup.timeMs / periodMs)
      if (periods.has(period) || periods.size >= count) continue
      periods.add(period)
      kept.add(backup.name)
    }
  }
  const dayMs = 24 * 60 * 60 * 1000
  keepLastOf(dayMs, KEEP_DAILY)
  keepLastOf(7 * dayMs, KEEP_WEEKLY)
  return newestFirst.filter((backup) => !kept.has(backup.name)).map((backup) => backup.name)
}

function backupTimeMs(name: string): number | null {
  const parts = NAME.exec(name)
  if (parts === null) return null
  const [, year, month, day, hour, minute, second] = parts.map(Number)
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second)
}
