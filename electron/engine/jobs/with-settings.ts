import { SPACE_SETTING } from '../catalogue/current-spaces.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import type { SettingKey } from '../catalogue/setting-repository.ts'

/**
 * The catalogue as it would be with other settings: what is written to its settings is kept here and not in the
 * catalogue, so that a change can be tried while what counts stays as it is. Categories are those of the model that
 * would be in use.
 * @param changes null: the setting is missing
 */
export function withSettings(
  repositories: Repositories,
  changes: Iterable<readonly [SettingKey, string | null]>,
): Repositories {
  const kept = new Map<SettingKey, string | null>(changes)
  const { items } = repositories
  const settings: Repositories['settings'] = {
    get: (key) => (kept.has(key) ? (kept.get(key) ?? null) : repositories.settings.get(key)),
    set: (key, value) => {
      kept.set(key, value)
    },
    remove: (key) => {
      kept.set(key, null)
    },
  }
  const categorySpace = (): number | null => {
    const space = settings.get(SPACE_SETTING.categories)
    return space === null ? null : Number(space)
  }
  return {
    ...repositories,
    settings,
    items: {
      ...items,
      findMatchable: () => items.findMatchable(categorySpace()),
      findCategories: (ids) => items.findCategories(ids, categorySpace()),
    },
  }
}
