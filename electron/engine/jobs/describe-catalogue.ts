import { classifyItems } from './classify-items.ts'
import { describeGivenBoxes } from './describe-given-boxes.ts'
import { describePending } from './describe-pending.ts'
import { embedTitles } from './embed-titles.ts'
import { findItemsInPictures } from './find-items-in-pictures.ts'
import type { JobContext } from './job-context.ts'
import { modelsInUse, usePictureSpace, useTextSpaces } from './models-in-use.ts'

/** Describes whatever the models in use have not described yet: pictures, parts of them, titles, categories. */
export async function describeCatalogue(context: JobContext): Promise<void> {
  const { repositories, dataFolder } = context
  const models = await modelsInUse(repositories, dataFolder)
  // The first descriptors of a catalogue may be looked at while they are made; later ones wait for a match by them.
  if (repositories.settings.get('current-space') === null)
    repositories.transaction(() => usePictureSpace(models, repositories))
  await describePending(models.wholePictures, context)
  await describeGivenBoxes(models, context)
  if (models.items !== null) await findItemsInPictures(models.items, context)
  if (models.titles !== null) await embedTitles(models.titles, context)
  if (models.categories !== null) await classifyItems(models.categories, context)
  repositories.transaction(() => useTextSpaces(models, repositories))
}
