import { z } from 'zod'
import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import type { ImageTower, PictureSize } from '../graph/image-tower.ts'
import { layerNorm } from '../graph/layers.ts'
import { selfAttention } from './attention.ts'
import { firstScope } from './first-scope.ts'
import { feedForward, residual } from './vit-block.ts'
import {
  count,
  type EncoderShape,
  headsFit,
  hiddenActivation,
  patchCount,
  type PatchShape,
  patchSize,
  pictureSize,
  threeChannels,
} from './vit-config.ts'
import { attentionBelow, feedForwardBelow, ignoreBelow, PUBLISHED_ATTENTION } from './vit-naming.ts'
import { timmVitBlock, timmVitConfig, timmVitShape } from './vit-timm.ts'
import { embeddedTokens, patchTokens, tokenAt } from './vit-tokens.ts'

export type VitConfig = EncoderShape &
  PatchShape & {
    /** How positions are resized for other pictures: timm does it with antialiasing. */
    readonly antialias: boolean
  }

const huggingFaceConfig = z
  .object({
    model_type: z.literal('vit'),
    hidden_size: count.default(768),
    num_hidden_layers: count.default(12),
    num_attention_heads: count.default(12),
    intermediate_size: count.default(3072),
    hidden_act: hiddenActivation.default('gelu'),
    layer_norm_eps: z.number().positive().default(1e-12),
    image_size: pictureSize.default({ heightPx: 224, widthPx: 224 }),
    patch_size: patchSize.default(16),
    num_channels: threeChannels.default(3),
  })
  .refine(headsFit.check, headsFit.message)

/**
 * @param json config.json of Hugging Face (ViTModel, ViTForImageClassification) or timm ('vit_base_patch16_224')
 * @throws z.ZodError naming what is not supported
 */
export function readVitConfig(json: unknown): VitConfig {
  if (isTimm(json)) return { ...timmVitShape(timmVitConfig.parse(json)), antialias: true }
  const config = huggingFaceConfig.parse(json)
  return {
    width: config.hidden_size,
    layers: config.num_hidden_layers,
    heads: config.num_attention_heads,
    hidden: config.intermediate_size,
    activation: config.hidden_act,
    epsilon: config.layer_norm_eps,
    trainedOn: config.image_size,
    patchPx: config.patch_size,
    antialias: false,
  }
}

function isTimm(json: unknown): boolean {
  return typeof json === 'object' && json !== null && 'architecture' in json
}

/** Where the two namings have what a ViT is made of. */
interface VitNames {
  readonly patches: string
  readonly classToken: string
  readonly positions: string
  readonly block: (layer: number) => string
  readonly norm: string
  readonly buildBlock: typeof timmVitBlock
  /** Heads, and tokens that only training uses. */
  readonly unused: readonly string[]
}

const TIMM: VitNames = {
  patches: 'patch_embed.proj.',
  classToken: 'cls_token',
  positions: 'pos_embed',
  block: (layer) => `blocks.${layer}.`,
  norm: 'norm.',
  buildBlock: timmVitBlock,
  unused: ['head.'],
}

/** Published checkpoints; the modules of transformers 5, and so state dicts saved from them, have blocks in `layers`. */
function huggingFaceNames(model: GraphWeights): VitNames {
  const blocks = model.has('layers.0.layernorm_before.weight') ? 'layers' : 'encoder.layer'
  return {
    patches: 'embeddings.patch_embeddings.projection.',
    classToken: 'embeddings.cls_token',
    positions: 'embeddings.position_embeddings',
    block: (layer) => `${blocks}.${layer}.`,
    norm: 'layernorm.',
    buildBlock: huggingFaceBlock,
    unused: ['pooler.', 'embeddings.mask_token'],
  }
}

/**
 * ViT as Hugging Face or timm names it. `pooled` is the class token after the last normalisation, which is what a
 * classifier sees; the pooler of a bare ViTModel is left out, so that a checkpoint gives the same with and without it.
 * @param pixels float32 [N, 3, H, W], normalised
 * @param picture H and W; positions are interpolated where the model was trained on another size
 * @see transformers, models/vit/modeling_vit.py; timm, models/vision_transformer.py
 */
export function vit(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: VitConfig,
  pixels: Value,
  picture: PictureSize,
): ImageTower {
  const { width, patchPx } = config
  const model = firstScope(weights, ['', 'vit.'], 'embeddings.cls_token')
  const names = model.has('patch_embed.proj.weight') ? TIMM : huggingFaceNames(model)
  ignoreBelow(weights, ['classifier.'])
  ignoreBelow(model, names.unused)
  let tokens = embed(graph, model, names, config, pixels, picture)
  for (let layer = 0; layer < config.layers; layer++)
    tokens = names.buildBlock(graph, model.scope(names.block(layer)), tokens, config)
  const features = layerNorm(graph, model.scope(names.norm), tokens, width, config.epsilon)
  const featureShape = [1 + patchCount(picture, patchPx), width]
  return { features, featureShape, pooled: tokenAt(graph, features, 0), width }
}

function embed(
  graph: GraphBuilder,
  model: GraphWeights,
  names: VitNames,
  config: VitConfig,
  pixels: Value,
  picture: PictureSize,
): Value {
  const { width, patchPx, trainedOn } = config
  const patches = patchTokens(graph, model.scope(names.patches), pixels, patchPx, width)
  const classToken = model.take(names.classToken, [1, 1, width])
  const positions = model.take(names.positions, [1, 1 + patchCount(trainedOn, patchPx), width])
  return embeddedTokens(graph, patches, { classToken, positions }, { ...config, picture })
}

function huggingFaceBlock(
  graph: GraphBuilder,
  weights: GraphWeights,
  tokens: Value,
  shape: EncoderShape,
): Value {
  const [first, second] = feedForwardBelow(weights)
  const attention = attentionBelow(weights, PUBLISHED_ATTENTION)
  const attended = residual(graph, weights.scope('layernorm_before.'), tokens, shape, (rows) =>
    selfAttention(graph, attention, rows, shape),
  )
  return residual(graph, weights.scope('layernorm_after.'), attended, shape, (rows) =>
    feedForward(graph, first, second, rows, shape),
  )
}
