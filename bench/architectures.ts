import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { clipVision, readClipVisionConfig } from '../electron/engine/models/architectures/clip-vision.ts'
import { type BertConfig, readBertConfig } from '../electron/engine/models/architectures/bert-config.ts'
import { bertTower } from '../electron/engine/models/architectures/bert-tower.ts'
import { readConditionalDetrConfig } from '../electron/engine/models/architectures/conditional-detr-config.ts'
import { conditionalDetr } from '../electron/engine/models/architectures/conditional-detr.ts'
import { convNextFromTimmName } from '../electron/engine/models/architectures/convnext-config.ts'
import { convNext } from '../electron/engine/models/architectures/convnext.ts'
import { dinov2, readDinov2Config } from '../electron/engine/models/architectures/dinov2.ts'
import { efficientNetFromTimmName } from '../electron/engine/models/architectures/efficientnet-config.ts'
import { efficientNet } from '../electron/engine/models/architectures/efficientnet.ts'
import { resNetFromName } from '../electron/engine/models/architectures/resnet-config.ts'
import { resNet } from '../electron/engine/models/architectures/resnet.ts'
import {
  readSiglipVisionConfig,
  siglipVision,
} from '../electron/engine/models/architectures/siglip-vision.ts'
import { readSwinConfig } from '../electron/engine/models/architectures/swin-config.ts'
import { swin } from '../electron/engine/models/architectures/swin.ts'
import { publishedConfig } from '../electron/engine/models/architectures/vision-transformer.fixture.ts'
import { readVitConfig, vit } from '../electron/engine/models/architectures/vit.ts'
import { GraphBuilder, type Value } from '../electron/engine/models/graph/graph-builder.ts'
import { GraphWeights } from '../electron/engine/models/graph/graph-weights.ts'
import type { ImageTower, PictureSize } from '../electron/engine/models/graph/image-tower.ts'
import { publishedTensors } from '../electron/engine/models/graph/published-shapes.fixture.ts'
import { writeRandomWeights } from './random-weights.ts'
import { milliseconds, printTable } from './table.ts'

/** An architecture at its published size. */
interface Architecture {
  /** Of models/reference/published/NAME.txt, which models/reference/published.py writes. */
  readonly name: string
  /** Declares inputs and outputs too. */
  readonly build: (graph: GraphBuilder, weights: GraphWeights) => void
  /** One picture or text. */
  readonly feeds: () => Record<string, Tensor>
  /** Gigabytes; run with --large or by its name only. */
  readonly large?: true
}

const BERT_BASE = {
  model_type: 'bert',
  vocab_size: 30522,
  hidden_size: 768,
  num_hidden_layers: 12,
  num_attention_heads: 12,
  intermediate_size: 3072,
  max_position_embeddings: 512,
}
const MINILM = { hidden_size: 384, num_hidden_layers: 6, intermediate_size: 1536 }
const XLM_ROBERTA = {
  model_type: 'xlm-roberta',
  vocab_size: 250002,
  max_position_embeddings: 514,
  type_vocab_size: 1,
  pad_token_id: 1,
  layer_norm_eps: 1e-5,
}
const JINA = { vocab_size: 30528, max_position_embeddings: 8192, position_embedding_type: 'alibi' }

/** Tokens of a title: few have more. */
const TITLE_TOKENS = 32

const ARCHITECTURES: readonly Architecture[] = [
  picture('convnext_atto', 224, convNext, convNextFromTimmName),
  picture('convnext_base', 224, convNext, convNextFromTimmName),
  { ...picture('convnext_xxlarge', 256, convNext, convNextFromTimmName), large: true },
  picture('convnextv2_tiny', 224, convNext, convNextFromTimmName),
  picture('resnet18', 224, resNet, resNetFromName),
  picture('resnet18d', 224, resNet, resNetFromName),
  picture('resnet34', 224, resNet, resNetFromName),
  picture('resnet50', 224, resNet, resNetFromName),
  picture('efficientnet_b0', 224, efficientNet, efficientNetFromTimmName),
  picture('tf_efficientnet_b3', 300, efficientNet, efficientNetFromTimmName),
  picture('tf_efficientnet_b4', 380, efficientNet, efficientNetFromTimmName),
  picture('swin-base-patch4-window7-224', 224, swin, (name) => readSwinConfig(publishedConfig(name))),
  picture('vit-base-patch16-224', 224, vit, (name) => readVitConfig(publishedConfig(name))),
  picture('dinov2-base', 224, dinov2, (name) => readDinov2Config(publishedConfig(name))),
  picture('clip-vit-base-patch32', 224, clipVision, (name) => readClipVisionConfig(publishedConfig(name))),
  picture('siglip-base-patch16-224', 224, siglipVision, (name) =>
    readSiglipVisionConfig(publishedConfig(name)),
  ),
  detector('conditional-detr-resnet-50', { heightPx: 800, widthPx: 1066 }),
  text('bert-base-uncased', readBertConfig(BERT_BASE)),
  text('all-MiniLM-L6-v2', readBertConfig({ ...BERT_BASE, ...MINILM })),
  { ...text('xlm-roberta-base', readBertConfig({ ...BERT_BASE, ...XLM_ROBERTA })), large: true },
  text('jina-embeddings-v2-base-en', readBertConfig({ ...BERT_BASE, ...JINA })),
]

type Tower<Config> = (
  graph: GraphBuilder,
  weights: GraphWeights,
  config: Config,
  pixels: Value,
  size: PictureSize,
) => ImageTower

/** An image tower that is known by its name, for square pictures. */
function picture<Config>(
  name: string,
  sizePx: number,
  tower: Tower<Config>,
  configOf: (name: string) => Config | undefined,
): Architecture {
  const config = configOf(name)
  if (config === undefined) throw new Error(`Expected a configuration named ${name}`)
  return {
    name,
    build(graph, weights) {
      const pixels = graph.input('pixels', 'float32', ['N', 3, sizePx, sizePx])
      const { pooled, width } = tower(graph, weights, config, pixels, { heightPx: sizePx, widthPx: sizePx })
      graph.output('embedding', pooled, ['N', width])
    },
    feeds: () => ({
      pixels: new Tensor('float32', new Float32Array(3 * sizePx ** 2).fill(0.5), [1, 3, sizePx, sizePx]),
    }),
  }
}

/** A Conditional DETR, for pictures of any size; measured at the one that most photos are brought to. */
function detector(name: string, { heightPx, widthPx }: PictureSize): Architecture {
  const config = readConditionalDetrConfig(publishedConfig(name))
  const size = [1, 3, heightPx, widthPx]
  return {
    name,
    build(graph, weights) {
      const pixels = graph.input('pixels', 'float32', [1, 3, 'H', 'W'])
      const { logits, boxes } = conditionalDetr(graph, weights, config, pixels)
      graph.output('logits', logits, [1, config.queries, config.classes.length])
      graph.output('boxes', boxes, [1, config.queries, 4])
    },
    feeds: () => ({
      pixels: new Tensor('float32', new Float32Array(3 * heightPx * widthPx).fill(0.5), size),
    }),
  }
}

function text(name: string, config: BertConfig): Architecture {
  const dims = [1, TITLE_TOKENS]
  return {
    name,
    build(graph, weights) {
      const ids = graph.input('ids', 'int64', ['N', 'T'])
      const attentionMask = graph.input('attention_mask', 'int64', ['N', 'T'])
      const tower = bertTower(graph, weights, config, { ids, attentionMask, tokenTypes: null })
      graph.output('tokens', tower.tokens, ['N', 'T', tower.width])
      if (tower.pooler !== null) graph.output('pooler', tower.pooler, ['N', tower.width])
    },
    feeds: () => ({
      ids: new Tensor(
        'int64',
        BigInt64Array.from({ length: TITLE_TOKENS }, (_, place) => BigInt(1000 + place)),
        dims,
      ),
      attention_mask: new Tensor('int64', new BigInt64Array(TITLE_TOKENS).fill(1n), dims),
    }),
  }
}

const ROUNDS = 5

/** Builds, loads and runs one architecture with random weights. @returns a line for the table */
async function measure({ name, build, feeds }: Architecture): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'doublet-architecture-'))
  try {
    const graph = new GraphBuilder(name)
    const tensors = publishedTensors(name, join(folder, 'weights.safetensors'))
    writeRandomWeights(tensors)
    const weights = new GraphWeights(graph, tensors)
    build(graph, weights)
    if (weights.leftover().length > 0)
      throw new Error(`Expected no weights to be left over: ${weights.leftover().join(', ')}`)
    const path = join(folder, 'graph.onnx')
    writeFileSync(path, graph.toModel(folder))
    const megabytes = statSync(join(folder, 'weights.safetensors')).size / 1e6
    const { loadMs, runMs } = await time(path, feeds())
    return `load ${milliseconds(loadMs)}, one input ${milliseconds(runMs)}, ${megabytes.toFixed(0)} MB`
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** On one thread, as the workers run; the median of a few runs after the first. */
async function time(path: string, feeds: Record<string, Tensor>): Promise<{ loadMs: number; runMs: number }> {
  const start = performance.now()
  const session = await InferenceSession.create(path, { intraOpNumThreads: 1, interOpNumThreads: 1 })
  const loadMs = performance.now() - start
  const runs: number[] = []
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now()
    requireFinite(await session.run(feeds))
    runs.push(performance.now() - start)
  }
  await session.release()
  const [, ...warm] = runs
  return { loadMs, runMs: warm.toSorted((a, b) => a - b)[warm.length >> 1] ?? Number.NaN }
}

function requireFinite(outputs: InferenceSession.OnnxValueMapType): void {
  for (const [name, { data }] of Object.entries(outputs)) {
    if (
      !(data instanceof Float32Array) ||
      !data.every(Number.isFinite) ||
      !data.some((value) => value !== 0)
    ) {
      throw new Error(`Expected finite numbers from ${name}, not all of them 0`)
    }
  }
}

if (import.meta.main) {
  const { values, positionals } = parseArgs({
    options: { large: { type: 'boolean', default: false }, data: { type: 'string' } },
    allowPositionals: true,
  })
  const wanted = ARCHITECTURES.filter(({ name, large }) => {
    return positionals.length > 0 ? positionals.includes(name) : values.large || large !== true
  })
  const rows: [string, string][] = []
  for (const architecture of wanted) rows.push([architecture.name, await measure(architecture)])
  printTable('Architectures at their published size, random weights, one thread', rows)
}
