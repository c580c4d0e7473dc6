import type { GraphWeights } from '../graph/graph-weights.ts'
import { firstScope } from './first-scope.ts'

/** Where the parts of a ConvNeXt are in a checkpoint. Stages and blocks count from 0. */
export interface ConvNextNames {
  readonly stem: string
  readonly stemNorm: string
  downsampleNorm(stage: number): string
  downsample(stage: number): string
  block(stage: number, block: number): string
  /** Parts of a block. */
  readonly depthwise: string
  readonly norm: string
  readonly widen: string
  readonly responseNorm: string
  readonly narrow: string
  readonly layerScale: string
  /** The last normalisation, where it comes after the mean over the picture. */
  readonly headNorm: string
  /** The classifier, which an embedding does without. */
  readonly classifier: string
}

const TIMM: ConvNextNames = {
  stem: 'stem.0.',
  stemNorm: 'stem.1.',
  downsampleNorm: (stage) => `stages.${stage}.downsample.0.`,
  downsample: (stage) => `stages.${stage}.downsample.1.`,
  block: (stage, block) => `stages.${stage}.blocks.${block}.`,
  depthwise: 'conv_dw.',
  norm: 'norm.',
  widen: 'mlp.fc1.',
  responseNorm: 'mlp.grn.',
  narrow: 'mlp.fc2.',
  layerScale: 'gamma',
  headNorm: 'head.norm.',
  classifier: 'head.fc.',
}

const HUGGING_FACE: ConvNextNames = {
  stem: 'embeddings.patch_embeddings.',
  stemNorm: 'embeddings.layernorm.',
  downsampleNorm: (stage) => `encoder.stages.${stage}.downsampling_layer.0.`,
  downsample: (stage) => `encoder.stages.${stage}.downsampling_layer.1.`,
  block: (stage, block) => `encoder.stages.${stage}.layers.${block}.`,
  depthwise: 'dwconv.',
  norm: 'layernorm.',
  widen: 'pwconv1.',
  responseNorm: 'grn.',
  narrow: 'pwconv2.',
  layerScale: 'layer_scale_parameter',
  headNorm: 'layernorm.',
  classifier: 'classifier.',
}

/** Tells who named a checkpoint's tensors, and where the network starts. */
export function convNextNames(weights: GraphWeights): { names: ConvNextNames; scope: GraphWeights } {
  const key = `${HUGGING_FACE.stem}weight`
  const huggingFace = firstScope(weights, ['', 'convnext.', 'convnextv2.'], key)
  if (huggingFace.has(key)) return { names: HUGGING_FACE, scope: huggingFace }
  return {
    names: TIMM,
    scope: firstScope(weights, ['', 'timm_model.', 'visual.trunk.'], `${TIMM.stem}weight`),
  }
}
