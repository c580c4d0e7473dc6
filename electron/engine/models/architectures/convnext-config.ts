import { z } from 'zod'
import { type ActivationName, activationName } from '../graph/activation.ts'
import { namesTimmModel, timmName } from './timm-name.ts'

export interface ConvNextConfig {
  /** Of each stage. */
  readonly channels: readonly number[]
  /** Blocks of each stage. */
  readonly depths: readonly number[]
  /** Edge of the depthwise convolutions of each stage. */
  readonly kernels: readonly number[]
  /** patch: one convolution of `patchPx` by `patchPx`. overlap: two of 3x3, the first of half the channels if tiered. */
  readonly stem: 'patch' | 'overlap' | 'overlap_tiered'
  readonly patchPx: number
  readonly activation: ActivationName
  /** Version 1: each channel of a block's result is scaled. */
  readonly layerScale: boolean
  /** Version 2: global response normalisation within a block. */
  readonly responseNorm: boolean
  /** Of every layer normalisation but the last. */
  readonly epsilon: number
  /** Of the last one. */
  readonly headEpsilon: number
  /** The last normalisation comes before the mean over the picture, and so belongs to the features. */
  readonly headNormFirst: boolean
  /** Width of a linear layer with GELU after the last normalisation; null where there is none. */
  readonly headChannels: number | null
}

const EPSILON = 1e-6

const VERSION_1: Omit<ConvNextConfig, 'channels' | 'depths'> = {
  kernels: [7, 7, 7, 7],
  stem: 'patch',
  patchPx: 4,
  activation: 'gelu',
  layerScale: true,
  responseNorm: false,
  epsilon: EPSILON,
  headEpsilon: EPSILON,
  headNormFirst: false,
  headChannels: null,
}
const VERSION_2 = { ...VERSION_1, layerScale: false, responseNorm: true }

/** Four stages, each of twice the channels of the one before. */
function doubling(first: number): readonly number[] {
  return [first, 2 * first, 4 * first, 8 * first]
}

const SIZES: Readonly<Record<string, Pick<ConvNextConfig, 'channels' | 'depths'>>> = {
  atto: { channels: doubling(40), depths: [2, 2, 6, 2] },
  femto: { channels: doubling(48), depths: [2, 2, 6, 2] },
  pico: { channels: doubling(64), depths: [2, 2, 6, 2] },
  nano: { channels: doubling(80), depths: [2, 2, 8, 2] },
  tiny: { channels: doubling(96), depths: [3, 3, 9, 3] },
  small: { channels: doubling(96), depths: [3, 3, 27, 3] },
  base: { channels: doubling(128), depths: [3, 3, 27, 3] },
  large: { channels: doubling(192), depths: [3, 3, 27, 3] },
  xlarge: { channels: doubling(256), depths: [3, 3, 27, 3] },
  xxlarge: { channels: doubling(384), depths: [3, 4, 30, 3] },
  huge: { channels: doubling(352), depths: [3, 3, 27, 3] },
}

/** The sizes of version 1, by the names that timm has for them; what is special about some is said here. */
const SPECIAL: Readonly<Record<string, Partial<ConvNextConfig>>> = {
  convnext_atto_ols: { stem: 'overlap_tiered' },
  convnext_femto_ols: { stem: 'overlap_tiered' },
  convnext_pico_ols: { stem: 'overlap_tiered' },
  convnext_nano_ols: { stem: 'overlap' },
  convnext_tiny_hnf: { headNormFirst: true },
  convnext_large_mlp: { headChannels: 1536 },
  convnext_xxlarge: { epsilon: 1e-5, headEpsilon: 1e-5 },
}
const VERSION_1_SIZES = [
  'atto',
  'femto',
  'pico',
  'nano',
  'tiny',
  'small',
  'base',
  'large',
  'xlarge',
  'xxlarge',
]
const VERSION_2_SIZES = ['atto', 'femto', 'pico', 'nano', 'tiny', 'small', 'base', 'large', 'huge']

/** Names for convNextFromTimmName. */
export const CONVNEXT_NAMES: readonly string[] = [
  ...new Set([...VERSION_1_SIZES.map((size) => `convnext_${size}`), ...Object.keys(SPECIAL)]),
  ...VERSION_2_SIZES.map((size) => `convnextv2_${size}`),
]

/** A ConvNeXt as timm names it: 'convnext_base', 'convnextv2_tiny.fcmae'. @returns undefined for any other name */
export function convNextFromTimmName(name: string): ConvNextConfig | undefined {
  const bare = timmName(name)
  if (!CONVNEXT_NAMES.includes(bare)) return undefined
  const [family, size = ''] = bare.split('_')
  const sizes = SIZES[size]
  return sizes && { ...(family === 'convnextv2' ? VERSION_2 : VERSION_1), ...sizes, ...SPECIAL[bare] }
}

const counts = z.array(z.number().int().positive()).length(4)

/** What timm's config.json may say beyond the name. */
const timmArguments = z.strictObject({
  depths: counts.optional(),
  dims: counts.optional(),
  kernel_sizes: z.union([z.number().int().positive(), counts]).optional(),
  stem_type: z.enum(['patch', 'overlap', 'overlap_tiered']).optional(),
  patch_size: z.number().int().positive().optional(),
  act_layer: activationName.optional(),
  ls_init_value: z.number().nullable().optional(),
  use_grn: z.boolean().optional(),
  norm_eps: z.number().positive().optional(),
  head_norm_first: z.boolean().optional(),
  head_hidden_size: z.number().int().positive().nullable().optional(),
  /** The weights' shapes tell. */
  conv_mlp: z.boolean().optional(),
  conv_bias: z.boolean().optional(),
  in_chans: z.literal(3).optional(),
  num_classes: z.number().optional(),
  global_pool: z.string().optional(),
  drop_rate: z.number().optional(),
  drop_path_rate: z.number().optional(),
})

const timmConfig = z.object({ architecture: z.string(), model_args: timmArguments.default({}) })

const huggingFaceConfig = z.object({
  model_type: z.enum(['convnext', 'convnextv2']),
  num_channels: z.literal(3).default(3),
  patch_size: z.number().int().positive().default(4),
  hidden_sizes: z.array(z.number().int().positive()).min(1).default([96, 192, 384, 768]),
  depths: z.array(z.number().int().positive()).min(1).default([3, 3, 9, 3]),
  hidden_act: activationName.default('gelu'),
  layer_norm_eps: z.number().positive().default(1e-12),
  layer_scale_init_value: z.number().default(1e-6),
})

/**
 * config.json of timm ({architecture: 'convnext_base'}) or Hugging Face ({model_type: 'convnext' or 'convnextv2'}).
 * @throws ZodError; Error for a name that is none of CONVNEXT_NAMES
 */
export function readConvNextConfig(json: unknown): ConvNextConfig {
  if (namesTimmModel(json)) return fromTimm(timmConfig.parse(json))
  const config = huggingFaceConfig.parse(json)
  return {
    ...(config.model_type === 'convnextv2' ? VERSION_2 : VERSION_1),
    channels: config.hidden_sizes,
    depths: config.depths,
    kernels: config.hidden_sizes.map(() => 7),
    patchPx: config.patch_size,
    activation: config.hidden_act,
    layerScale: config.model_type === 'convnext' && config.layer_scale_init_value > 0,
    headEpsilon: config.layer_norm_eps,
  }
}

function fromTimm({ architecture, model_args }: z.infer<typeof timmConfig>): ConvNextConfig {
  const published = convNextFromTimmName(architecture)
  if (published === undefined) {
    throw new Error(`${architecture} is not supported; supported ConvNeXts are ${CONVNEXT_NAMES.join(', ')}`)
  }
  const { kernel_sizes, ls_init_value, head_hidden_size, norm_eps } = model_args
  return {
    channels: model_args.dims ?? published.channels,
    depths: model_args.depths ?? published.depths,
    kernels:
      typeof kernel_sizes === 'number'
        ? Array.from({ length: 4 }, () => kernel_sizes)
        : (kernel_sizes ?? published.kernels),
    stem: model_args.stem_type ?? published.stem,
    patchPx: model_args.patch_size ?? published.patchPx,
    activation: model_args.act_layer ?? published.activation,
    layerScale: ls_init_value === undefined ? published.layerScale : ls_init_value !== null,
    responseNorm: model_args.use_grn ?? published.responseNorm,
    epsilon: norm_eps ?? published.epsilon,
    headEpsilon: norm_eps ?? published.headEpsilon,
    headNormFirst: model_args.head_norm_first ?? published.headNormFirst,
    headChannels: head_hidden_size === undefined ? published.headChannels : head_hidden_size,
  }
}
