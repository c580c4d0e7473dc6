import { say } from '../../contract/saying.ts'
import type { StoredSpace } from '../catalogue/space-repository.ts'
import { readChosenModel } from '../models/read-chosen-model.ts'
import { type Model, ModelUnreadable } from '../models/read-model.ts'

/**
 * The installed model that a space was described by, every file checked.
 * @throws ModelUnreadable also when the model was installed anew since, in another version; ModelHashMismatch
 */
export async function modelOfSpace(space: StoredSpace, dataFolder: string): Promise<Model> {
  const model = await readChosenModel(space.modelId, dataFolder)
  const { version, preprocessing, dimension } = model.space
  if (
    String(version) !== space.version ||
    preprocessing !== space.preprocessing ||
    dimension !== space.dimension
  )
    throw new ModelUnreadable(model.folder, say('describedByOther', {}))
  return model
}
