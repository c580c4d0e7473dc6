import { z } from 'zod'

/** manifest.json of a model folder: all that is needed to run the model and to know whose it is. */
export const modelManifest = z.object({
  id: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
  version: z.number().int().positive(),
  name: z.string().min(1),
  licence: z.string().min(1),
  source: z.string(),
  citation: z.string().nullable(),
  weights: z.object({
    /** A name inside the model's folder, never a path out of it. */
    file: z.string().regex(/^[^/\\]+$/),
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: z.number().int().positive(),
  }),
  input: z.object({
    name: z.string().min(1),
    layout: z.literal('nhwc'),
    dtype: z.literal('uint8'),
    sizePx: z.number().int().min(8).max(1024),
    resize: z.literal('squash'),
    interpolation: z.literal('bilinear-antialias'),
    colour: z.literal('rgb'),
  }),
  output: z.object({
    name: z.string().min(1),
    dimension: z.number().int().min(1).max(8192),
    metric: z.literal('cosine'),
    normalised: z.literal(true),
  }),
})
export type ModelManifest = z.infer<typeof modelManifest>
