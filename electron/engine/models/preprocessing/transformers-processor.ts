import { z } from 'zod'
import type { Interpolation, Normalisation } from './pixel-input.ts'
import {
  channelValues,
  deviations,
  type ModelPreprocessing,
  type PreprocessingSource,
} from './preprocessing-source.ts'
import { type ProcessorDefaults, processorDefaults, processorOfModelType } from './processor-defaults.ts'

/** A field that transformers leaves out, or gives as null, where it does not apply. */
function given<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined)
}

const edge = z.number().int().positive()
const size = z.union([
  edge,
  z.looseObject({
    height: given(edge),
    width: given(edge),
    shortest_edge: given(edge),
    longest_edge: given(edge),
  }),
])
const processor = z.looseObject({
  image_processor_type: given(z.string()),
  feature_extractor_type: given(z.string()),
  do_resize: given(z.boolean()),
  size: given(size),
  max_size: given(edge),
  do_center_crop: given(z.boolean()),
  crop_size: given(size),
  crop_pct: given(z.number().gt(0).lte(1)),
  resample: given(z.number().int()),
  do_rescale: given(z.boolean()),
  rescale_factor: given(z.number().positive()),
  do_normalize: given(z.boolean()),
  image_mean: given(channelValues),
  image_std: given(deviations),
  do_flip_channel_order: given(z.boolean()),
})
type Processor = z.output<typeof processor>

/** PIL's numbers; 0 is nearest, 4 box, 5 Hamming. */
const filters: ReadonlyMap<number, Interpolation> = new Map([
  [1, 'lanczos'],
  [2, 'bilinear'],
  [3, 'bicubic'],
])
/** ConvNeXt's processor squashes from this size on, and cuts below. */
const CONVNEXT_SQUASHES_FROM_PX = 384
const CONVNEXT_CROP_PCT = 224 / 256
const DETECTOR_LONGEST_EDGE_PX = 1333

/**
 * Reads preprocessor_config.json as transformers' image processors do.
 * @param modelType `model_type` of config.json, which decides where the processor is not named
 * @throws PreprocessingUnreadable
 */
export function readTransformersProcessor(
  source: PreprocessingSource,
  inputName: string,
  modelType: string | undefined,
): ModelPreprocessing {
  const config = source.parse(processor)
  const defaults = defaultsOf(source, config, modelType)
  if (config.do_resize === false) throw source.refusal('do_resize', 'expected true, but found false')
  const interpolation = filters.get(config.resample ?? defaults.resample)
  if (interpolation === undefined) {
    throw source.refusal(
      'resample',
      `expected 1 (Lanczos), 2 (bilinear) or 3 (bicubic), but found ${config.resample}`,
    )
  }
  const request = { source, config, defaults, name: inputName, interpolation }
  if (defaults.family === 'detector') return asDetector(request)
  return defaults.family === 'convnext' ? asConvNext(request) : asPlain(request)
}

function defaultsOf(
  source: PreprocessingSource,
  { image_processor_type, feature_extractor_type }: Processor,
  modelType: string | undefined,
): ProcessorDefaults {
  const field =
    image_processor_type === undefined && feature_extractor_type !== undefined
      ? 'feature_extractor_type'
      : 'image_processor_type'
  const named = image_processor_type ?? feature_extractor_type
  const name =
    named?.replace(/(ImageProcessor|FeatureExtractor)(Fast|Pil)?$/, '') ??
    processorOfModelType.get(modelType ?? '')
  const known = [...processorDefaults.keys()].map((key) => `${key}ImageProcessor`).join(', ')
  if (name === undefined) throw source.refusal(field, `expected one of ${known}, but found none`)
  const defaults = processorDefaults.get(name)
  if (defaults !== undefined) return defaults
  throw source.refusal(field, `${named ?? name} is not supported; supported are ${known}`)
}

interface Request {
  readonly source: PreprocessingSource
  readonly config: Processor
  readonly defaults: ProcessorDefaults
  readonly name: string
  readonly interpolation: Interpolation
}

function normalisationOf({ config, defaults }: Request): Normalisation {
  const normalises = config.do_normalize ?? true
  return {
    scale: config.do_rescale === false ? 1 : (config.rescale_factor ?? 1 / 255),
    mean: normalises ? (config.image_mean ?? defaults.mean) : [0, 0, 0],
    deviation: normalises ? (config.image_std ?? defaults.deviation) : [1, 1, 1],
    channels: config.do_flip_channel_order === true ? 'bgr' : 'rgb',
  }
}

type WantedSize =
  | { readonly kind: 'exact'; readonly widthPx: number; readonly heightPx: number }
  | { readonly kind: 'shortest'; readonly edgePx: number; readonly longestEdgePx: number | undefined }

type SizeField =
  | number
  | {
      readonly height?: number | undefined
      readonly width?: number | undefined
      readonly shortest_edge?: number | undefined
      readonly longest_edge?: number | undefined
    }

/** @param numberIsSquare what a plain number means */
function wantedSize(
  source: PreprocessingSource,
  field: 'size' | 'crop_size',
  value: SizeField,
  numberIsSquare: boolean,
): WantedSize {
  if (typeof value === 'number') {
    return numberIsSquare
      ? { kind: 'exact', widthPx: value, heightPx: value }
      : { kind: 'shortest', edgePx: value, longestEdgePx: undefined }
  }
  const { height, width, shortest_edge: shortest, longest_edge: longest } = value
  const isExact = height !== undefined && width !== undefined
  if (isExact && shortest === undefined && longest === undefined) {
    return { kind: 'exact', widthPx: width, heightPx: height }
  }
  if (shortest !== undefined && height === undefined && width === undefined) {
    return { kind: 'shortest', edgePx: shortest, longestEdgePx: longest }
  }
  throw source.refusal(
    field,
    `expected a number, height and width, or shortest_edge, but found ${JSON.stringify(value)}`,
  )
}

function asDetector(request: Request): ModelPreprocessing {
  const { source, config, defaults, name, interpolation } = request
  const wanted = wantedSize(source, 'size', config.size ?? defaults.size, false)
  if (wanted.kind === 'exact') {
    throw source.refusal('size', 'expected shortest_edge and longest_edge, but found height and width')
  }
  const longestEdgePx = wanted.longestEdgePx ?? config.max_size ?? DETECTOR_LONGEST_EDGE_PX
  if (longestEdgePx < wanted.edgePx) {
    throw source.refusal(
      'size.longest_edge',
      `expected at least shortest_edge (${wanted.edgePx}), but found ${longestEdgePx}`,
    )
  }
  const detector = { name, shortestEdgePx: wanted.edgePx, longestEdgePx, interpolation }
  return source.detector(detector, normalisationOf(request), 'size')
}

/** Below 384 the shortest edge is made larger by 1 / crop_pct and the middle cut out; from 384 on, squashed. */
function asConvNext(request: Request): ModelPreprocessing {
  const { source, config, defaults, name, interpolation } = request
  const wanted = wantedSize(source, 'size', config.size ?? defaults.size, false)
  if (wanted.kind === 'exact')
    throw source.refusal('size', 'expected shortest_edge, but found height and width')
  if (wanted.longestEdgePx !== undefined) throw source.refusal('size.longest_edge', 'is not supported here')
  if (config.do_center_crop === true) throw source.refusal('do_center_crop', 'is not supported here')
  const outputPx = wanted.edgePx
  const edgePx = Math.trunc(outputPx / (config.crop_pct ?? CONVNEXT_CROP_PCT))
  const resize =
    outputPx < CONVNEXT_SQUASHES_FROM_PX
      ? ({ mode: 'shortest-edge', edgePx, cropRounding: 'down' } as const)
      : ({ mode: 'squash' } as const)
  const pixels = { name, widthPx: outputPx, heightPx: outputPx, resize, interpolation }
  return source.pixels(pixels, normalisationOf(request), 'size')
}

function asPlain(request: Request): ModelPreprocessing {
  const { source, config, defaults, name, interpolation } = request
  const wanted = wantedSize(source, 'size', config.size ?? defaults.size, defaults.numberIsSquare)
  const crop = centreCrop(request)
  if (wanted.kind === 'exact') {
    const { widthPx, heightPx } = wanted
    if (crop !== null && (crop.widthPx !== widthPx || crop.heightPx !== heightPx)) {
      throw source.refusal(
        'crop_size',
        `expected the ${widthPx} x ${heightPx} of "size", but found ${crop.widthPx} x ${crop.heightPx}: ` +
          'cutting after a squash is not supported',
      )
    }
    const pixels = { name, widthPx, heightPx, resize: { mode: 'squash' }, interpolation } as const
    return source.pixels(pixels, normalisationOf(request), 'size')
  }
  if (wanted.longestEdgePx !== undefined) throw source.refusal('size.longest_edge', 'is not supported here')
  if (crop === null) {
    throw source.refusal(
      'do_center_crop',
      'expected true, since a shortest edge alone gives pictures of different sizes',
    )
  }
  const { edgePx } = wanted
  const resize = { mode: 'shortest-edge', edgePx, cropRounding: 'down' } as const
  return source.pixels({ name, ...crop, resize, interpolation }, normalisationOf(request), 'crop_size')
}

function centreCrop({
  source,
  config,
  defaults,
}: Request): { readonly widthPx: number; readonly heightPx: number } | null {
  if (!(config.do_center_crop ?? defaults.cropSize !== null)) return null
  const value = config.crop_size ?? defaults.cropSize
  if (value === null) throw source.refusal('crop_size', 'expected height and width, but found nothing')
  const crop = wantedSize(source, 'crop_size', value, true)
  if (crop.kind === 'shortest') {
    throw source.refusal('crop_size', 'expected height and width, but found shortest_edge')
  }
  return { widthPx: crop.widthPx, heightPx: crop.heightPx }
}
