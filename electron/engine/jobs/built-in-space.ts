import type { Repositories } from '../catalogue/repositories.ts'
import { builtInModelFolder } from '../models/built-in-model-folder.ts'
import { readModel, type Model } from '../models/read-model.ts'

/** The built-in encoder, checked, and the id of its space in the catalogue. */
export async function builtInSpace(repositories: Repositories): Promise<{ model: Model; spaceId: number }> {
  const model = await readModel(builtInModelFolder())
  const spaceId = repositories.pictures.saveSpace({ ...model.space, version: String(model.space.version) })
  return { model, spaceId }
}
