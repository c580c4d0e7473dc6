import { z } from 'zod'
import {
  count,
  type EncoderShape,
  hiddenActivation,
  type PatchShape,
  patchSize,
  pictureSize,
  threeChannels,
} from './vit-config.ts'

export interface SwinConfig extends PatchShape, Pick<EncoderShape, 'activation' | 'epsilon'> {
  /** Features of the first stage's tokens; each stage has twice those of the one before. */
  readonly width: number
  /** Blocks of each stage. */
  readonly depths: readonly number[]
  /** Heads of each stage. */
  readonly heads: readonly number[]
  /** Edge of a window, in tokens. */
  readonly window: number
  /** Features inside the feed-forward layer, as a multiple of those outside. */
  readonly expansion: number
  readonly hasAbsolutePositions: boolean
}

const perStage = z.array(count).min(1).max(16)

const configFile = z
  .object({
    model_type: z.literal('swin'),
    image_size: pictureSize.default({ heightPx: 224, widthPx: 224 }),
    patch_size: patchSize.default(4),
    num_channels: threeChannels.default(3),
    embed_dim: count.default(96),
    depths: perStage.default([2, 2, 6, 2]),
    num_heads: perStage.default([3, 6, 12, 24]),
    window_size: z.number().int().min(1).max(64).default(7),
    mlp_ratio: z.number().positive().max(64).default(4),
    hidden_act: hiddenActivation.default('gelu'),
    use_absolute_embeddings: z.boolean().default(false),
    layer_norm_eps: z.number().positive().default(1e-5),
  })
  .refine(({ depths, num_heads }) => depths.length === num_heads.length, {
    error: 'expected num_heads to have one number for each stage of depths',
    path: ['num_heads'],
  })
  .refine(
    ({ embed_dim, num_heads }) => num_heads.every((heads, stage) => (embed_dim * 2 ** stage) % heads === 0),
    {
      error: 'expected the features of each stage to be a multiple of its num_heads',
      path: ['num_heads'],
    },
  )

/** @param json config.json of a SwinModel or SwinForImageClassification. @throws z.ZodError naming what is not supported */
export function readSwinConfig(json: unknown): SwinConfig {
  const config = configFile.parse(json)
  return {
    trainedOn: config.image_size,
    patchPx: config.patch_size,
    width: config.embed_dim,
    depths: config.depths,
    heads: config.num_heads,
    window: config.window_size,
    expansion: config.mlp_ratio,
    activation: config.hidden_act,
    epsilon: config.layer_norm_eps,
    hasAbsolutePositions: config.use_absolute_embeddings,
  }
}
