import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { PreprocessingSource } from './preprocessing-source.ts'
import type { ModelPreprocessing } from './preprocessing-source.ts'
import { PreprocessingUnreadable } from './preprocessing-unreadable.ts'
import { readPixelInput } from './read-pixel-input.ts'
import { isTimmConfig, readTimmConfig } from './timm-config.ts'
import { readTransformersProcessor } from './transformers-processor.ts'

type Files = Readonly<Record<string, unknown>>

function folderWith(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'doublet-pixel-input-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content))
  }
  return folder
}

const read = (files: Files, known?: ModelPreprocessing): Promise<ModelPreprocessing> =>
  readPixelInput(folderWith(files), 'pixels', known)

const processor = (fields: Files): Files => ({ 'preprocessor_config.json': fields })
const timm = (fields: Files): Files => ({
  'config.json': { architecture: 'resnet18', pretrained_cfg: fields },
})

/** What a model's files give where they leave out all but the processor's name. */
const squash224 = {
  kind: 'pixels',
  pixels: {
    name: 'pixels',
    widthPx: 224,
    heightPx: 224,
    resize: { mode: 'squash' },
    interpolation: 'bilinear',
  },
  normalisation: { scale: 1 / 255, mean: [0.5, 0.5, 0.5], deviation: [0.5, 0.5, 0.5], channels: 'rgb' },
} satisfies ModelPreprocessing

describe('reading how a model wants its pictures', () => {
  it("takes transformers' own defaults where the file leaves fields out", async () => {
    expect(await read(processor({ image_processor_type: 'ViTImageProcessor' }))).toEqual(squash224)
    expect(await read(processor({ image_processor_type: 'ConvNextImageProcessor' }))).toMatchObject({
      pixels: { widthPx: 384, resize: { mode: 'squash' }, interpolation: 'bicubic' },
    })
    expect(await read(processor({ image_processor_type: 'BitImageProcessor' }))).toMatchObject({
      pixels: { widthPx: 224, resize: { mode: 'shortest-edge', edgePx: 224 } },
      normalisation: { mean: [0.48145466, 0.4578275, 0.40821073] },
    })
    expect(await read(processor({ feature_extractor_type: 'DetrFeatureExtractor' }))).toMatchObject({
      kind: 'detector',
      detector: { name: 'pixels', shortestEdgePx: 800, longestEdgePx: 1333, interpolation: 'bilinear' },
    })
  })

  it("finds the processor by config.json's model_type where none is named", async () => {
    const files = { ...processor({ size: 224 }), 'config.json': { model_type: 'swin' } }
    expect(await read(files)).toEqual(squash224)
  })

  it('reads the image processor within processor_config.json', async () => {
    const nested = { image_processor: { image_processor_type: 'ViTImageProcessor' }, processor_class: 'X' }
    expect(await read({ 'processor_config.json': nested })).toEqual(squash224)
  })

  it('turns scaling and normalising off where the file does', async () => {
    const off = { image_processor_type: 'ViTImageProcessor', do_rescale: false, do_normalize: false }
    expect(await read(processor(off))).toMatchObject({
      normalisation: { scale: 1, mean: [0, 0, 0], deviation: [1, 1, 1] },
    })
    const other = {
      image_processor_type: 'ViTImageProcessor',
      rescale_factor: 1 / 127.5,
      image_mean: 1,
      image_std: 1,
      do_flip_channel_order: true,
    }
    expect(await read(processor(other))).toMatchObject({
      normalisation: { scale: 1 / 127.5, mean: [1, 1, 1], deviation: [1, 1, 1], channels: 'bgr' },
    })
  })

  it("prefers the processor's file to what else config.json says", async () => {
    const files = { ...timm({ input_size: [3, 96, 96] }), ...processor({ image_processor_type: 'ViT' }) }
    expect(await read(files)).toEqual(squash224)
  })

  it('reads an early timm export, whose fields are at the top', async () => {
    const early = { architecture: 'resnet18', input_size: [3, 96, 96], crop_pct: 0.96 }
    expect(await read({ 'config.json': early })).toMatchObject({
      pixels: { widthPx: 96, resize: { mode: 'shortest-edge', edgePx: 100, cropRounding: 'half-to-even' } },
      normalisation: { mean: [0.485, 0.456, 0.406] },
    })
  })

  it('takes what is known of a model whose files say nothing', async () => {
    const config = { 'config.json': { model_type: 'bert' } }
    const known = { ...squash224, pixels: { ...squash224.pixels, name: 'other' } }
    expect(await read(config, known)).toEqual(squash224)
    await expect(read(config)).rejects.toMatchObject({ file: 'preprocessor_config.json', field: null })
    await expect(read({})).rejects.toMatchObject({ message: expect.stringContaining('pretrained_cfg') })
  })
})

describe('refusing what cannot be followed', () => {
  const vit = { image_processor_type: 'ViTImageProcessor' }
  const clip = { image_processor_type: 'CLIPImageProcessor' }
  const convnext = { image_processor_type: 'ConvNextImageProcessor' }
  const detr = { image_processor_type: 'ConditionalDetrImageProcessor' }
  const ofProcessor = [
    ['image_processor_type', { image_processor_type: 'EfficientNetImageProcessor' }],
    ['image_processor_type', { size: 224 }],
    ['do_resize', { ...vit, do_resize: false }],
    ['resample', { ...vit, resample: 0 }],
    ['resample', { ...vit, resample: 'bicubic' }],
    ['size', { ...vit, size: 7 }],
    ['size', { ...vit, size: 5000 }],
    ['size', { ...vit, size: { height: 224, width: 100_000 } }],
    ['size', { ...vit, size: { height: 224 } }],
    ['size', { ...vit, size: { height: 224, width: 224, shortest_edge: 256 } }],
    ['size', { ...vit, size: 224.5 }],
    ['do_center_crop', { ...vit, size: { shortest_edge: 224 } }],
    ['crop_size', { ...vit, size: 256, do_center_crop: true, crop_size: 224 }],
    ['crop_size', { ...clip, crop_size: { shortest_edge: 224 } }],
    ['crop_size', { ...clip, size: 224, crop_size: 5000 }],
    ['size.longest_edge', { ...clip, size: { shortest_edge: 224, longest_edge: 300 } }],
    ['image_std', { ...vit, image_std: [0, 1, 1] }],
    ['image_mean', { ...vit, image_mean: [0.5] }],
    ['rescale_factor', { ...vit, rescale_factor: -1 }],
    ['crop_pct', { ...convnext, size: 224, crop_pct: 0 }],
    ['size', { ...convnext, size: { height: 224, width: 224 } }],
    ['do_center_crop', { ...convnext, do_center_crop: true }],
    ['size', { ...detr, size: { height: 800, width: 800 } }],
    ['size.longest_edge', { ...detr, size: { shortest_edge: 800, longest_edge: 600 } }],
    ['size', { ...detr, size: { shortest_edge: 8000, longest_edge: 9000 } }],
  ] as const
  it.each(ofProcessor)('names preprocessor_config.json and "%s" in %j', async (field, fields) => {
    const refused = read(processor(fields))
    await expect(refused).rejects.toThrow(PreprocessingUnreadable)
    await expect(refused).rejects.toMatchObject({ file: 'preprocessor_config.json', field })
  })

  it('names the processors that are supported', async () => {
    await expect(read(processor({ image_processor_type: 'EfficientNetImageProcessor' }))).rejects.toThrow(
      'preprocessor_config.json, "image_processor_type": EfficientNetImageProcessor is not supported; supported are ' +
        'ViTImageProcessor, CLIPImageProcessor,',
    )
  })

  const ofTimm = [
    ['pretrained_cfg.input_size', {}],
    ['pretrained_cfg.input_size.0', { input_size: [1, 28, 28] }],
    ['pretrained_cfg.input_size', { input_size: [3, 224, 192] }],
    ['pretrained_cfg.input_size', { input_size: [3, 5000, 5000], crop_pct: 1 }],
    ['pretrained_cfg.crop_pct', { input_size: [3, 224, 224], crop_pct: 0.9, crop_mode: 'squash' }],
    ['pretrained_cfg.crop_pct', { input_size: [3, 224, 224], crop_pct: 1.5 }],
    ['pretrained_cfg.crop_mode', { input_size: [3, 224, 224], crop_mode: 'random' }],
    ['pretrained_cfg.interpolation', { input_size: [3, 224, 224], interpolation: 'nearest' }],
  ] as const
  it.each(ofTimm)('names config.json and "%s" in %j', async (field, fields) => {
    await expect(read(timm(fields))).rejects.toMatchObject({ file: 'config.json', field })
  })

  it('names the field of the Trendyol form', async () => {
    const normalization = { mean: [0, 0, 0], std: [1, 1, 0] }
    const incomplete = { 'config.json': { input_size: 224, normalization: { mean: [0, 0, 0] } } }
    await expect(read(incomplete)).rejects.toMatchObject({ field: 'normalization.std' })
    const withoutSize = { 'config.json': { normalization: { ...normalization, std: 1 } } }
    await expect(read(withoutSize)).rejects.toMatchObject({ file: 'config.json', field: 'input_size' })
  })

  it('refuses a file that is no JSON, or no object', async () => {
    await expect(read({ 'preprocessor_config.json': '{"size": ' })).rejects.toMatchObject({
      file: 'preprocessor_config.json',
      field: null,
      message: expect.stringContaining('expected JSON'),
    })
    await expect(read({ 'preprocessor_config.json': '[]' })).rejects.toThrow(PreprocessingUnreadable)
    await expect(read({ 'config.json': 'null' })).rejects.toThrow(PreprocessingUnreadable)
  })

  it('never fails otherwise, whatever the files hold', () => {
    const fields =
      'size crop_size max_size resample image_mean image_std crop_pct rescale_factor do_resize do_center_crop ' +
      'input_size interpolation crop_mode mean std'
    const field = fc.constantFrom(...fields.split(' '))
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.integer({ min: -1, max: 5000 }),
      fc.dictionary(fc.constantFrom('height', 'width', 'shortest_edge', 'longest_edge'), fc.integer()),
      fc.array(fc.double(), { minLength: 3, maxLength: 3 }),
    )
    const type = fc.constantFrom('ViT', 'CLIP', 'Siglip', 'ConvNext', 'Bit', 'ConditionalDetr', 'X')
    fc.assert(
      fc.property(fc.dictionary(field, value), type, (given, image_processor_type) => {
        const readers = [
          () =>
            readTransformersProcessor(
              new PreprocessingSource('p.json', { ...given, image_processor_type }),
              'pixels',
              undefined,
            ),
          () => {
            const content = { pretrained_cfg: given }
            expect(isTimmConfig(content)).toBe(true)
            return readTimmConfig(new PreprocessingSource('c.json', content), 'pixels')
          },
        ]
        for (const reader of readers) {
          try {
            expect(['pixels', 'detector']).toContain(reader().kind)
          } catch (error) {
            expect(error).toBeInstanceOf(PreprocessingUnreadable)
          }
        }
      }),
    )
  })
})
