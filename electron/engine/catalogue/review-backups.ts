import { readdirSync } from 'node:fs'
import { backUp, newestBackupMs } from './backups.ts'
import type { Catalogue } from './open-catalogue.ts'

const BACKUP_EVERY_MS = 30 * 60 * 1000

/** Backs a catalogue up while it is reviewed: at most every half hour, one backup at a time. */
export class ReviewBackups {
  readonly #catalogue: Catalogue
  #underWay: Promise<void> | null = null

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue
  }

  /** Starts a backup if the newest is over half an hour old; the caller does not wait for it. */
  startIfDue(now: Date): void {
    if (this.#underWay !== null) return
    const newest = newestBackupMs(readdirSync(this.#catalogue.folder.backups))
    if (newest !== null && now.getTime() - newest < BACKUP_EVERY_MS) return
    this.#underWay = backUp(this.#catalogue.db, this.#catalogue.folder.backups, now)
      .then(() => undefined)
      // The verdict is on disk already; a backup that fails must not make it look as if it were not.
      .catch((error: unknown) => console.error('No backup was taken:', error))
      .finally(() => {
        this.#underWay = null
      })
  }

  /** Waits for the backup under way: the database must stay open until it is done. */
  async settle(): Promise<void> {
    await this.#underWay
  }
}
