import { join } from 'node:path'
import { z } from 'zod'
import { readJsonFile } from '../tokenizer/read-text-file.ts'
import { TextFileUnreadable } from '../tokenizer/text-file-unreadable.ts'
import { readDense } from './text-dense-file.ts'
import type { PoolingMode, TextDense, TextPooling } from './text-pooling.ts'

const MODULES = 'modules.json'

/** A folder within the model's, never a path out of it. */
const subfolder = z.string().regex(/^(?!\.)[\w. -]*$/, 'expected the name of a folder')

const modulesFile = z.array(z.looseObject({ type: z.string(), path: subfolder })).min(1)

const modeName = z.enum(['cls', 'max', 'mean', 'mean_sqrt_len_tokens'])

const poolingFile = z.looseObject({
  pooling_mode: z.union([modeName.transform((mode) => [mode]), z.array(modeName).min(1)]).optional(),
  pooling_mode_cls_token: z.boolean().default(false),
  pooling_mode_max_tokens: z.boolean().default(false),
  pooling_mode_mean_tokens: z.boolean().default(false),
  pooling_mode_mean_sqrt_len_tokens: z.boolean().default(false),
  pooling_mode_weightedmean_tokens: z.literal(false).default(false),
  pooling_mode_lasttoken: z.literal(false).default(false),
})

/**
 * What a folder of sentence-transformers puts behind its tower: 1_Pooling, 2_Dense, 2_Normalize. A folder without
 * modules.json gets the mean of its tokens, as sentence-transformers gives it.
 * @throws TextFileUnreadable, WeightsUnreadable
 */
export async function readTextPooling(folder: string): Promise<TextPooling> {
  const modules = await readJsonFile(folder, MODULES, modulesFile)
  let modes: readonly PoolingMode[] = ['mean']
  const dense: TextDense[] = []
  for (const { type, path } of modules ?? []) {
    const kind = type.split('.').at(-1)
    if (kind === 'Pooling') modes = await readModes(folder, path)
    else if (kind === 'Dense') dense.push(await readDense(folder, path))
    // Normalising is done for every model; nothing is dropped out when it is used.
    else if (kind !== 'Transformer' && kind !== 'Normalize' && kind !== 'Dropout') {
      const supported = 'Transformer, Pooling, Dense, Dropout, Normalize'
      throw new TextFileUnreadable(MODULES, `${type} is not supported; supported are ${supported}`)
    }
  }
  return { modes, dense }
}

async function readModes(folder: string, path: string): Promise<readonly PoolingMode[]> {
  const file = join(path, 'config.json')
  const config = await readJsonFile(folder, file, poolingFile)
  if (config === null) throw new TextFileUnreadable(file, `${MODULES} names it but it is not there`)
  if (config.pooling_mode !== undefined) return config.pooling_mode
  const modes: PoolingMode[] = []
  // In the order in which sentence-transformers puts them one behind the other.
  if (config.pooling_mode_cls_token) modes.push('cls')
  if (config.pooling_mode_max_tokens) modes.push('max')
  if (config.pooling_mode_mean_tokens) modes.push('mean')
  if (config.pooling_mode_mean_sqrt_len_tokens) modes.push('mean_sqrt_len_tokens')
  return modes.length === 0 ? ['mean'] : modes
}
