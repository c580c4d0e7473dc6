import { recogniseSystem } from './build/build-model.ts'
import type { ModelSource } from './hub/model-source.ts'
import { findKnownModel, type KnownModel } from './known-models.ts'

/** Systems that only one published model uses: a folder of their kind is that model, or made from it. */
const OF_ONE_MODEL: ReadonlySet<string> = new Set(['trendyol-arcface', 'ecommerce-classifier', 'fashion'])

/**
 * Which known model a source is: by the name that the user gave, by its repository, or by marks that only it has.
 * @returns null when it is none of them
 * @throws ModelRefused when a folder holds no model that is supported
 */
export async function knownModelOf(
  source: ModelSource,
  name: string | null,
  models: readonly KnownModel[],
): Promise<KnownModel | null> {
  const named = name === null ? null : findKnownModel(models, name)
  if (named !== null) return named
  if (source.kind === 'hub') return findKnownModel(models, source.repository)
  const system = await recogniseSystem(source.path, null)
  return OF_ONE_MODEL.has(system.name) ? (models.find((model) => model.system === system.name) ?? null) : null
}
