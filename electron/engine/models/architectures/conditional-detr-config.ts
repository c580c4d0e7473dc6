import { z } from 'zod'
import { readResNetConfig, type ResNetConfig } from './resnet-config.ts'
import { count, threeChannels } from './vit-config.ts'

interface TransformerShape {
  readonly layers: number
  readonly heads: number
  /** Features between the two Linears of a layer. */
  readonly innerWidth: number
}

/** What a Conditional DETR is made of. */
export interface ConditionalDetrConfig {
  readonly backbone: ResNetConfig
  /** Features of a cell and of a query. */
  readonly width: number
  readonly queries: number
  readonly encoder: TransformerShape
  readonly decoder: TransformerShape
  /** Trained with auxiliary losses: the decoder normalises after each layer, and not only after the last. */
  readonly normalisesEachLayer: boolean
  /** By class number; null where a number means nothing. */
  readonly classes: readonly (string | null)[]
}

/** COCO's numbers have gaps, which the published checkpoints name so. */
const NOTHING = 'N/A'
/** More than any published detector has; a number of a class is a place in a list. */
const MOST_CLASSES = 10_000

const classNumber = z
  .string()
  .regex(/^\d{1,4}$/, `expected the numbers of classes, from 0 and below ${MOST_CLASSES}`)

function only<Value extends string | number | boolean>(field: string, supported: Value) {
  return z.literal(supported, {
    error: ({ input }) => `${field} ${String(input)} is not supported; supported is ${supported}`,
  })
}

/** What config.json may say of a timm backbone beyond its name. */
const timmArguments = z.object({
  layers: z.array(count).optional(),
  channels: z.array(count).optional(),
  in_chans: threeChannels.optional(),
  output_stride: only('output_stride', 32).nullish(),
})
const timmBackbone = z.object({
  model_type: z.literal('timm_backbone'),
  backbone: z.string(),
  output_stride: only('output_stride', 32).nullish(),
})
const resNetBackbone = z.looseObject({ model_type: z.literal('resnet') })

const conditionalDetrConfig = z
  .object({
    model_type: z.literal('conditional_detr'),
    num_channels: threeChannels.default(3),
    backbone: z.string().nullish(),
    backbone_config: z.discriminatedUnion('model_type', [timmBackbone, resNetBackbone]).nullish(),
    backbone_kwargs: timmArguments.nullish(),
    dilation: only('dilation', false).default(false),
    position_embedding_type: only('position_embedding_type', 'sine').default('sine'),
    activation_function: only('activation_function', 'relu').default('relu'),
    auxiliary_loss: z.boolean().default(false),
    d_model: count.multipleOf(4).default(256),
    num_queries: count.default(300),
    encoder_layers: count.default(6),
    encoder_attention_heads: count.default(8),
    encoder_ffn_dim: count.default(2048),
    decoder_layers: count.default(6),
    decoder_attention_heads: count.default(8),
    decoder_ffn_dim: count.default(2048),
    id2label: z
      .record(classNumber, z.string().min(1))
      .refine((labels) => Object.keys(labels).length > 0, 'expected the numbers and names of classes'),
  })
  .refine(
    (config) =>
      config.d_model % config.encoder_attention_heads === 0 &&
      config.d_model % config.decoder_attention_heads === 0,
    { error: 'expected d_model to be a multiple of the numbers of attention heads', path: ['d_model'] },
  )
type WrittenConfig = z.infer<typeof conditionalDetrConfig>

/**
 * config.json of a ConditionalDetrForObjectDetection, as transformers 4 or 5 wrote it.
 * @throws ZodError; Error for a backbone that is no supported ResNet
 */
export function readConditionalDetrConfig(json: unknown): ConditionalDetrConfig {
  const config = conditionalDetrConfig.parse(json)
  return {
    backbone: readBackbone(config),
    width: config.d_model,
    queries: config.num_queries,
    encoder: {
      layers: config.encoder_layers,
      heads: config.encoder_attention_heads,
      innerWidth: config.encoder_ffn_dim,
    },
    decoder: {
      layers: config.decoder_layers,
      heads: config.decoder_attention_heads,
      innerWidth: config.decoder_ffn_dim,
    },
    normalisesEachLayer: config.auxiliary_loss,
    classes: classesByNumber(config.id2label),
  }
}

/** `backbone` is timm's name unless `backbone_config` says more; resnet50 where neither is there, as in transformers. */
function readBackbone({ backbone, backbone_config, backbone_kwargs }: WrittenConfig): ResNetConfig {
  if (backbone_config?.model_type === 'resnet') return readResNetConfig(backbone_config)
  const architecture = backbone_config?.backbone ?? backbone ?? 'resnet50'
  const { layers, channels } = backbone_kwargs ?? {}
  return readResNetConfig({ architecture, model_args: { layers, channels } })
}

function classesByNumber(id2label: Readonly<Record<string, string>>): (string | null)[] {
  const numbers = Object.keys(id2label).map(Number)
  return Array.from({ length: Math.max(-1, ...numbers) + 1 }, (_, number) => {
    const label = id2label[number]
    return label === undefined || label === NOTHING ? null : label
  })
}
