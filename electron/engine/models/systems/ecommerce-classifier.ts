import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { System } from '../build/build-context.ts'
import { ModelRefused } from '../build/model-refused.ts'
import type { TextTower } from '../architectures/text-tower.ts'
import { tokenInputs } from '../architectures/token-inputs.ts'
import { backboneByName, pictureArchitecture } from '../build/picture-architectures.ts'
import { GRAPH_FILE, PIXELS } from '../build/picture-encoder.ts'
import { readJson } from '../build/read-json.ts'
import { stageTokenizer } from '../build/stage-tokenizer.ts'
import { textTower } from '../build/text-architectures.ts'
import { GraphBuilder, type Value } from '../graph/graph-builder.ts'
import { GraphWeights } from '../graph/graph-weights.ts'
import type { ImageTower } from '../graph/image-tower.ts'
import { batchNorm, linear, relu } from '../graph/layers.ts'
import { pixelHead } from '../graph/pixel-head.ts'
import type { ModelPreprocessing } from '../preprocessing/preprocessing-source.ts'
import { readPixelInput } from '../preprocessing/read-pixel-input.ts'
import { openModelWeights } from '../weights/open-model-weights.ts'

const LABELS = 'label_to_class.json'
const CHECKPOINT = 'model_checkpoint.pth'
const LOGITS = 'logits'
/** Where the text encoder's tokenizer and config.json may lie: in folders of their own, or beside the checkpoint. */
const TEXT_FOLDERS = ['text_encoder', 'jina-embeddings-v2-base-en', 'tokenizer', '.']
/** The card pads and cuts every title to 200 tokens, names the best three, and asks for 0.7 to be sure. */
const PUBLISHED = { paddedTokens: 200, top: 3, threshold: 0.7, otherName: 'Others' }
/** Resize((224, 224)) of torchvision, and ImageNet's means and deviations. */
const PREPROCESSING: ModelPreprocessing = {
  kind: 'pixels',
  pixels: {
    name: PIXELS,
    widthPx: 224,
    heightPx: 224,
    resize: { mode: 'squash' },
    interpolation: 'bilinear',
  },
  normalisation: {
    scale: 1 / 255,
    mean: [0.485, 0.456, 0.406],
    deviation: [0.229, 0.224, 0.225],
    channels: 'rgb',
  },
}

/** {"0": "Green Tea", ...}: as many names as classes, by number. */
const labelMap = z.record(z.string().regex(/^\d+$/), z.string().min(1))

/**
 * The EcommerceClassifier: a ResNet-50 for the picture and the first token of a Jina BERT for the title, side by side
 * through three linear layers.
 * @see https://huggingface.co/Maverick98/EcommerceClassifier
 */
export const ecommerceClassifier: System = {
  name: 'ecommerce-classifier',
  recognises: (source) => isFile(join(source, LABELS)),
  async build({ source, staging, parameters, weightsFile, signal, onBytes }, config) {
    const classes = classNames(await readJson(source, LABELS))
    const textFolder = await findTextFolder(source)
    const { top, threshold, otherName } = parameters.classes ?? PUBLISHED
    const { paddedTokens = PUBLISHED.paddedTokens } = parameters
    const tokens = await stageTokenizer(textFolder, staging, { paddedTokens })
    const preprocessing = await readPixelInput(source, PIXELS, parameters.preprocessing ?? PREPROCESSING)
    if (preprocessing.kind !== 'pixels')
      throw new ModelRefused('Expected a classifier to prepare pictures of one size but it is a detector’s')
    const { pixels, normalisation } = preprocessing
    const published = (await isFile(join(source, CHECKPOINT))) ? CHECKPOINT : undefined
    const file = weightsFile ?? published
    const tensors = await openModelWeights({ source, destination: staging, file, signal, onBytes })
    const graph = new GraphBuilder('ecommerce-classifier')
    const weights = new GraphWeights(graph, tensors)
    // The published folder has no config.json; one says that the pictures go through another network.
    const pictureTower = pictureArchitecture(config) ?? backboneByName(parameters.backbone ?? 'resnet50')
    const picture = pictureTower(
      graph,
      weights.scope('image_encoder.'),
      pixelHead(graph, PIXELS, pixels.heightPx, pixels.widthPx, normalisation),
      pixels,
    )
    const inputs = tokenInputs(graph, tokens)
    const title = textTower(graph, weights.scope('text_encoder.'), await textConfig(textFolder), inputs)
    const both = sideBySide(graph, picture, title)
    const logits = classify(graph, weights.scope('classifier.'), both, classes.length)
    graph.output(LOGITS, logits, ['N', classes.length])
    await writeFile(join(staging, GRAPH_FILE), graph.toModel(staging))
    return {
      run: {
        task: 'classify-items',
        graph: GRAPH_FILE,
        pixels,
        normalisation,
        tokens,
        output: LOGITS,
        classes,
        top,
        threshold,
        otherName,
      },
      leftover: weights.leftover(),
    }
  },
}

interface Features {
  /** float32 [N, width] */
  readonly value: Value
  readonly width: number
}

/** The picture's embedding, and behind it the first token of the title. */
function sideBySide(graph: GraphBuilder, picture: ImageTower, title: TextTower): Features {
  const first = graph.node('Gather', [title.tokens, graph.integers([0], [])], { axis: 1 })
  const value = graph.node('Concat', [picture.pooled, first], { axis: 1 })
  return { value, width: picture.width + title.width }
}

/** Linear, batch normalisation, ReLU, twice, and a last linear layer, numbered as in PyTorch's Sequential. */
function classify(graph: GraphBuilder, weights: GraphWeights, input: Features, classes: number): Value {
  const layer = (from: Features, at: number): Features => {
    const width = weights.shapeOf(`${at}.weight`)[0] ?? 0
    const product = linear(graph, weights.scope(`${at}.`), from.value, from.width, width)
    const normed = batchNorm(graph, weights.scope(`${at + 1}.`), product, width)
    return { value: relu(graph, normed), width }
  }
  const narrow = layer(layer(input, 0), 4)
  return linear(graph, weights.scope('8.'), narrow.value, narrow.width, classes)
}

function classNames(json: unknown): string[] {
  const names = labelMap.safeParse(json)
  if (!names.success)
    throw new ModelRefused(`Expected ${LABELS} to name classes by number: ${z.prettifyError(names.error)}`)
  const count = Object.keys(names.data).length
  return Array.from({ length: count }, (_, number) => {
    const name = names.data[String(number)]
    if (name === undefined)
      throw new ModelRefused(
        `Expected ${LABELS} to name the classes 0 to ${count - 1} but ${number} is missing`,
      )
    return name
  })
}

async function findTextFolder(source: string): Promise<string> {
  for (const name of TEXT_FOLDERS)
    for (const file of ['tokenizer.json', 'vocab.txt'])
      if (await isFile(join(source, name, file))) return join(source, name)
  throw new ModelRefused(
    `Expected the tokenizer of the text encoder (tokenizer.json or vocab.txt, and config.json) in ${source} or its folder text_encoder but found neither. They are part of jinaai/jina-embeddings-v2-base-en: put them there.`,
  )
}

/** The checkpoint does not say what its text encoder is made of; that is in the encoder's own config.json. */
async function textConfig(folder: string): Promise<unknown> {
  const config = await readJson(folder, 'config.json')
  if (config === undefined)
    throw new ModelRefused(`Expected the text encoder's config.json beside its tokenizer in ${folder}`)
  return config
}

function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
}
