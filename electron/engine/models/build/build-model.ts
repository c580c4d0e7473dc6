import { z } from 'zod'
import type { BuildContext, BuiltModel, System } from './build-context.ts'
import { ModelRefused } from './model-refused.ts'
import { PICTURE_ARCHITECTURES } from './picture-architectures.ts'
import { readJson } from './read-json.ts'
import { SYSTEMS } from './systems.ts'
import { TEXT_ARCHITECTURES } from './text-architectures.ts'

const anyConfig = z.looseObject({ model_type: z.string().optional(), architecture: z.string().optional() })

/**
 * The kind of model that a folder holds.
 * @param systemName of a known model, where its files do not say it themselves
 * @throws ModelRefused that names what is supported
 */
export async function recogniseSystem(source: string, systemName: string | null): Promise<System> {
  const config = await readJson(source, 'config.json')
  const named = SYSTEMS.find(({ name }) => name === systemName)
  if (named !== undefined) return named
  for (const system of SYSTEMS) if (await system.recognises(source, config)) return system
  throw new ModelRefused(unsupportedWords(source, config))
}

/**
 * Turns a model's folder into one that Doublet runs, in the staging folder.
 * @throws ModelRefused, WeightsUnreadable, MissingWeight, WeightShapeMismatch, PreprocessingUnreadable,
 *   TextFileUnreadable, ZodError; the signal's reason
 */
export async function buildModel(context: BuildContext, system: System): Promise<BuiltModel> {
  return system.build(context, await readJson(context.source, 'config.json'))
}

function unsupportedWords(source: string, config: unknown): string {
  const supported = [...PICTURE_ARCHITECTURES, ...TEXT_ARCHITECTURES].join(', ')
  const { model_type, architecture } = anyConfig.safeParse(config).data ?? {}
  const found = architecture ?? model_type
  if (found !== undefined) return `${found} is not supported; supported are ${supported}`
  return `Expected a model in ${source}: a config.json that names its network, an .onnx file, or the folders detector and encoder. Supported networks are ${supported}`
}
