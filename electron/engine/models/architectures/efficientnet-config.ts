import { z } from 'zod'
import { timmName } from './timm-name.ts'

/** Blocks of one kind, one after another. */
export interface EfficientNetStage {
  readonly kernel: number
  /** Of the first block; the others have 1. */
  readonly stride: number
  /** Channels inside a block to those that come in; with 1 the block has no first convolution. */
  readonly expansion: number
  readonly channels: number
  readonly depth: number
}

export interface EfficientNetConfig {
  readonly stemChannels: number
  readonly stages: readonly EfficientNetStage[]
  readonly headChannels: number
  /** same: TensorFlow's, the odd pixel below and on the right. symmetric: PyTorch's, kernel / 2 on every side. */
  readonly padding: 'same' | 'symmetric'
  /** Of every batch normalisation. */
  readonly epsilon: number
}

/** What tells the sizes of the family apart. */
interface Scaling {
  readonly channelMultiplier: number
  readonly depthMultiplier: number
}

/** EfficientNet-B0, table 1 of https://arxiv.org/abs/1905.11946 */
const B0: readonly EfficientNetStage[] = [
  { kernel: 3, stride: 1, expansion: 1, channels: 16, depth: 1 },
  { kernel: 3, stride: 2, expansion: 6, channels: 24, depth: 2 },
  { kernel: 5, stride: 2, expansion: 6, channels: 40, depth: 2 },
  { kernel: 3, stride: 2, expansion: 6, channels: 80, depth: 3 },
  { kernel: 5, stride: 1, expansion: 6, channels: 112, depth: 3 },
  { kernel: 5, stride: 2, expansion: 6, channels: 192, depth: 4 },
  { kernel: 3, stride: 1, expansion: 6, channels: 320, depth: 1 },
]
const STEM = 32
const HEAD = 1280

const SCALING: Readonly<Record<string, Scaling>> = {
  efficientnet_b0: { channelMultiplier: 1, depthMultiplier: 1 },
  efficientnet_b1: { channelMultiplier: 1, depthMultiplier: 1.1 },
  efficientnet_b2: { channelMultiplier: 1.1, depthMultiplier: 1.2 },
  efficientnet_b3: { channelMultiplier: 1.2, depthMultiplier: 1.4 },
  efficientnet_b4: { channelMultiplier: 1.4, depthMultiplier: 1.8 },
}

/** Names for efficientNetFromTimmName. */
export const EFFICIENTNET_NAMES: readonly string[] = Object.keys(SCALING).flatMap((name) => [
  name,
  `tf_${name}`,
])

/** An EfficientNet as timm names it: 'tf_efficientnet_b3' was trained in TensorFlow. @returns undefined for any other name */
export function efficientNetFromTimmName(name: string): EfficientNetConfig | undefined {
  const bare = timmName(name)
  const scaling = SCALING[bare.replace(/^tf_/, '')]
  if (scaling === undefined) return undefined
  const trainedIn = bare.startsWith('tf_') ? TENSORFLOW : PYTORCH
  return { ...scaled(scaling), ...trainedIn }
}

const TENSORFLOW = { padding: 'same', epsilon: 1e-3 } as const
const PYTORCH = { padding: 'symmetric', epsilon: 1e-5 } as const

function scaled({
  channelMultiplier,
  depthMultiplier,
}: Scaling): Pick<EfficientNetConfig, 'stemChannels' | 'stages' | 'headChannels'> {
  return {
    stemChannels: scaledChannels(STEM, channelMultiplier),
    stages: B0.map((stage) => ({
      ...stage,
      channels: scaledChannels(stage.channels, channelMultiplier),
      depth: Math.ceil(stage.depth * depthMultiplier),
    })),
    headChannels: scaledChannels(HEAD, channelMultiplier),
  }
}

/** To the nearest multiple of 8, but never more than a tenth below. */
function scaledChannels(channels: number, multiplier: number): number {
  const exact = channels * multiplier
  const rounded = Math.max(8, Math.floor((exact + 4) / 8) * 8)
  return rounded < 0.9 * exact ? rounded + 8 : rounded
}

const timmConfig = z.object({
  architecture: z.string(),
  model_args: z
    .strictObject({
      channel_multiplier: z.number().positive().optional(),
      depth_multiplier: z.number().positive().optional(),
      bn_eps: z.number().positive().optional(),
      pad_type: z.enum(['same', '']).optional(),
      in_chans: z.literal(3).optional(),
      global_pool: z.string().optional(),
      num_classes: z.number().optional(),
    })
    .default({}),
})

/**
 * config.json of timm: {architecture: 'tf_efficientnet_b3'}.
 * @throws ZodError; Error for a name that is none of EFFICIENTNET_NAMES
 */
export function readEfficientNetConfig(json: unknown): EfficientNetConfig {
  const { architecture, model_args } = timmConfig.parse(json)
  const published = efficientNetFromTimmName(architecture)
  const scaling = SCALING[timmName(architecture).replace(/^tf_/, '')]
  if (published === undefined || scaling === undefined) {
    throw new Error(
      `${architecture} is not supported; supported EfficientNets are ${EFFICIENTNET_NAMES.join(', ')}`,
    )
  }
  const { channel_multiplier, depth_multiplier, bn_eps, pad_type } = model_args
  return {
    ...scaled({
      channelMultiplier: channel_multiplier ?? scaling.channelMultiplier,
      depthMultiplier: depth_multiplier ?? scaling.depthMultiplier,
    }),
    padding: pad_type === undefined ? published.padding : pad_type === 'same' ? 'same' : 'symmetric',
    epsilon: bn_eps ?? published.epsilon,
  }
}
