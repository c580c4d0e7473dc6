import { SPACE_SETTING } from '../../catalogue/current-spaces.ts'
import type { Repositories } from '../../catalogue/repositories.ts'
import type { MatchInput } from '../../match/match-input.ts'

/** What the text model in use makes of some items' titles, row by row; null without such a model. */
export function loadMeanings(repositories: Repositories, items: Uint32Array): MatchInput['meanings'] {
  const space = repositories.spaces.findById(Number(repositories.settings.get(SPACE_SETTING.titles) ?? 0))
  if (space === null) return null
  const { id, dimension } = space
  return { vectors: repositories.titleEmbeddings.load(id, items, dimension), dimension }
}
