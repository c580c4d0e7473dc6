import { z } from 'zod'
import { activationName, type ActivationName } from '../graph/activation.ts'
import type { PictureSize } from '../graph/image-tower.ts'
import { UnfitPicture } from './unfit-picture.ts'

/** Size of a transformer's encoder. */
export interface EncoderShape {
  /** Features of a token. */
  readonly width: number
  readonly layers: number
  readonly heads: number
  /** Features inside the feed-forward layer. */
  readonly hidden: number
  readonly activation: ActivationName
  /** Of every layer normalisation. */
  readonly epsilon: number
}

/** How a picture is cut into patches. */
export interface PatchShape {
  /** What the model was trained on, and what its table of positions is for. */
  readonly trainedOn: PictureSize
  readonly patchPx: number
}

const edgePx = z.number().int().min(1).max(4096)

/** `image_size`: one number for a square, or [height, width]. */
export const pictureSize = z.union([edgePx, z.tuple([edgePx, edgePx])]).transform((size): PictureSize => {
  const [heightPx, widthPx] = typeof size === 'number' ? [size, size] : size
  return { heightPx, widthPx }
})

/** `patch_size`: one number, or the same number twice. */
export const patchSize = z
  .union([edgePx, z.tuple([edgePx, edgePx])])
  .refine((size) => typeof size === 'number' || size[0] === size[1], {
    error: ({ input }) => `patches of ${String(input)} pixels are not supported; supported are square ones`,
  })
  .transform((size) => (typeof size === 'number' ? size : size[0]))

/** `num_channels`. */
export const threeChannels = z.literal(3, {
  error: ({ input }) => `${String(input)} channels are not supported; supported are 3 (RGB)`,
})

/** `hidden_act`. */
export const hiddenActivation = z.enum(activationName.options, {
  error: ({ input }) =>
    `the activation ${String(input)} is not supported; supported are ${activationName.options.join(', ')}`,
})

/** Any number of features, layers or heads. */
export const count = z.number().int().min(1).max(65_536)

/** The features are shared out evenly among the heads. */
export const headsFit = {
  check: ({
    hidden_size,
    num_attention_heads,
  }: {
    hidden_size: number
    num_attention_heads: number
  }): boolean => hidden_size % num_attention_heads === 0,
  message: { error: 'expected hidden_size to be a multiple of num_attention_heads', path: ['hidden_size'] },
}

/** Rows and columns of whole patches in a picture. @throws UnfitPicture when there is none */
export function patchGrid({ heightPx, widthPx }: PictureSize, patchPx: number): readonly [number, number] {
  if (Math.min(heightPx, widthPx) < patchPx) {
    throw new UnfitPicture(
      `Expected a picture of at least ${patchPx} x ${patchPx} pixels, one patch, but it is ${widthPx} x ${heightPx}. Take a larger picture.`,
    )
  }
  return [Math.floor(heightPx / patchPx), Math.floor(widthPx / patchPx)]
}

export function patchCount(picture: PictureSize, patchPx: number): number {
  const [rows, columns] = patchGrid(picture, patchPx)
  return rows * columns
}
