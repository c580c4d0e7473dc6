import type { Provider } from '../inference/provider.ts'
import { prepareForDetector } from '../describe/prepare-pixels.ts'
import { isFor, type Model } from '../models/read-model.ts'
import { TitleTokenizer } from '../models/tokenizer/title-tokenizer.ts'
import {
  type ModelRunContext,
  startItemClassifier,
  startItemDetector,
  startPictureEncoder,
  startTitleEncoder,
} from './start-model.ts'

/** A started model with one made-up input of the usual size. */
export interface ModelExample {
  readonly provider: Provider
  /** Computes the example once. @returns everything that came out */
  readonly run: () => Promise<readonly Float32Array[]>
  readonly close: () => Promise<void>
}

const TITLE = 'Green tea with jasmine, 20 bags, 40 g'
/** As a shop shows products: upright. */
const PHOTO = { width: 600, height: 800 }
/** Any picture with some structure does. */
const GREY_STEP = 37

/** @throws InferenceStopped when the model cannot be loaded */
export async function openExample(model: Model, context: ModelRunContext): Promise<ModelExample> {
  if (isFor(model, 'embed-titles')) return titleExample(model, context)
  if (isFor(model, 'classify-items')) return classifierExample(model, context)
  if (isFor(model, 'find-items')) return detectorExample(model, context)
  if (isFor(model, 'embed-pictures')) return pictureExample(model, context)
  throw new Error(`There is no example for ${model.manifest.name}`)
}

async function pictureExample(
  model: Model<'embed-pictures'> | Model<'find-items'>,
  context: ModelRunContext,
): Promise<ModelExample> {
  const encoder = await startPictureEncoder(model, context)
  const pixels = testPixels(encoder.model.pixels)
  const { provider } = encoder
  return { provider, run: async () => [await encoder.embed(pixels, 1)], close: () => encoder.close() }
}

async function titleExample(model: Model<'embed-titles'>, context: ModelRunContext): Promise<ModelExample> {
  const tokenizer = await TitleTokenizer.open(model.folder, model.manifest.tokens)
  const encoder = await startTitleEncoder(model, context)
  return {
    provider: encoder.provider,
    run: async () => [await encoder.embed(tokenizer.encode([TITLE]))],
    close: () => encoder.close(),
  }
}

async function classifierExample(
  model: Model<'classify-items'>,
  context: ModelRunContext,
): Promise<ModelExample> {
  const tokenizer = await TitleTokenizer.open(model.folder, model.manifest.tokens)
  const classifier = await startItemClassifier(model, context)
  const pixels = testPixels(model.manifest.pixels)
  return {
    provider: classifier.provider,
    run: async () => [await classifier.classify(pixels, tokenizer.encode([TITLE]))],
    close: () => classifier.close(),
  }
}

/** One picture in which one item is found. */
async function detectorExample(model: Model<'find-items'>, context: ModelRunContext): Promise<ModelExample> {
  const detector = await startItemDetector(model, context)
  const crop = await pictureExample(model, context).catch(async (error: unknown) => {
    await detector.close()
    throw error
  })
  const photo = { ...PHOTO, data: testPixels({ widthPx: PHOTO.width, heightPx: PHOTO.height }) }
  const prepared = prepareForDetector(photo, model.manifest.detector.input)
  return {
    provider: detector.provider,
    run: async () => {
      const { logits, boxes } = await detector.detect(prepared)
      return [logits, boxes, ...(await crop.run())]
    },
    close: async () => {
      await crop.close()
      await detector.close()
    },
  }
}

function testPixels({ widthPx, heightPx }: { widthPx: number; heightPx: number }): Uint8Array {
  return Uint8Array.from({ length: widthPx * heightPx * 3 }, (_, n) => (n * GREY_STEP) % 256)
}
