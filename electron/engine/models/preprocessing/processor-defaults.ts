type Triple = [number, number, number]

/** What one of transformers' image processors does where preprocessor_config.json leaves a field out. */
export interface ProcessorDefaults {
  readonly family: 'plain' | 'convnext' | 'detector'
  readonly size: number | { readonly shortest_edge: number }
  /** A plain number in `size` is a square, not a shortest edge. */
  readonly numberIsSquare: boolean
  /** Edge of the centre crop; null: none. */
  readonly cropSize: number | null
  /** PIL's number of the filter. */
  readonly resample: number
  readonly mean: Triple
  readonly deviation: Triple
}

const HALF: Triple = [0.5, 0.5, 0.5]
const CLIP_MEAN: Triple = [0.48145466, 0.4578275, 0.40821073]
const CLIP_DEVIATION: Triple = [0.26862954, 0.26130258, 0.27577711]
export const IMAGENET_MEAN: Triple = [0.485, 0.456, 0.406]
export const IMAGENET_DEVIATION: Triple = [0.229, 0.224, 0.225]
const BILINEAR = 2
const BICUBIC = 3

const clip: ProcessorDefaults = {
  family: 'plain',
  size: { shortest_edge: 224 },
  numberIsSquare: false,
  cropSize: 224,
  resample: BICUBIC,
  mean: CLIP_MEAN,
  deviation: CLIP_DEVIATION,
}
const vit: ProcessorDefaults = {
  family: 'plain',
  size: 224,
  numberIsSquare: true,
  cropSize: null,
  resample: BILINEAR,
  mean: HALF,
  deviation: HALF,
}
const convnext: ProcessorDefaults = {
  family: 'convnext',
  size: { shortest_edge: 384 },
  numberIsSquare: false,
  cropSize: null,
  resample: BICUBIC,
  mean: HALF,
  deviation: HALF,
}
const detr: ProcessorDefaults = {
  family: 'detector',
  size: { shortest_edge: 800 },
  numberIsSquare: false,
  cropSize: null,
  resample: BILINEAR,
  mean: IMAGENET_MEAN,
  deviation: IMAGENET_DEVIATION,
}

/**
 * By name, less "ImageProcessor" or "FeatureExtractor".
 * @see transformers 5.23, models/NAME/image_processing_NAME.py
 */
export const processorDefaults: ReadonlyMap<string, ProcessorDefaults> = new Map([
  ['ViT', vit],
  ['CLIP', clip],
  ['Siglip', { ...vit, numberIsSquare: false, resample: BICUBIC }],
  ['ConvNext', convnext],
  ['Bit', clip],
  ['ConditionalDetr', detr],
  ['Detr', detr],
])

/**
 * The processor of a config.json's `model_type`, for folders whose preprocessor_config.json does not name it.
 * @see transformers.models.auto.image_processing_auto.IMAGE_PROCESSOR_MAPPING_NAMES
 */
export const processorOfModelType: ReadonlyMap<string, string> = new Map([
  ['vit', 'ViT'],
  ['swin', 'ViT'],
  ['clip', 'CLIP'],
  ['clip_vision_model', 'CLIP'],
  ['siglip', 'Siglip'],
  ['siglip_vision_model', 'Siglip'],
  ['convnext', 'ConvNext'],
  ['convnextv2', 'ConvNext'],
  ['resnet', 'ConvNext'],
  ['dinov2', 'Bit'],
  ['conditional_detr', 'ConditionalDetr'],
])
