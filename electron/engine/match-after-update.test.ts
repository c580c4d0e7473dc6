import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { EngineFixture } from './engine-fixture.ts'

let fixture: EngineFixture
beforeEach(async () => {
  fixture = new EngineFixture()
  await fixture.client.catalogue.create({ path: fixture.cataloguePath })
})
afterEach(() => fixture.end())

/** Does something to the catalogue's file between two starts of the program. */
async function whileClosed<Answer>(act: (db: Database.Database) => Answer): Promise<Answer> {
  await fixture.client.catalogue.close()
  const db = new Database(join(fixture.cataloguePath, 'catalogue.sqlite'))
  try {
    return act(db)
  } finally {
    db.close()
    await fixture.restart()
  }
}

/** Pairs of the latest run with a distance of their pictures. */
function comparedByPicture(db: Database.Database): number {
  const row = db
    .prepare<[], { pairs: number }>(
      "SELECT count(*) AS pairs FROM pair WHERE evidence ->> '$[2]' IS NOT NULL AND run_id = (SELECT max(id) FROM match_run)",
    )
    .get()
  return row?.pairs ?? 0
}

it('a catalogue that an earlier encoder described is described anew before it is matched', async () => {
  const { folder, table } = await fixture.drawSample(4)
  await fixture.finish(() => fixture.client.sources.import({ folder, table }), 'match')
  const before = await whileClosed((db) => {
    db.prepare("UPDATE space SET model_version = '0' WHERE model_id = 'doublet-encoder'").run()
    return comparedByPicture(db)
  })
  expect(before).toBeGreaterThan(0)
  const job = await fixture.finish(() => fixture.client.jobs.startMatch({}), 'match')
  expect(job.status).toBe('done')
  expect(await whileClosed(comparedByPicture)).toBe(before)
})
