import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { GraphBuilder, type Value } from '../graph/graph-builder.ts'
import { GraphWeights } from '../graph/graph-weights.ts'
import type { ImageTower } from '../graph/image-tower.ts'
import { l2Normalise } from '../graph/layers.ts'
import { pixelHead } from '../graph/pixel-head.ts'
import type { ManifestOf } from '../manifest.ts'
import type { PixelInput } from '../preprocessing/pixel-input.ts'
import { readPixelInput } from '../preprocessing/read-pixel-input.ts'
import { openModelWeights } from '../weights/open-model-weights.ts'
import type { BuildContext } from './build-context.ts'
import { ModelRefused } from './model-refused.ts'
import type { BuildTower } from './picture-architectures.ts'

export const GRAPH_FILE = 'graph.onnx'
export const PIXELS = 'pixels'
const EMBEDDING = 'embedding'

/** What a head gives: float32 [N, dimension]. */
export interface HeadOutput {
  readonly value: Value
  readonly dimension: number
}

export interface EncoderPlan {
  readonly tower: BuildTower
  /** Where the tower's weights lie: "backbone."; "" for the top. */
  readonly towerPrefix: (weights: GraphWeights) => string
  readonly head: (graph: GraphBuilder, weights: GraphWeights, tower: ImageTower) => HeadOutput
  /** Where the makers' code resizes in another way than their files say; left out: as the files say. */
  readonly resize?: ((pixels: PixelInput) => PixelInput) | undefined
}

/** Without a head: what the published model calls its embedding. */
export const noHead: EncoderPlan['head'] = (_graph, _weights, tower) => ({
  value: tower.pooled,
  dimension: tower.width,
})

/**
 * Writes the graph of an encoder of pictures: preparing pixels, tower, head, L2 norm.
 * @param part folder of the source and of the staging that holds it, with a slash at its end; "" for the top
 */
export async function buildPictureEncoder(
  context: BuildContext,
  part: '' | 'encoder/',
  plan: EncoderPlan,
): Promise<{
  encoder: Omit<ManifestOf<'embed-pictures'>, 'task' | keyof Origin>
  leftover: readonly string[]
}> {
  const { parameters, signal, onBytes } = context
  const [source, staging] = [join(context.source, part), join(context.staging, part)]
  await mkdir(staging, { recursive: true })
  const preprocessing = await readPixelInput(source, PIXELS, parameters.preprocessing)
  if (preprocessing.kind !== 'pixels')
    throw new ModelRefused(`Expected ${source} to prepare pictures of one size but it is a detector's`)
  const { normalisation } = preprocessing
  const pixels = plan.resize?.(preprocessing.pixels) ?? preprocessing.pixels
  const file = context.weightsFile
  const tensors = await openModelWeights({ source, destination: staging, file, signal, onBytes })
  const graph = new GraphBuilder('picture-encoder')
  const weights = new GraphWeights(graph, tensors)
  const input = pixelHead(graph, PIXELS, pixels.heightPx, pixels.widthPx, normalisation)
  const tower = plan.tower(graph, weights.scope(plan.towerPrefix(weights)), input, pixels)
  const { value, dimension } = plan.head(graph, weights, tower)
  graph.output(EMBEDDING, l2Normalise(graph, value), ['N', dimension])
  await writeFile(join(staging, GRAPH_FILE), graph.toModel(staging))
  return {
    encoder: {
      graph: `${part}${GRAPH_FILE}`,
      pixels,
      normalisation,
      embedding: { name: EMBEDDING, dimension, sameUpTo: parameters.sameUpTo ?? null },
    },
    leftover: weights.leftover(),
  }
}

type Origin = Pick<
  ManifestOf<'embed-pictures'>,
  'id' | 'version' | 'name' | 'licence' | 'source' | 'citation' | 'files'
>
