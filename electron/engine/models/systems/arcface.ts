import { z } from 'zod'
import type { System } from '../build/build-context.ts'
import { ModelRefused } from '../build/model-refused.ts'
import {
  backboneArguments,
  backboneByName,
  type BuildTower,
  pictureArchitecture,
} from '../build/picture-architectures.ts'
import { buildPictureEncoder, type EncoderPlan } from '../build/picture-encoder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { batchNorm, linear } from '../graph/layers.ts'

/** Names with which timm's and torchvision's networks begin: ConvNeXt, EfficientNet, ResNet, ViT. */
const FIRST_WEIGHTS = [
  'stem.0.weight',
  'conv_stem.weight',
  'conv1.weight',
  'conv1.0.weight',
  'patch_embed.proj.weight',
]
/** Names of the linear layer that makes the embedding, and of the batch normalisation after it. */
const EMBEDDINGS = ['fc.', 'embedding.', 'embedding_layer.', 'neck.', 'head.']
const NORMS = ['bn.', 'bn1d.', 'batchnorm.']

const named = z.looseObject({ backbone: z.string(), model_args: backboneArguments })

/**
 * A network trained with ArcFace: the pooled features of its backbone, through a linear layer and batch normalisation
 * where the checkpoint has them. The head that knows the classes of the training is left out.
 */
export const arcface: System = {
  name: 'arcface',
  recognises: (_source, config) => Promise.resolve(named.safeParse(config).success),
  async build(context, config) {
    const tower = towerOf(config, context.parameters.backbone)
    if (tower === undefined)
      throw new ModelRefused(
        'Expected config.json to name the network as "backbone", such as "tf_efficientnet_b3"',
      )
    const { encoder, leftover } = await buildPictureEncoder(context, '', {
      tower,
      towerPrefix: backbonePrefix,
      head: embeddingHead,
    })
    return { run: { task: 'embed-pictures', ...encoder }, leftover }
  },
}

/** config.json says what it is; a known model's name counts where the folder has none. */
function towerOf(config: unknown, knownName: string | undefined): BuildTower | undefined {
  const told = named.safeParse(config).data
  if (told !== undefined) return backboneByName(told.backbone, told.model_args)
  return pictureArchitecture(config) ?? (knownName === undefined ? undefined : backboneByName(knownName))
}

/** Where training code keeps the network below the ArcFace head: "backbone.", "model.", "visual.trunk."; "" for the top. */
function backbonePrefix(weights: GraphWeights): string {
  const prefixes = weights
    .keys()
    .flatMap((key) =>
      FIRST_WEIGHTS.filter((first) => key === first || key.endsWith(`.${first}`)).map((first) =>
        key.slice(0, -first.length),
      ),
    )
  // Blocks within have a conv1 of their own, under longer names.
  return prefixes.toSorted((one, other) => one.length - other.length)[0] ?? ''
}

const embeddingHead: EncoderPlan['head'] = (graph, weights, { pooled, width }) => {
  const ownPrefix = backbonePrefix(weights)
  // In a checkpoint without a prefix, "fc." and "head." are the backbone's own classifier.
  const layer = ownPrefix === '' ? undefined : EMBEDDINGS.find((prefix) => isLinear(weights, prefix, width))
  if (layer === undefined) return { value: pooled, dimension: width }
  const dimension = weights.shapeOf(`${layer}weight`)[0] ?? 0
  const value = linear(graph, weights.scope(layer), pooled, width, dimension)
  const norm = NORMS.find((prefix) => weights.has(`${prefix}running_mean`))
  return {
    value: norm === undefined ? value : batchNorm(graph, weights.scope(norm), value, dimension),
    dimension,
  }
}

function isLinear(weights: GraphWeights, prefix: string, inFeatures: number): boolean {
  const key = `${prefix}weight`
  return weights.has(key) && weights.has(`${prefix}bias`) && weights.shapeOf(key)[1] === inFeatures
}
