import type { Scorer } from '../match/scorer/scorer.ts'
import type { JobContext } from './job-context.ts'
import { loadMatchInput, type LoadedMatchInput } from './load-match-input.ts'
import { modelsInUse, pictureSpace, type ModelsInUse } from './models-in-use.ts'

export interface LoadedForMatching {
  readonly loaded: LoadedMatchInput
  readonly models: ModelsInUse
  readonly spaceId: number
  /** Cosine distance in the space up to which two pictures are copies of one. */
  readonly copyUpTo: number
}

/**
 * The catalogue as matching by the models in use sees it.
 * @param imageMarks of the scorer that is to read its distances
 */
export async function loadForMatching(
  imageMarks: Scorer['imageMarks'],
  { repositories, dataFolder }: JobContext,
): Promise<LoadedForMatching> {
  const models = await modelsInUse(repositories, dataFolder)
  const { model, spaceId } = pictureSpace(models)
  const { sameUpTo } = (models.items?.model.manifest.encoder ?? models.wholePictures.model.manifest).embedding
  const { dimension } = model.space
  const space = { id: spaceId, dimension, sameUpTo }
  const loaded = loadMatchInput(repositories, space, imageMarks)
  return { loaded, models, spaceId, copyUpTo: imageMarks.copyUpTo / loaded.input.pictures.distanceScale }
}
