import { mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { conditionalDetr } from '../architectures/conditional-detr.ts'
import { readConditionalDetrConfig } from '../architectures/conditional-detr-config.ts'
import type { BuildContext, System } from '../build/build-context.ts'
import { ModelRefused } from '../build/model-refused.ts'
import { pictureArchitecture } from '../build/picture-architectures.ts'
import {
  buildPictureEncoder,
  type EncoderPlan,
  GRAPH_FILE,
  noHead,
  PIXELS,
} from '../build/picture-encoder.ts'
import { readJson } from '../build/read-json.ts'
import { GraphBuilder } from '../graph/graph-builder.ts'
import { GraphWeights } from '../graph/graph-weights.ts'
import { linear } from '../graph/layers.ts'
import { pixelHead } from '../graph/pixel-head.ts'
import type { ManifestOf } from '../manifest.ts'
import { readPixelInput } from '../preprocessing/read-pixel-input.ts'
import { openModelWeights } from '../weights/open-model-weights.ts'

const DETECTOR = 'detector/'
const ENCODER = 'encoder/'
/** The card shows what is found above 0.4. */
const PUBLISHED_THRESHOLD = 0.4
/** The published encoder keeps its Swin below this. */
const TOWER = 'swin.'
const HEAD = 'embedding_layer.'

const detectorConfig = z.looseObject({ model_type: z.literal('conditional_detr') })

/**
 * A Conditional DETR that finds items, and an encoder (a Swin with one linear layer in the published pair) that
 * describes what it cuts out: two models in the folders detector and encoder.
 * @see https://huggingface.co/yainage90/fashion-object-detection and yainage90/fashion-image-feature-extractor
 */
export const fashion: System = {
  name: 'fashion',
  recognises: async (source) =>
    (await isFolder(join(source, DETECTOR))) && (await isFolder(join(source, ENCODER))),
  async build(context) {
    const detector = await buildDetector(context)
    const config = await readJson(join(context.source, ENCODER), 'config.json')
    const tower = pictureArchitecture(config)
    if (tower === undefined)
      throw new ModelRefused(`Expected ${ENCODER}config.json to name a supported network`)
    const { encoder, leftover } = await buildPictureEncoder(context, ENCODER, {
      tower,
      towerPrefix: (weights) => (weights.has(`${HEAD}weight`) ? TOWER : ''),
      head: embeddingLayer,
      resize: asOnTheCard(config),
    })
    return {
      run: { task: 'find-items', detector: detector.run, encoder },
      leftover: [...detector.leftover, ...leftover],
    }
  },
}

const sized = z.looseObject({ image_size: z.number().int().positive() })

/**
 * The card takes means and deviations from preprocessor_config.json but resizes with torchvision's Resize((s, s)) of
 * config.json's size: bilinear, whatever the file says.
 */
function asOnTheCard(config: unknown): EncoderPlan['resize'] {
  const edge = sized.safeParse(config).data?.image_size
  return (pixels) => ({
    ...pixels,
    widthPx: edge ?? pixels.widthPx,
    heightPx: edge ?? pixels.heightPx,
    resize: { mode: 'squash' },
    interpolation: 'bilinear',
  })
}

const embeddingLayer: EncoderPlan['head'] = (graph, weights, tower) => {
  if (!weights.has(`${HEAD}weight`)) return noHead(graph, weights, tower)
  const dimension = weights.shapeOf(`${HEAD}weight`)[0] ?? 0
  return { value: linear(graph, weights.scope(HEAD), tower.pooled, tower.width, dimension), dimension }
}

async function buildDetector({
  source,
  staging,
  parameters,
  signal,
  onBytes,
}: BuildContext): Promise<{ run: ManifestOf<'find-items'>['detector']; leftover: readonly string[] }> {
  const [from, to] = [join(source, DETECTOR), join(staging, DETECTOR)]
  await mkdir(to, { recursive: true })
  const json = await readJson(from, 'config.json')
  if (!detectorConfig.safeParse(json).success)
    throw new ModelRefused(`Expected ${DETECTOR}config.json to be a Conditional DETR's ("conditional_detr")`)
  const config = readConditionalDetrConfig(json)
  const preprocessing = await readPixelInput(from, PIXELS)
  if (preprocessing.kind !== 'detector')
    throw new ModelRefused(`Expected ${DETECTOR} to keep pictures' proportions but it wants one size`)
  const tensors = await openModelWeights({ source: from, destination: to, signal, onBytes })
  const graph = new GraphBuilder('item-detector')
  const weights = new GraphWeights(graph, tensors)
  const pixels = pixelHead(graph, PIXELS, 'H', 'W', preprocessing.normalisation)
  const { logits, boxes } = conditionalDetr(graph, weights, config, pixels)
  graph.output('logits', logits, [1, config.queries, config.classes.length])
  graph.output('boxes', boxes, [1, config.queries, 4])
  await writeFile(join(to, GRAPH_FILE), graph.toModel(to))
  return {
    run: {
      graph: `${DETECTOR}${GRAPH_FILE}`,
      input: preprocessing.detector,
      normalisation: preprocessing.normalisation,
      logits: 'logits',
      boxes: 'boxes',
      classes: [...config.classes],
      threshold: parameters.detectorThreshold ?? PUBLISHED_THRESHOLD,
    },
    leftover: weights.leftover(),
  }
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}
