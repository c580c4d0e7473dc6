import { SPACE_SETTING } from '../catalogue/current-spaces.ts'
import { classifyItems } from './classify-items.ts'
import { describeGivenBoxes } from './describe-given-boxes.ts'
import { describePending } from './describe-pending.ts'
import { embedTitles } from './embed-titles.ts'
import { findItemsInPictures } from './find-items-in-pictures.ts'
import type { JobContext } from './job-context.ts'
import { modelsInUse, pictureSpace, usePictureSpace, useTextSpaces } from './models-in-use.ts'

/** Describes whatever the models in use have not described yet: pictures, parts of them, titles, categories. */
export async function describeCatalogue(context: JobContext): Promise<void> {
  const { repositories, dataFolder } = context
  const models = await modelsInUse(repositories, dataFolder)
  // The first descriptors of a catalogue may be looked at while they are made; later ones wait for a match by them.
  if (repositories.settings.get(SPACE_SETTING.pictures) === null)
    repositories.transaction(() => usePictureSpace(models, repositories))
  await describePending(models.wholePictures, context)
  await describeGivenBoxes(models, context)
  if (models.items !== null) await findItemsInPictures(models.items, context)
  if (models.titles !== null) await embedTitles(models.titles, context)
  if (models.categories !== null) await classifyItems(models.categories, context)
  repositories.transaction(() => useTextSpaces(models, repositories))
}

/**
 * As {@link describeCatalogue}, where pictures are about to be compared in another space than so far: a new version of the
 * program may bring an encoder that has seen nothing of them.
 */
export async function describeInNewSpace(context: JobContext): Promise<void> {
  const { repositories, dataFolder } = context
  const current = repositories.settings.get(SPACE_SETTING.pictures)
  const { spaceId } = pictureSpace(await modelsInUse(repositories, dataFolder))
  if (current !== null && current !== String(spaceId)) await describeCatalogue(context)
}
