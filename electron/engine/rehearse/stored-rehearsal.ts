import { z } from 'zod'
import { modelRole } from '../../contract/models.ts'
import { rehearsal } from '../../contract/rehearsal.ts'
import { currentRun } from '../catalogue/current-run.ts'
import type { Repositories } from '../catalogue/repositories.ts'

/** A rehearsal that waits for an answer, and what accepting it takes. */
const storedRehearsal = z.object({
  /** The run that counted when it was made: after another it is out of date. */
  baselineRunId: z.number().int(),
  threshold: z.number(),
  /** Version of a scorer to score by; null: the scores stay. */
  scorer: z.string().nullable(),
  /** A run that was built by another model and waits to take over; null where the change needs none. */
  waiting: z
    .object({
      runId: z.number().int(),
      pictureSpaceId: z.number().int(),
      role: modelRole,
      modelId: z.string().nullable(),
    })
    .nullable(),
  result: rehearsal,
})
export type StoredRehearsal = z.infer<typeof storedRehearsal>

/** Null where there is none, or where another run has come to count since. */
export function findRehearsal(repositories: Pick<Repositories, 'settings' | 'runs'>): StoredRehearsal | null {
  const text = repositories.settings.get('rehearsal')
  if (text === null) return null
  const stored = storedRehearsal.parse(JSON.parse(text))
  return stored.baselineRunId === currentRun(repositories)?.id ? stored : null
}

/** Takes the place of an earlier one. In the caller's transaction. */
export function saveRehearsal({ settings }: Pick<Repositories, 'settings'>, stored: StoredRehearsal): void {
  settings.set('rehearsal', JSON.stringify(stored))
}
