import type { Repositories } from '../catalogue/repositories.ts'
import type { SettingKey } from '../catalogue/setting-repository.ts'

/**
 * The catalogue as it would be with other settings: what is written to its settings is kept here and not in the
 * catalogue, so that a change can be tried while what counts stays as it is.
 * @param changes null: the setting is missing
 */
export function withSettings(
  repositories: Repositories,
  changes: Iterable<readonly [SettingKey, string | null]>,
): Repositories {
  const kept = new Map<SettingKey, string | null>(changes)
  return {
    ...repositories,
    settings: {
      get: (key) => (kept.has(key) ? (kept.get(key) ?? null) : repositories.settings.get(key)),
      set: (key, value) => {
        kept.set(key, value)
      },
      remove: (key) => {
        kept.set(key, null)
      },
    },
  }
}
