import { z } from 'zod'
import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import type { ImageTower, PictureSize } from '../graph/image-tower.ts'
import { layerNorm } from '../graph/layers.ts'
import { selfAttention } from './attention.ts'
import { firstScope } from './first-scope.ts'
import { swiGlu } from './dinov2-swiglu.ts'
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
import { attentionBelow, ignoreBelow, PUBLISHED_ATTENTION } from './vit-naming.ts'
import { embeddedTokens, patchTokens, tokenAt } from './vit-tokens.ts'

export type Dinov2Config = EncoderShape &
  PatchShape & {
    /** The gated feed-forward layer of the giant model instead of the plain one. */
    readonly gated: boolean
    /** Tokens between the class token and the patches; 0 without `with_registers`. */
    readonly registers: number
    /** How positions are reduced: the models with registers do it with antialiasing. */
    readonly antialias: boolean
  }

const configFile = z
  .object({
    model_type: z.enum(['dinov2', 'dinov2_with_registers']),
    hidden_size: count.default(768),
    num_hidden_layers: count.default(12),
    num_attention_heads: count.default(12),
    mlp_ratio: z.number().positive().max(64).default(4),
    hidden_act: hiddenActivation.default('gelu'),
    layer_norm_eps: z.number().positive().default(1e-6),
    image_size: pictureSize.default({ heightPx: 224, widthPx: 224 }),
    patch_size: patchSize.optional(),
    num_channels: threeChannels.default(3),
    use_swiglu_ffn: z.boolean().default(false),
    num_register_tokens: count.default(4),
  })
  .refine(headsFit.check, headsFit.message)

/** @param json config.json of a Dinov2Model or Dinov2WithRegistersModel. @throws z.ZodError */
export function readDinov2Config(json: unknown): Dinov2Config {
  const config = configFile.parse(json)
  const withRegisters = config.model_type === 'dinov2_with_registers'
  return {
    width: config.hidden_size,
    layers: config.num_hidden_layers,
    heads: config.num_attention_heads,
    hidden: Math.trunc(config.hidden_size * config.mlp_ratio),
    activation: config.hidden_act,
    epsilon: config.layer_norm_eps,
    trainedOn: config.image_size,
    patchPx: config.patch_size ?? (withRegisters ? 16 : 14),
    gated: config.use_swiglu_ffn,
    registers: withRegisters ? config.num_register_tokens : 0,
    antialias: withRegisters,
  }
}

/**
 * DINOv2, with or without registers, as Hugging Face names it. `pooled` is the class token after the last normalisation.
 * @param picture what the graph takes; positions are interpolated where it is not what the model was trained on, as for
 *   the published ones, whose table is for 518 pixels and whose preprocessor gives 224
 * @see transformers, models/dinov2/modeling_dinov2.py and models/dinov2_with_registers
 */
export function dinov2(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: Dinov2Config,
  pixels: Value,
  picture: PictureSize,
): ImageTower {
  const { width, epsilon, registers } = config
  const model = firstScope(weights, ['', 'dinov2.', 'dinov2_with_registers.'], 'embeddings.cls_token')
  ignoreBelow(weights, ['classifier.'])
  ignoreBelow(model, ['embeddings.mask_token'])
  let tokens = embed(graph, model.scope('embeddings.'), config, pixels, picture)
  for (let layer = 0; layer < config.layers; layer++)
    tokens = block(graph, model.scope(`encoder.layer.${layer}.`), tokens, config)
  const features = layerNorm(graph, model.scope('layernorm.'), tokens, width, epsilon)
  const featureShape = [1 + registers + patchCount(picture, config.patchPx), width]
  return { features, featureShape, pooled: tokenAt(graph, features, 0), width }
}

function embed(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: Dinov2Config,
  pixels: Value,
  picture: PictureSize,
): Value {
  const { width, patchPx, registers: count } = config
  const patches = patchTokens(graph, weights.scope('patch_embeddings.projection.'), pixels, patchPx, width)
  const embedding = {
    classToken: weights.take('cls_token', [1, 1, width]),
    positions: weights.take('position_embeddings', [1, 1 + patchCount(config.trainedOn, patchPx), width]),
    ...(count > 0 && { registers: { tokens: weights.take('register_tokens', [1, count, width]), count } }),
  }
  return embeddedTokens(graph, patches, embedding, { ...config, picture })
}

function block(graph: GraphBuilder, weights: GraphWeights, tokens: Value, config: Dinov2Config): Value {
  const scaled = (name: string, rows: Value): Value =>
    graph.node('Mul', [rows, weights.take(`${name}.lambda1`, [config.width])])
  const mlp = weights.scope('mlp.')
  const attended = residual(graph, weights.scope('norm1.'), tokens, config, (rows) =>
    scaled('layer_scale1', selfAttention(graph, attentionBelow(weights, PUBLISHED_ATTENTION), rows, config)),
  )
  return residual(graph, weights.scope('norm2.'), attended, config, (rows) =>
    scaled(
      'layer_scale2',
      config.gated
        ? swiGlu(graph, mlp, rows, config)
        : feedForward(graph, mlp.scope('fc1.'), mlp.scope('fc2.'), rows, config),
    ),
  )
}
