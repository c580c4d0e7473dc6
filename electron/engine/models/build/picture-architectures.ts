import { z } from 'zod'
import { clipVision, readClipVisionConfig } from '../architectures/clip-vision.ts'
import { convNext } from '../architectures/convnext.ts'
import { readConvNextConfig } from '../architectures/convnext-config.ts'
import { dinov2, readDinov2Config } from '../architectures/dinov2.ts'
import { efficientNet } from '../architectures/efficientnet.ts'
import { readEfficientNetConfig } from '../architectures/efficientnet-config.ts'
import { resNet } from '../architectures/resnet.ts'
import { readResNetConfig } from '../architectures/resnet-config.ts'
import { readSiglipVisionConfig, siglipVision } from '../architectures/siglip-vision.ts'
import { swin } from '../architectures/swin.ts'
import { readSwinConfig } from '../architectures/swin-config.ts'
import { timmName } from '../architectures/timm-name.ts'
import { readVitConfig, vit } from '../architectures/vit.ts'
import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import type { ImageTower, PictureSize } from '../graph/image-tower.ts'
import { ModelRefused } from './model-refused.ts'

/** Puts a tower into the graph, by a config that was read already. */
export type BuildTower = (
  graph: GraphBuilder,
  weights: GraphWeights,
  pixels: Value,
  size: PictureSize,
) => ImageTower

/** An architecture bound to what a config.json says. */
type Architecture = (config: unknown) => BuildTower

const architecture =
  <Config>(
    read: (json: unknown) => Config,
    build: (
      graph: GraphBuilder,
      weights: GraphWeights,
      config: Config,
      pixels: Value,
      size: PictureSize,
    ) => ImageTower,
  ): Architecture =>
  (json) => {
    const config = read(json)
    return (graph, weights, pixels, size) => build(graph, weights, config, pixels, size)
  }

const CONVNEXT = architecture(readConvNextConfig, convNext)
const RESNET = architecture(readResNetConfig, resNet)
const EFFICIENTNET = architecture(readEfficientNetConfig, efficientNet)
const VIT = architecture(readVitConfig, vit)
const DINOV2 = architecture(readDinov2Config, dinov2)
const CLIP = architecture(readClipVisionConfig, clipVision)
const SIGLIP = architecture(readSiglipVisionConfig, siglipVision)

/** By `model_type` of a config.json as transformers writes it. */
const OF_TRANSFORMERS: Readonly<Record<string, Architecture>> = {
  convnext: CONVNEXT,
  convnextv2: CONVNEXT,
  resnet: RESNET,
  swin: architecture(readSwinConfig, swin),
  vit: VIT,
  dinov2: DINOV2,
  dinov2_with_registers: DINOV2,
  clip: CLIP,
  clip_vision_model: CLIP,
  siglip: SIGLIP,
  siglip_vision_model: SIGLIP,
}

/** By the start of `architecture` of a config.json as timm writes it. */
const OF_TIMM: readonly (readonly [start: string, architecture: Architecture])[] = [
  ['convnext', CONVNEXT],
  ['resnet', RESNET],
  ['efficientnet_b', EFFICIENTNET],
  ['tf_efficientnet_b', EFFICIENTNET],
  ['vit_', VIT],
]

/** Names of all that is supported, for messages. */
export const PICTURE_ARCHITECTURES: readonly string[] = [
  ...Object.keys(OF_TRANSFORMERS),
  ...OF_TIMM.map(([start]) => `timm's ${start}...`),
]

const named = z.union([
  z.looseObject({ architecture: z.string() }),
  z.looseObject({ model_type: z.string() }),
])

/**
 * The tower that a config.json describes, ready to be put into a graph.
 * @returns undefined when it names an architecture that is none of these
 * @throws ZodError or Error of the architecture for options that it does not support
 */
export function pictureArchitecture(config: unknown): BuildTower | undefined {
  const parsed = named.safeParse(config)
  if (!parsed.success) return undefined
  if ('architecture' in parsed.data && typeof parsed.data.architecture === 'string') {
    const name = timmName(parsed.data.architecture)
    return OF_TIMM.find(([start]) => name.startsWith(start))?.[1](config)
  }
  return OF_TRANSFORMERS[String(parsed.data['model_type'])]?.(config)
}

/** What a config.json says of a backbone beyond its name: the arguments that timm's create_model is called with. */
export const backboneArguments = z.record(z.string(), z.unknown()).default({})

/**
 * As {@link pictureArchitecture}, of a backbone that is given by timm's name.
 * @param modelArguments where it is not of the size that the name stands for: {dims: [8, 16, 32, 64]}
 * @throws ModelRefused; ZodError for arguments that are not supported
 */
export function backboneByName(
  name: string,
  modelArguments: z.infer<typeof backboneArguments> = {},
): BuildTower {
  const tower = pictureArchitecture({ architecture: name, num_classes: 0, model_args: modelArguments })
  if (tower === undefined)
    throw new ModelRefused(
      `The backbone ${name} is not supported; supported are ${OF_TIMM.map(([start]) => `${start}...`).join(', ')}`,
    )
  return tower
}
