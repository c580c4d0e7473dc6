import { z } from 'zod'
import { namesTimmModel, timmName } from './timm-name.ts'

/** What a ResNet is made of. Channels are those that come out. */
export interface ResNetConfig {
  /** basic: two 3x3 convolutions. bottleneck: 1x1, 3x3 and 1x1. */
  readonly block: 'basic' | 'bottleneck'
  readonly stemChannels: number
  /** Channels inside a stem of three 3x3 convolutions, as ResNet-D has it; null: one 7x7 convolution. */
  readonly deepStemChannels: number | null
  /** Shortcuts that halve the picture take the mean of four pixels, as ResNet-D does, instead of one in four. */
  readonly averagesShortcut: boolean
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

/** Names for resNetFromName; each with a d after it is ResNet-D. */
export const RESNET_NAMES: readonly string[] = Object.keys(PUBLISHED).flatMap((name) => [name, `${name}d`])

const STEM_CHANNELS = 64

/**
 * A ResNet as timm and torchvision name it: 'resnet50', 'resnet18.a1_in1k', 'resnet50d'.
 * @returns undefined for any other name
 */
export function resNetFromName(name: string): ResNetConfig | undefined {
  const bare = timmName(name)
  const isD = bare.endsWith('d')
  const published = PUBLISHED[isD ? bare.slice(0, -1) : bare]
  return (
    published && {
      ...published,
      stemChannels: STEM_CHANNELS,
      deepStemChannels: isD ? STEM_CHANNELS / 2 : null,
      averagesShortcut: isD,
      halvesIn: 'middle',
      firstStageHalves: false,
    }
  )
}

const EXPANSION = { basic: 1, bottleneck: 4 } as const

/** What timm's config.json may say beyond the name. */
const timmArguments = z.strictObject({
  block: z.enum(['BasicBlock', 'Bottleneck']).optional(),
  layers: z.array(z.number().int().positive()).min(1).optional(),
  channels: z.array(z.number().int().positive()).min(1).optional(),
  stem_type: z.enum(['', 'deep']).optional(),
  stem_width: z.number().int().positive().optional(),
  avg_down: z.boolean().optional(),
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
    deepStemChannels: null,
    averagesShortcut: false,
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
  const { stem_type, stem_width = STEM_CHANNELS / 2 } = model_args
  const isDeep = stem_type === undefined ? published.deepStemChannels !== null : stem_type === 'deep'
  return {
    ...published,
    block,
    // As timm has it: twice the width of a deep stem, and always the same without one.
    stemChannels: isDeep ? 2 * stem_width : STEM_CHANNELS,
    deepStemChannels: isDeep ? stem_width : null,
    averagesShortcut: model_args.avg_down ?? published.averagesShortcut,
    channels: planes.map((count) => count * EXPANSION[block]),
    depths: model_args.layers ?? published.depths,
  }
}

const blockOf = { BasicBlock: 'basic', Bottleneck: 'bottleneck' } as const
