import { say } from '../../contract/saying.ts'
import { builtInModelFolder } from './built-in-model-folder.ts'
import { type Model, ModelUnreadable, readModel, readModelFor } from './read-model.ts'
import { ModelStore } from './store/model-store.ts'

/** The built-in encoder's. */
export const BUILT_IN_ID = 'doublet-encoder'

/**
 * An installed model, or the built-in one, with every file checked.
 * @throws ModelUnreadable also when it is not installed, ModelHashMismatch
 */
export async function readChosenModel(id: string, dataFolder: string): Promise<Model> {
  if (id === BUILT_IN_ID) return readModelFor(builtInModelFolder(), 'embed-pictures')
  const stored = await new ModelStore(dataFolder).find(id)
  if (stored === null) throw new ModelUnreadable(id, say('notInstalledHere', {}))
  return readModel(stored.folder)
}
