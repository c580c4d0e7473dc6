import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { shown, WeightsUnreadable } from './weights-unreadable.ts'

export type WeightsKind = 'safetensors' | 'safetensors-index' | 'checkpoint' | 'checkpoint-index'

/** The file of a model folder with which reading its weights begins. */
export interface FoundWeights {
  readonly path: string
  readonly kind: WeightsKind
}

const CHECKPOINT = /\.(pth|pt|bin|ckpt)$/
/** What trainers leave beside the weights. */
const BESIDE_THE_WEIGHTS =
  /^(optimizer|scheduler|scaler|training_args|rng_state\w*|random_states\w*|adapter_model|openvino_model|tf_model|flax_model)\b/

/** Names with which the makers say what to use; the first that is there counts. */
const SAFETENSORS_NAMES = ['model.safetensors', 'model.safetensors.index.json'] as const
const CHECKPOINT_NAMES = ['pytorch_model.bin', 'pytorch_model.bin.index.json'] as const

/**
 * Finds the weights in a model folder: safetensors before checkpoints, the usual names before others.
 * @param file name of the one to use, where there are several
 * @throws WeightsUnreadable when there is none, or several and it is not said which, naming them
 */
export async function findWeights(folder: string, file?: string): Promise<FoundWeights> {
  const names = await plainFiles(folder)
  const chosen = file ?? choose(folder, names)
  const kind = kindOf(chosen)
  if (!names.includes(chosen) || kind === null) {
    throw new WeightsUnreadable(
      join(folder, chosen),
      `expected one of ${names.filter((name) => kindOf(name) !== null).join(', ') || 'the files with weights, of which the folder has none'}.`,
    )
  }
  return { path: join(folder, chosen), kind }
}

function kindOf(name: string): WeightsKind | null {
  if (name.endsWith('.safetensors')) return 'safetensors'
  if (name.endsWith('.safetensors.index.json')) return 'safetensors-index'
  if (CHECKPOINT.test(name)) return 'checkpoint'
  return name.endsWith('.bin.index.json') ? 'checkpoint-index' : null
}

function choose(folder: string, names: readonly string[]): string {
  const usable = names.filter((name) => !BESIDE_THE_WEIGHTS.test(name))
  for (const [usual, kind] of [
    [SAFETENSORS_NAMES, 'safetensors'],
    [CHECKPOINT_NAMES, 'checkpoint'],
  ] as const) {
    const named = usual.find((name) => names.includes(name))
    if (named !== undefined) return named
    const [index, otherIndex] = usable.filter((name) => kindOf(name) === `${kind}-index`)
    if (index !== undefined && otherIndex === undefined) return index
    const candidates = usable.filter((name) => kindOf(name) === kind)
    const [only, second] = candidates
    if (only !== undefined && second === undefined) return only
    if (only !== undefined) throw severalWeights(folder, candidates)
  }
  throw new WeightsUnreadable(
    folder,
    'expected weights as .safetensors, .pth, .pt, .ckpt or .bin but the folder has none.',
  )
}

function severalWeights(folder: string, candidates: readonly string[]): WeightsUnreadable {
  const advice = candidates.every((name) => /-\d+-of-\d+\./.test(name))
    ? 'They are parts of one model whose index (NAME.index.json) is missing; fetch that too.'
    : 'Say which to use, or keep only that one in the folder.'
  return new WeightsUnreadable(
    folder,
    `expected one file with weights but found ${candidates.map(shown).join(', ')}. ${advice}`,
  )
}

async function plainFiles(folder: string): Promise<string[]> {
  try {
    const names = (await readdir(folder)).toSorted()
    // Links are followed: downloaders keep the files elsewhere and link to them.
    const stats = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => null)))
    return names.filter((_, n) => stats[n]?.isFile() === true)
  } catch (error) {
    throw new WeightsUnreadable(folder, `the folder cannot be listed (${String(error)}).`, null, {
      cause: error,
    })
  }
}
