import type { ModelCost, ModelRole } from '../../contract/models.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import type { Model } from '../models/read-model.ts'
import { openExample } from './model-example.ts'
import type { ModelRunContext } from './start-model.ts'

/** No space has this id, so nothing is described in it. */
const NO_SPACE = 0

/**
 * What a model has still to describe before a catalogue can be matched by it, and how long that takes by a trial of one
 * input: decoding the pictures overlaps with it and is left out.
 */
export async function modelCost(
  repositories: Repositories,
  model: Model | null,
  role: ModelRole,
  context: ModelRunContext,
): Promise<ModelCost> {
  const spaceId =
    model === null
      ? NO_SPACE
      : (repositories.spaces.find({ ...model.space, version: String(model.space.version) }) ?? NO_SPACE)
  const { of, all, kept } = counts(repositories, model, role, spaceId)
  if (model === null || all === kept) return { of, missing: 0, kept, seconds: 0 }
  const missing = all - kept
  return { of, missing, kept, seconds: ((await trialMs(model, context)) * missing) / 1000 }
}

/** Of one input with all cores at work; the first run, in which the runtime sets itself up, does not count. */
async function trialMs(model: Model, context: ModelRunContext): Promise<number> {
  const example = await openExample(model, { ...context, cores: 1 })
  try {
    await example.run()
    const start = performance.now()
    await example.run()
    const elapsedMs = performance.now() - start
    return example.provider === 'cpu' ? elapsedMs / context.cores : elapsedMs
  } finally {
    await example.close()
  }
}

function counts(
  repositories: Repositories,
  model: Model | null,
  role: ModelRole,
  spaceId: number,
): { of: ModelCost['of']; all: number; kept: number } {
  if (role === 'titles') {
    const { titles, embedded } = repositories.titleEmbeddings.count(spaceId)
    return { of: 'titles', all: titles, kept: embedded }
  }
  if (role === 'categories') {
    const { items, classified } = repositories.predictedCategories.count(spaceId)
    return { of: 'items', all: items, kept: classified }
  }
  const { shown, described } = repositories.pictures.countIn(spaceId)
  const kept =
    model?.manifest.task === 'find-items' ? shown - repositories.regions.countUnsearched(spaceId) : described
  return { of: 'pictures', all: shown, kept }
}
