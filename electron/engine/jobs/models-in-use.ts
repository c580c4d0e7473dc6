import type { ModelRole } from '../../contract/models.ts'
import { say } from '../../contract/saying.ts'
import { SPACE_SETTING } from '../catalogue/current-spaces.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import { MODEL_SETTING } from '../models/model-roles.ts'
import { builtInModelFolder } from '../models/built-in-model-folder.ts'
import { readChosenModel } from '../models/read-chosen-model.ts'
import { isFor, type Model, ModelUnreadable, readModelFor } from '../models/read-model.ts'
import { sayRole, sayTask } from '../models/say-role.ts'

/** A model, checked, and the id of its space in the catalogue. */
export interface ModelInUse<AnyModel extends Model = Model> {
  readonly model: AnyModel
  readonly spaceId: number
}

export interface ModelsInUse {
  /** Describes whole pictures, also while another model finds items in them. */
  readonly wholePictures: ModelInUse<Model<'embed-pictures'>>
  /** Finds items in pictures and describes each; null when whole pictures are compared. */
  readonly items: ModelInUse<Model<'find-items'>> | null
  readonly titles: ModelInUse<Model<'embed-titles'>> | null
  readonly categories: ModelInUse<Model<'classify-items'>> | null
}

/**
 * Reads the models that the catalogue's settings name. Their spaces are written down, but come into use only when the
 * catalogue is described in them: until then the ones before stay.
 * @throws ModelUnreadable when one is not installed (any more), ModelHashMismatch
 */
export async function modelsInUse(repositories: Repositories, dataFolder: string): Promise<ModelsInUse> {
  const chosen = async (role: ModelRole): Promise<Model | null> => {
    const id = repositories.settings.get(MODEL_SETTING[role])
    return id === null ? null : readChosenModel(id, dataFolder)
  }
  const pictures = (await chosen('pictures')) ?? (await readModelFor(builtInModelFolder(), 'embed-pictures'))
  const whole = isFor(pictures, 'embed-pictures')
    ? pictures
    : await readModelFor(builtInModelFolder(), 'embed-pictures')
  const items = isFor(pictures, 'find-items') ? pictures : null
  const titles = await chosen('titles')
  const categories = await chosen('categories')
  if (titles !== null && !isFor(titles, 'embed-titles')) throw notFor(titles, 'titles')
  if (categories !== null && !isFor(categories, 'classify-items')) throw notFor(categories, 'categories')
  return repositories.transaction(() => {
    const inUse = <AnyModel extends Model>(model: AnyModel): ModelInUse<AnyModel> => ({
      model,
      spaceId: repositories.spaces.save({ ...model.space, version: String(model.space.version) }),
    })
    return {
      wholePictures: inUse(whole),
      items: items === null ? null : inUse(items),
      titles: titles === null ? null : inUse(titles),
      categories: categories === null ? null : inUse(categories),
    }
  })
}

/** The space in which pictures, or the items in them, are compared. */
export function pictureSpace({ items, wholePictures }: ModelsInUse): ModelInUse {
  return items ?? wholePictures
}

/** From here on pictures are compared and shown in the models' space. In the caller's transaction. */
export function usePictureSpace(models: ModelsInUse, { settings }: Repositories): void {
  settings.set(SPACE_SETTING.pictures, String(pictureSpace(models).spaceId))
}

/** From here on titles and categories are those of the models' spaces. In the caller's transaction. */
export function useTextSpaces(models: ModelsInUse, { settings }: Repositories): void {
  for (const role of ['titles', 'categories'] as const) {
    const spaceId = models[role]?.spaceId
    if (spaceId === undefined) settings.remove(SPACE_SETTING[role])
    else settings.set(SPACE_SETTING[role], String(spaceId))
  }
}

function notFor({ folder, manifest }: Model, role: ModelRole): ModelUnreadable {
  return new ModelUnreadable(
    folder,
    say('isForOtherTask', { task: sayTask(manifest.task), needed: sayRole(role) }),
  )
}
