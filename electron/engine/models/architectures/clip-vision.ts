import { z } from 'zod'
import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import type { ImageTower, PictureSize } from '../graph/image-tower.ts'
import { layerNorm, linear, reshape } from '../graph/layers.ts'
import { clipBlock } from './clip-vision-block.ts'
import { firstScope } from './first-scope.ts'
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
import { ignoreBelow } from './vit-naming.ts'
import { embeddedTokens, patchTokens, tokenAt } from './vit-tokens.ts'

export type ClipVisionConfig = EncoderShape &
  PatchShape & {
    /** Features of the embedding that pictures and texts share. */
    readonly projectionWidth: number
  }

const visionConfig = z
  .object({
    hidden_size: count.default(768),
    intermediate_size: count.default(3072),
    projection_dim: count.default(512),
    num_hidden_layers: count.default(12),
    num_attention_heads: count.default(12),
    hidden_act: hiddenActivation.default('quick_gelu'),
    layer_norm_eps: z.number().positive().default(1e-5),
    image_size: pictureSize.default({ heightPx: 224, widthPx: 224 }),
    patch_size: patchSize.default(32),
    num_channels: threeChannels.default(3),
  })
  .refine(headsFit.check, headsFit.message)

const configFile = z.discriminatedUnion('model_type', [
  z.object({
    model_type: z.literal('clip'),
    projection_dim: count.default(512),
    vision_config: visionConfig.prefault({}),
    /** In older files; where it is, transformers reads it instead of the other. */
    vision_config_dict: visionConfig.nullish(),
  }),
  visionConfig.safeExtend({ model_type: z.literal('clip_vision_model') }),
])

/** @param json config.json of a whole CLIPModel or of its image tower. @throws z.ZodError naming what is not supported */
export function readClipVisionConfig(json: unknown): ClipVisionConfig {
  const config = configFile.parse(json)
  const vision = config.model_type === 'clip' ? (config.vision_config_dict ?? config.vision_config) : config
  return {
    width: vision.hidden_size,
    layers: vision.num_hidden_layers,
    heads: vision.num_attention_heads,
    hidden: vision.intermediate_size,
    activation: vision.hidden_act,
    epsilon: vision.layer_norm_eps,
    trainedOn: vision.image_size,
    patchPx: vision.patch_size,
    projectionWidth: config.projection_dim,
  }
}

/**
 * CLIP's image tower as Hugging Face names it, alone or in a whole CLIPModel. `pooled` is `image_embeds`: the class token,
 * normalised and projected; in a checkpoint without `visual_projection` it is not projected. `features` are the last
 * block's tokens, not normalised, as CLIPVisionModel gives them.
 * @param pixels float32 [N, 3, H, W], normalised
 * @param picture H and W; positions are interpolated where the model was trained on another size
 * @see transformers, models/clip/modeling_clip.py
 */
export function clipVision(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: ClipVisionConfig,
  pixels: Value,
  picture: PictureSize,
): ImageTower {
  const { width, patchPx, epsilon, projectionWidth } = config
  ignoreBelow(weights, ['text_model.', 'text_projection.', 'logit_scale', 'classifier.'])
  const model = firstScope(weights, ['vision_model.', ''], 'embeddings.class_embedding')
  const embedded = embed(graph, model.scope('embeddings.'), config, pixels, picture)
  let tokens = layerNorm(graph, model.scope('pre_layrnorm.'), embedded, width, epsilon)
  for (let layer = 0; layer < config.layers; layer++)
    tokens = clipBlock(graph, model.scope(`encoder.layers.${layer}.`), tokens, config)
  const pooled = layerNorm(graph, model.scope('post_layernorm.'), tokenAt(graph, tokens, 0), width, epsilon)
  const tower = { features: tokens, featureShape: [1 + patchCount(picture, patchPx), width] }
  if (!weights.has('visual_projection.weight')) return { ...tower, pooled, width }
  const embedding = linear(graph, weights.scope('visual_projection.'), pooled, width, projectionWidth)
  return { ...tower, pooled: embedding, width: projectionWidth }
}

function embed(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: ClipVisionConfig,
  pixels: Value,
  picture: PictureSize,
): Value {
  const { width, patchPx, trainedOn } = config
  weights.ignore('position_ids')
  const patches = patchTokens(graph, weights.scope('patch_embedding.'), pixels, patchPx, width)
  const count = 1 + patchCount(trainedOn, patchPx)
  const embedding = {
    classToken: reshape(graph, weights.take('class_embedding', [width]), [1, 1, width]),
    positions: reshape(graph, weights.take('position_embedding.weight', [count, width]), [1, count, width]),
  }
  return embeddedTokens(graph, patches, embedding, { ...config, picture, antialias: false })
}
