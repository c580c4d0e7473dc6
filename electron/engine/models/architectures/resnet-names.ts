import type { GraphWeights } from '../graph/graph-weights.ts'
import { firstScope } from './first-scope.ts'

/** Where the parts of a ResNet are in a checkpoint. Stages and blocks count from 0, convolutions from 1. */
export interface ResNetNames {
  readonly stemConvolution: string
  readonly stemNorm: string
  /** Of a deep stem: its convolutions and the norms after all but the last. */
  readonly deepStem: { readonly convolutions: readonly string[]; readonly norms: readonly string[] }
  block(stage: number, block: number): string
  convolution(number: number): string
  norm(number: number): string
  readonly shortcutConvolution: string
  readonly shortcutNorm: string
  /** Of a shortcut that averages first. */
  readonly averagingShortcut: { readonly convolution: string; readonly norm: string }
  /** The classifier, which an embedding does without. */
  readonly classifier: string
}

/** Only timm's networks have these, so that one naming serves. */
const RESNET_D = {
  deepStem: { convolutions: ['conv1.0.', 'conv1.3.', 'conv1.6.'], norms: ['conv1.1.', 'conv1.4.'] },
  averagingShortcut: { convolution: 'downsample.1.', norm: 'downsample.2.' },
} as const

/** timm and torchvision name alike. */
const TIMM: ResNetNames = {
  ...RESNET_D,
  stemConvolution: 'conv1.',
  stemNorm: 'bn1.',
  block: (stage, block) => `layer${stage + 1}.${block}.`,
  convolution: (number) => `conv${number}.`,
  norm: (number) => `bn${number}.`,
  shortcutConvolution: 'downsample.0.',
  shortcutNorm: 'downsample.1.',
  classifier: 'fc.',
}

const HUGGING_FACE: ResNetNames = {
  ...RESNET_D,
  stemConvolution: 'embedder.embedder.convolution.',
  stemNorm: 'embedder.embedder.normalization.',
  block: (stage, block) => `encoder.stages.${stage}.layers.${block}.`,
  convolution: (number) => `layer.${number - 1}.convolution.`,
  norm: (number) => `layer.${number - 1}.normalization.`,
  shortcutConvolution: 'shortcut.convolution.',
  shortcutNorm: 'shortcut.normalization.',
  classifier: 'classifier.1.',
}

/** Tells who named a checkpoint's tensors, and where the network starts. */
export function resNetNames(weights: GraphWeights): { names: ResNetNames; scope: GraphWeights } {
  const huggingFace = firstScope(weights, ['', 'resnet.'], `${HUGGING_FACE.stemConvolution}weight`)
  if (huggingFace.has(`${HUGGING_FACE.stemConvolution}weight`))
    return { names: HUGGING_FACE, scope: huggingFace }
  return { names: TIMM, scope: firstScope(weights, ['', 'timm_model.'], `${TIMM.stemNorm}weight`) }
}
