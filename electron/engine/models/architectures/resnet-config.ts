import { z } from 'zod'
import { namesTimmModel, timmName } from './timm-name.ts'

/** What a ResNet is made of. Channels are those that come out. */
export interface ResNetConfig {
  /** basic: two 3x3 convolutions. bottleneck: 1x1, 3x3 and 1x1. */
  readonly block: 'basic' | 'bottleneck'
  readonly stemChannels: number
  /** By stage. */
  readonly channels: readonly number[]
  /** Blocks of each stage. */
  readonly depths: readonly number[]
  /** The convolution of a bottleneck that halves the picture: the 3x3 one everywhere but in the very first ResNets. */
  readonly halvesIn: 'first' | 'middle'
  readonly firstStageHalves: boolean
}

const BASIC = [64, 128, 256, 512]
const BOTTLENECK = [256, 512, 1024, 2048]

const PUBLISHED: Readonly<Record<string, Pick<ResNetConfig, 'block' | 'channels' | 'depths'>>> = {
  resnet18: { block: 'basic', channels: BASIC, depths: [2, 2, 2, 2] },
  resnet34: { block: 'basic', channels: BASIC, depths: [3, 4, 6, 3] },
  resnet50: { block: 'bottleneck', channels: BOTTLENECK, depths: [3, 4, 6, 3] },
  resnet101: { block: 'bottleneck', channels: BOTTLENECK, depths: [3, 4, 23, 3] },
}

/** Names for resNetFromName. */
export const RESNET_NAMES: readonly string[] = Object.keys(PUBLISHED)

/** A ResNet as timm and torchvision name it: 'resnet50', 'resnet18.a1_in1k'. @returns undefined for any other name */
export function resNetFromName(name: string): ResNetConfig | undefined {
  const published = PUBLISHED[timmName(name)]
  return published && { ...published, stemChannels: 64, halvesIn: 'middle', firstStageHalves: false }
}

const EXPANSION = { basic: 1, bottleneck: 4 } as const

/** What timm's config.json may say beyond the name. */
const timmArguments = z.strictObject({
  block: z.enum(['BasicBlock', 'Bottleneck']).optional(),
  layers: z.array(z.number().int().positive()).min(1).optional(),
  channels: z.array(z.number().int().positive()).min(1).optional(),
  in_chans: z.literal(3).optional(),
  global_pool: z.string().optional(),
  num_classes: z.number().optional(),
})

const timmConfig = z.object({ architecture: z.string(), model_args: timmArguments.default({}) })

const huggingFaceConfig = z.object({
  model_type: z.literal('resnet'),
  num_channels: z.literal(3).default(3),
  embedding_size: z.number().int().positive().default(64),
  hidden_sizes: z.array(z.number().int().positive()).min(1).default(BOTTLENECK),
  depths: z.array(z.number().int().positive()).min(1).default([3, 4, 6, 3]),
  layer_type: z.enum(['basic', 'bottleneck']).default('bottleneck'),
  hidden_act: z.literal('relu').default('relu'),
  downsample_in_first_stage: z.boolean().default(false),
  downsample_in_bottleneck: z.boolean().default(false),
})

/**
 * config.json of timm ({architecture: 'resnet50'}) or Hugging Face ({model_type: 'resnet'}).
 * @throws ZodError; Error for a name that is none of RESNET_NAMES
 */
export function readResNetConfig(json: unknown): ResNetConfig {
  if (namesTimmModel(json)) return fromTimm(timmConfig.parse(json))
  const config = huggingFaceConfig.parse(json)
  return {
    block: config.layer_type,
    stemChannels: config.embedding_size,
    channels: config.hidden_sizes,
    depths: config.depths,
    halvesIn: config.downsample_in_bottleneck ? 'first' : 'middle',
    firstStageHalves: config.downsample_in_first_stage,
  }
}

function fromTimm({ architecture, model_args }: z.infer<typeof timmConfig>): ResNetConfig {
  const published = resNetFromName(architecture)
  if (published === undefined) {
    throw new Error(`${architecture} is not supported; supported ResNets are ${RESNET_NAMES.join(', ')}`)
  }
  const block = model_args.block === undefined ? published.block : blockOf[model_args.block]
  const planes = model_args.channels ?? BASIC
  return {
    ...published,
    block,
    channels: planes.map((count) => count * EXPANSION[block]),
    depths: model_args.layers ?? published.depths,
  }
}

const blockOf = { BasicBlock: 'basic', Bottleneck: 'bottleneck' } as const
