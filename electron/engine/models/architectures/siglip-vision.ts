import { z } from 'zod'
import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import type { ImageTower, PictureSize } from '../graph/image-tower.ts'
import { add, layerNorm, reshape } from '../graph/layers.ts'
import { clipBlock } from './clip-vision-block.ts'
import { firstScope } from './first-scope.ts'
import { attentionPooling } from './siglip-vision-pooling.ts'
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
import { resizedPositions } from './vit-positions.ts'
import { patchTokens } from './vit-tokens.ts'

export type SiglipVisionConfig = EncoderShape & PatchShape

const visionConfig = z
  .object({
    hidden_size: count.default(768),
    intermediate_size: count.default(3072),
    num_hidden_layers: count.default(12),
    num_attention_heads: count.default(12),
    hidden_act: hiddenActivation.default('gelu_pytorch_tanh'),
    layer_norm_eps: z.number().positive().default(1e-6),
    image_size: pictureSize.default({ heightPx: 224, widthPx: 224 }),
    patch_size: patchSize.default(16),
    num_channels: threeChannels.default(3),
    vision_use_head: z
      .literal(true, {
        error: ({ input }) =>
          `vision_use_head ${String(input)} is not supported; supported is a tower with its pooling head`,
      })
      .default(true),
  })
  .refine(headsFit.check, headsFit.message)

const configFile = z.discriminatedUnion('model_type', [
  z.object({ model_type: z.literal('siglip'), vision_config: visionConfig.prefault({}) }),
  visionConfig.safeExtend({ model_type: z.literal('siglip_vision_model') }),
])

/** @param json config.json of a whole SiglipModel or of its image tower. @throws z.ZodError naming what is not supported */
export function readSiglipVisionConfig(json: unknown): SiglipVisionConfig {
  const config = configFile.parse(json)
  const vision = config.model_type === 'siglip' ? config.vision_config : config
  return {
    width: vision.hidden_size,
    layers: vision.num_hidden_layers,
    heads: vision.num_attention_heads,
    hidden: vision.intermediate_size,
    activation: vision.hidden_act,
    epsilon: vision.layer_norm_eps,
    trainedOn: vision.image_size,
    patchPx: vision.patch_size,
  }
}

/**
 * SigLIP's image tower as Hugging Face names it, alone or in a whole SiglipModel; SigLIP 2 of a fixed size is the same.
 * `pooled` is what the attention pooling head gives, the embedding that pictures and texts share.
 * @param pixels float32 [N, 3, H, W], normalised
 * @param picture H and W; positions are interpolated where the model was trained on another size
 * @see transformers, models/siglip/modeling_siglip.py
 */
export function siglipVision(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: SiglipVisionConfig,
  pixels: Value,
  picture: PictureSize,
): ImageTower {
  const { width, patchPx, epsilon } = config
  ignoreBelow(weights, ['text_model.', 'logit_scale', 'logit_bias', 'classifier.'])
  const model = firstScope(weights, ['vision_model.', ''], 'embeddings.patch_embedding.weight')
  let tokens = embed(graph, model.scope('embeddings.'), config, pixels, picture)
  for (let layer = 0; layer < config.layers; layer++)
    tokens = clipBlock(graph, model.scope(`encoder.layers.${layer}.`), tokens, config)
  const features = layerNorm(graph, model.scope('post_layernorm.'), tokens, width, epsilon)
  const pooled = attentionPooling(graph, model.scope('head.'), features, config)
  return { features, featureShape: [patchCount(picture, patchPx), width], pooled, width }
}

function embed(
  graph: GraphBuilder,
  weights: GraphWeights,
  config: SiglipVisionConfig,
  pixels: Value,
  picture: PictureSize,
): Value {
  const { width, patchPx, trainedOn } = config
  weights.ignore('position_ids')
  const patches = patchTokens(graph, weights.scope('patch_embedding.'), pixels, patchPx, width)
  const count = patchCount(trainedOn, patchPx)
  const table = reshape(graph, weights.take('position_embedding.weight', [count, width]), [1, count, width])
  const positions = resizedPositions(graph, table, { ...config, picture, antialias: false })
  return add(graph, patches, positions)
}
