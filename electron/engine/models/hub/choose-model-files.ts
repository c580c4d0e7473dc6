import { Refusal, say } from '../../../contract/saying.ts'

/** The hub's repository holds no weights that can be told to be the model's. */
export class WeightsNotFound extends Refusal {
  readonly candidates: readonly string[]

  constructor(repository: string, candidates: readonly string[]) {
    super(
      candidates.length === 0
        ? say('noWeights', { repository })
        : say('severalWeights', { repository, files: candidates.join(', ') }),
    )
    this.candidates = candidates
  }
}

/** Names that the libraries give to the weights, best first: what is safe to read before what needs care. */
const USUAL = ['model.safetensors', 'pytorch_model.bin', 'model.onnx', 'onnx/model.onnx']
const EXTENSIONS = ['.safetensors', '.pth', '.pt', '.ckpt', '.bin', '.onnx']
/** Weights of something else than the model: an adapter's, an optimiser's, other frameworks' copies. */
const NOT_WEIGHTS = /^(adapter_|optimizer|scheduler|rng_state|training_args|scaler|tf_model|flax_model)/

/**
 * Of a repository that nobody described, the files to fetch: the weights in one form, and all small files that say how
 * they are meant.
 * @param names all files of the repository
 * @param weightsFile the one that holds the weights, where somebody said
 * @throws WeightsNotFound
 */
export function chooseModelFiles(
  repository: string,
  names: readonly string[],
  weightsFile?: string,
): string[] {
  const chosen =
    weightsFile === undefined ? weights(repository, names) : named(repository, names, weightsFile)
  return [...chosen, ...names.filter(isDescription)]
}

function named(repository: string, names: readonly string[], weightsFile: string): string[] {
  if (names.includes(weightsFile)) return [weightsFile, ...externalData(weightsFile, names)]
  const isCandidate = (name: string) => EXTENSIONS.some((extension) => name.endsWith(extension))
  throw new WeightsNotFound(repository, names.filter(isCandidate))
}

/** Configuration, tokenizer, label maps, pooling, and the card, which names the licence; not the indexes of split weights, which come with the weights. */
function isDescription(name: string): boolean {
  if (/^\d+_\w+\/config\.json$/.test(name)) return true
  return (
    (/^[^/]+\.json$/.test(name) && !name.endsWith('.index.json')) ||
    ['vocab.txt', 'merges.txt', 'README.md'].includes(name)
  )
}

function weights(repository: string, names: readonly string[]): string[] {
  for (const usual of USUAL) {
    if (names.includes(usual)) return [usual, ...externalData(usual, names)]
    if (names.includes(`${usual}.index.json`)) return [`${usual}.index.json`, ...shards(usual, names)]
  }
  for (const extension of EXTENSIONS) {
    const found = names.filter(
      (name) => name.endsWith(extension) && !name.includes('/') && !NOT_WEIGHTS.test(name),
    )
    if (found.length > 1) throw new WeightsNotFound(repository, found)
    if (found[0] !== undefined) return [found[0], ...externalData(found[0], names)]
  }
  throw new WeightsNotFound(repository, [])
}

/** "model.safetensors" is split into "model-00001-of-00003.safetensors" and so on. */
function shards(usual: string, names: readonly string[]): string[] {
  const dot = usual.lastIndexOf('.')
  const stem = `${usual.slice(0, dot)}-`
  return names.filter(
    (name) =>
      name.startsWith(stem) &&
      name.endsWith(usual.slice(dot)) &&
      /^\d+-of-\d+$/.test(name.slice(stem.length, dot - usual.length)),
  )
}

/** Large ONNX graphs keep their weights in a file beside them. */
function externalData(graph: string, names: readonly string[]): string[] {
  if (!graph.endsWith('.onnx')) return []
  return names.filter((name) => [`${graph}_data`, `${graph}.data`].includes(name))
}
