import type { Repositories } from './repositories.ts'
import type { MatchRun } from './run-repository.ts'

/** The run of matching whose pairs and groups count; null before the first. */
export function currentRun({ settings, runs }: Pick<Repositories, 'settings' | 'runs'>): MatchRun | null {
  const id = settings.get('current-run')
  return id === null ? null : runs.find(Number(id))
}
