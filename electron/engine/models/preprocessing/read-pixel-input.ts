import { join } from 'node:path'
import { z } from 'zod'
import { readConfigFile } from '../read-config-file.ts'
import {
  channelValues,
  deviations,
  type ModelPreprocessing,
  PreprocessingSource,
} from './preprocessing-source.ts'
import { PreprocessingUnreadable } from './preprocessing-unreadable.ts'
import { isTimmConfig, readTimmConfig } from './timm-config.ts'
import { readTransformersProcessor } from './transformers-processor.ts'

const ofTransformers = z.looseObject({ model_type: z.string() })
const processors = z.looseObject({ image_processor: z.looseObject({}) })
/** The Trendyol encoder's own form: its card resizes with torchvision's Resize((s, s)), which squashes bilinearly. */
const ofTrendyol = z.looseObject({
  input_size: z.number().int().positive(),
  normalization: z.looseObject({ mean: channelValues, std: deviations }),
})

/**
 * Reads how a model wants its pictures from its folder: preprocessor_config.json (or processor_config.json) as
 * transformers writes it, else config.json as timm or the Trendyol encoder write it, else what is known of the model.
 * @param inputName the graph's input, which becomes the `name` of what is returned
 * @param known for a known model whose files say nothing of its preprocessing
 * @throws PreprocessingUnreadable, which names the file and the field
 */
export async function readPixelInput(
  folder: string,
  inputName: string,
  known?: ModelPreprocessing,
): Promise<ModelPreprocessing> {
  const config = await readJson(folder, 'config.json')
  const preprocessor = (await readJson(folder, 'preprocessor_config.json')) ?? (await nestedProcessor(folder))
  if (preprocessor !== undefined) {
    const modelType = ofTransformers.safeParse(config?.content).data?.model_type
    return readTransformersProcessor(preprocessor, inputName, modelType)
  }
  if (config !== undefined && isTimmConfig(config.content)) return readTimmConfig(config, inputName)
  if (config !== undefined && 'normalization' in z.looseObject({}).catch({}).parse(config.content)) {
    return readTrendyolConfig(config, inputName)
  }
  if (known !== undefined) return named(known, inputName)
  throw new PreprocessingUnreadable(
    'preprocessor_config.json',
    null,
    'expected this file, or a config.json with "pretrained_cfg" as timm writes it, to say how pictures are prepared, ' +
      'but the folder has neither. Put the file beside the weights; it is part of the published model.',
  )
}

function readTrendyolConfig(source: PreprocessingSource, name: string): ModelPreprocessing {
  const { input_size: edgePx, normalization } = source.parse(ofTrendyol)
  const { mean, std: deviation } = normalization
  return source.pixels(
    { name, widthPx: edgePx, heightPx: edgePx, resize: { mode: 'squash' }, interpolation: 'bilinear' },
    { scale: 1 / 255, mean, deviation, channels: 'rgb' },
    'input_size',
  )
}

function named(known: ModelPreprocessing, name: string): ModelPreprocessing {
  return known.kind === 'pixels'
    ? { ...known, pixels: { ...known.pixels, name } }
    : { ...known, detector: { ...known.detector, name } }
}

/** transformers 5 keeps the image processor within processor_config.json where there are others beside it. */
async function nestedProcessor(folder: string): Promise<PreprocessingSource | undefined> {
  const source = await readJson(folder, 'processor_config.json')
  const found = processors.safeParse(source?.content)
  return found.success
    ? new PreprocessingSource('processor_config.json', found.data.image_processor)
    : undefined
}

async function readJson(folder: string, file: string): Promise<PreprocessingSource | undefined> {
  const found = await readConfigFile(
    join(folder, file),
    (reason, cause) => new PreprocessingUnreadable(file, null, reason, { cause }),
  )
  return found === undefined ? undefined : new PreprocessingSource(file, found.content)
}
