import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { BuildContext, System } from '../build/build-context.ts'
import { ModelRefused } from '../build/model-refused.ts'
import { GRAPH_FILE, PIXELS } from '../build/picture-encoder.ts'
import { isTextArchitecture } from '../build/text-architectures.ts'
import type { Pooling } from '../graph/picture-graph-ports.ts'
import { type DeclaredValue, readGraph } from '../graph/read-graph.ts'
import { wrapPictureGraph } from '../graph/wrap-picture-graph.ts'
import { readPixelInput } from '../preprocessing/read-pixel-input.ts'
import { copyFileWhole } from '../weights/copy-file-whole.ts'

/** Where exporters put the graph; the first that is there counts. */
const USUAL = ['model.onnx', 'onnx/model.onnx']
const OTHER_WEIGHTS = /^(.*\.(safetensors|pth|pt|ckpt)|pytorch_model.*\.bin)$/
/** Protobuf itself allows no more in one file. */
const LARGEST_GRAPH_BYTES = 2 ** 31 - 1
const EMBEDDING_NAMES = ['image_embeds', 'sentence_embedding', 'embedding', 'embeddings', 'pooler_output']
const TOKENS = 'last_hidden_state'
/** Scores of classes say nothing about what else is in a picture. */
const SCORES = /^(logits|scores|probabilities|probs)$/
/** Their first token stands for the whole picture. */
const firstTokenModels = z.looseObject({
  model_type: z.enum(['vit', 'deit', 'dinov2', 'dinov2_with_registers', 'clip', 'clip_vision_model']),
})

/** Somebody's encoder of pictures that is an ONNX graph already; pixels, pooling and norm are put around it. */
export const onnxPictureEncoder: System = {
  name: 'onnx-picture-encoder',
  async recognises(source) {
    const names = await namesIn(source)
    return names.some((name) => name.endsWith('.onnx')) && !names.some((name) => OTHER_WEIGHTS.test(name))
  },
  async build(context, config) {
    if (isTextArchitecture(config))
      throw new ModelRefused(
        'Expected an ONNX graph for pictures but config.json is a text model’s. Bring a text model with its weights as .safetensors or .bin: Doublet makes the graph itself.',
      )
    const { source, staging, parameters } = context
    const preprocessing = await readPixelInput(source, PIXELS, parameters.preprocessing)
    if (preprocessing.kind !== 'pixels')
      throw new ModelRefused(
        'Expected an ONNX graph that describes pictures but its settings are a detector’s',
      )
    const { pixels, normalisation } = preprocessing
    const file = await chooseGraph(context)
    const bytes = await readGraphFile(join(source, file))
    const { outputs, externalFiles } = readGraph(bytes)
    const output = chooseOutput(outputs)
    const wrapped = wrapPictureGraph(bytes, {
      heightPx: pixels.heightPx,
      widthPx: pixels.widthPx,
      normalisation,
      pooling: poolingOf(output, config),
      output: output.name,
    })
    if (wrapped.batch !== null && wrapped.batch !== 1)
      throw new ModelRefused(
        `Expected ${file} to take any number of pictures but it takes ${wrapped.batch} at a time. Export it again with a dynamic batch axis.`,
      )
    await copyWeights(dirname(join(source, file)), externalFiles, context)
    await writeFile(join(staging, GRAPH_FILE), wrapped.model)
    return {
      run: {
        task: 'embed-pictures',
        graph: GRAPH_FILE,
        pixels: { ...pixels, name: wrapped.input },
        normalisation,
        embedding: {
          name: wrapped.output,
          dimension: wrapped.dimension,
          sameUpTo: parameters.sameUpTo ?? null,
        },
        ...(wrapped.batch === null ? {} : { largestBatch: 1 as const }),
      },
      leftover: [],
    }
  },
}

/** Of the folder and its folder "onnx", where exporters for browsers put the graphs. */
async function namesIn(source: string): Promise<string[]> {
  const top = await readdir(source).catch((): string[] => [])
  const below = await readdir(join(source, 'onnx')).catch((): string[] => [])
  return [...top, ...below.map((name) => `onnx/${name}`)]
}

async function chooseGraph({ source, weightsFile }: BuildContext): Promise<string> {
  const graphs = (await namesIn(source)).filter((name) => name.endsWith('.onnx'))
  const wanted = weightsFile === undefined ? USUAL : [weightsFile]
  const usual = wanted.find((name) => graphs.includes(name))
  const [only, second] = graphs
  if (usual !== undefined) return usual
  if (only !== undefined && second === undefined && weightsFile === undefined) return only
  throw new ModelRefused(
    `Expected ${weightsFile ?? `one graph, or ${USUAL.join(' or ')},`} but found ${graphs.join(', ')}. Say which to use.`,
  )
}

async function readGraphFile(path: string): Promise<Uint8Array> {
  const { size } = await stat(path)
  if (size > LARGEST_GRAPH_BYTES)
    throw new ModelRefused(
      `Expected ${path} to be at most ${LARGEST_GRAPH_BYTES} bytes but it has ${size}. Save its weights as external data.`,
    )
  return readFile(path)
}

function chooseOutput(outputs: readonly DeclaredValue[]): DeclaredValue {
  const usable = outputs.filter(({ name }) => !SCORES.test(name))
  const named = [...EMBEDDING_NAMES, TOKENS].map((name) => usable.find((output) => output.name === name))
  const chosen = named.find((output) => output !== undefined) ?? (usable.length === 1 ? usable[0] : undefined)
  if (chosen !== undefined) return chosen
  const found = outputs.map(({ name }) => name).join(', ') || 'none'
  throw new ModelRefused(
    `Expected an output that describes a picture (${[...EMBEDDING_NAMES, TOKENS].join(', ')}, or a single one) but the graph has: ${found}. Export the model without its classifier.`,
  )
}

/** Of tokens, the first where the model is known to have one for the whole picture, else the mean; of a map, the mean. */
function poolingOf({ shape }: DeclaredValue, config: unknown): Pooling {
  if (shape === null || shape.length < 3) return 'none'
  return shape.length === 3 && firstTokenModels.safeParse(config).success ? 'cls' : 'mean'
}

async function copyWeights(
  folder: string,
  files: readonly string[],
  { staging, signal, onBytes }: BuildContext,
): Promise<void> {
  if (files.includes(GRAPH_FILE))
    throw new ModelRefused(`Expected the weights in another file than ${GRAPH_FILE}: save the model again`)
  const sizes = await Promise.all(
    files.map((file) =>
      stat(join(folder, file))
        .then(({ size }) => size)
        .catch(() => 0),
    ),
  )
  const total = sizes.reduce((sum, size) => sum + size, 0)
  let done = 0
  for (const file of files)
    await copyFileWhole(join(folder, file), join(staging, file), signal, (bytes) =>
      onBytes?.((done += bytes), total),
    )
}
