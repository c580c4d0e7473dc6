import { z } from 'zod'

/** As Pillow reduces and enlarges: the filter widens with the reduction (antialiasing). */
export const interpolation = z.enum(['bilinear', 'bicubic', 'lanczos'])
export type Interpolation = z.infer<typeof interpolation>

const edgePx = z.number().int().min(8).max(4096)
const channelTriple = z.tuple([z.number(), z.number(), z.number()])
const channelValue = z.number().int().min(0).max(255)

/** How a picture of any size becomes the one that the graph takes. */
export const resizeRule = z.discriminatedUnion('mode', [
  /** The whole picture, whatever its proportions, to width x height. */
  z.object({ mode: z.literal('squash') }),
  /** The shortest edge to `edgePx`, then width x height cut from the middle (padded with black where it is smaller). */
  z.object({
    mode: z.literal('shortest-edge'),
    edgePx,
    /** Where cutting begins if an odd number of pixels is cut: 'down' (transformers; when absent), 'half-to-even' (torchvision, timm). */
    cropRounding: z.enum(['down', 'half-to-even']).optional(),
  }),
  /** Fitted into width x height and padded around with `fill`. */
  z.object({ mode: z.literal('letterbox'), fill: z.tuple([channelValue, channelValue, channelValue]) }),
])
export type ResizeRule = z.infer<typeof resizeRule>

/** A graph's picture input: uint8 [N, heightPx, widthPx, 3], RGB. The graph itself scales and normalises. */
export const pixelInput = z.object({
  /** Name of the graph's input. */
  name: z.string().min(1),
  widthPx: edgePx,
  heightPx: edgePx,
  resize: resizeRule,
  interpolation,
  /**
   * Left out: from as many of the picture's pixels as the published embedding needs. reduced: a large photo's reduction
   * to 224 pixels, which its hash and thumbnail are made of, will do: one fast decode serves all, and the embedding of
   * photos of 672 pixels or more is a little off that of the whole (cosine 0.997 at least where it was measured).
   */
  from: z.literal('reduced').optional(),
})
export type PixelInput = z.infer<typeof pixelInput>

/** What the graph does to each channel: (value * scale - mean) / deviation. */
export const normalisation = z.object({
  /** 1/255, unless the model was trained on 0..255. */
  scale: z.number().positive(),
  mean: channelTriple,
  deviation: channelTriple,
  /** Order in which the network wants the channels; the input is RGB always. */
  channels: z.enum(['rgb', 'bgr']),
})
export type Normalisation = z.infer<typeof normalisation>

/** A detector's picture input: uint8 [1, H, W, 3], RGB, of a size that depends on the picture's proportions. */
export const detectorInput = z.object({
  name: z.string().min(1),
  /** The shortest edge becomes this, unless the longest would pass `longestEdgePx`. */
  shortestEdgePx: edgePx,
  longestEdgePx: edgePx,
  interpolation,
})
export type DetectorInput = z.infer<typeof detectorInput>
