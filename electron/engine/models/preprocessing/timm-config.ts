import { z } from 'zod'
import { roundHalfToEven } from './round-half-to-even.ts'
import type { Normalisation, ResizeRule } from './pixel-input.ts'
import {
  channelValues,
  deviations,
  type ModelPreprocessing,
  type PreprocessingSource,
} from './preprocessing-source.ts'
import { IMAGENET_DEVIATION, IMAGENET_MEAN } from './processor-defaults.ts'

const edge = z.number().int().positive()
/** What timm assumes where a field is left out. @see timm.data.config.resolve_data_config */
const pretrainedConfig = z.looseObject({
  input_size: z.tuple([z.literal(3, { error: 'expected 3 channels' }), edge, edge]),
  interpolation: z
    .enum(['bilinear', 'bicubic', 'lanczos'])
    .nullish()
    .transform((value) => value ?? 'bicubic'),
  crop_pct: z
    .number()
    .gt(0)
    .lte(1)
    .nullish()
    .transform((value) => value ?? 0.875),
  crop_mode: z
    .enum(['center', 'squash', 'border'])
    .nullish()
    .transform((value) => value ?? 'center'),
  mean: channelValues.nullish().transform((value) => value ?? IMAGENET_MEAN),
  std: deviations.nullish().transform((value) => value ?? IMAGENET_DEVIATION),
})
type PretrainedConfig = z.output<typeof pretrainedConfig>

const nested = z.looseObject({ pretrained_cfg: z.looseObject({}) })
/** Early exports have the same fields at the top. */
const flat = z.looseObject({ architecture: z.string(), input_size: z.array(z.number()) })

/** Whether a config.json is one that timm wrote. */
export function isTimmConfig(content: unknown): boolean {
  return nested.safeParse(content).success || flat.safeParse(content).success
}

/**
 * Reads timm's config.json: what timm.data.create_transform makes of it for evaluation.
 * @throws PreprocessingUnreadable
 */
export function readTimmConfig(source: PreprocessingSource, inputName: string): ModelPreprocessing {
  const isNested = nested.safeParse(source.content).success
  const config = isNested
    ? source.parse(z.looseObject({ pretrained_cfg: pretrainedConfig })).pretrained_cfg
    : source.parse(pretrainedConfig)
  const fieldOf = (name: string): string => (isNested ? `pretrained_cfg.${name}` : name)
  const [, heightPx, widthPx] = config.input_size
  const { interpolation, mean, std: deviation } = config
  const resize = resizeRuleOf(source, config, fieldOf)
  const normalised: Normalisation = { scale: 1 / 255, mean, deviation, channels: 'rgb' }
  return source.pixels(
    { name: inputName, widthPx, heightPx, resize, interpolation },
    normalised,
    fieldOf('input_size'),
  )
}

function resizeRuleOf(
  source: PreprocessingSource,
  { input_size, crop_mode: mode, crop_pct: cropPct, mean }: PretrainedConfig,
  fieldOf: (name: string) => string,
): ResizeRule {
  const [, heightPx, widthPx] = input_size
  if (mode === 'center') {
    if (heightPx !== widthPx) {
      throw source.refusal(fieldOf('input_size'), `expected a square, but found ${widthPx} x ${heightPx}`)
    }
    const edgePx = Math.floor(heightPx / cropPct)
    return { mode: 'shortest-edge', edgePx, cropRounding: 'half-to-even' }
  }
  if (cropPct !== 1) {
    throw source.refusal(fieldOf('crop_pct'), `expected 1 with crop_mode "${mode}", but found ${cropPct}`)
  }
  if (mode === 'squash') return { mode: 'squash' }
  const [red, green, blue] = mean.map((value) => roundHalfToEven(value * 255))
  return { mode: 'letterbox', fill: [red ?? 0, green ?? 0, blue ?? 0] }
}
