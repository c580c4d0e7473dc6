import { z } from 'zod'
import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { GraphWeights } from '../graph/graph-weights.ts'
import { linear } from '../graph/layers.ts'
import { attend } from './attention.ts'
import { timmName } from './timm-name.ts'
import { feedForward, residual } from './vit-block.ts'
import { count, type EncoderShape, type PatchShape } from './vit-config.ts'
import { slice } from './vit-tokens.ts'

const SIZES: Readonly<Record<string, Pick<EncoderShape, 'width' | 'layers' | 'heads'>>> = {
  tiny: { width: 192, layers: 12, heads: 3 },
  small: { width: 384, layers: 12, heads: 6 },
  base: { width: 768, layers: 12, heads: 12 },
  large: { width: 1024, layers: 24, heads: 16 },
}

const NAME = /^vit_(tiny|small|base|large)_patch(8|16|32)_(224|384)$/

const argument = count.optional()

/** timm's config.json: {architecture: 'vit_base_patch16_224.augreg_in21k'}, and what it may say beyond the name. */
export const timmVitConfig = z.object({
  architecture: z
    .string()
    .transform(timmName)
    .refine((name) => NAME.test(name), {
      error: ({ input }) =>
        `${String(input)} is not supported; supported are vit_{tiny,small,base,large}_patch{8,16,32}_{224,384}`,
    }),
  global_pool: z
    .literal('token', {
      error: ({ input }) => `global_pool ${String(input)} is not supported; supported is token`,
    })
    .default('token'),
  model_args: z
    .strictObject({
      img_size: argument,
      patch_size: argument,
      embed_dim: argument,
      depth: argument,
      num_heads: argument,
      mlp_ratio: z.number().positive().max(64).default(4),
      num_classes: z.number().optional(),
    })
    .prefault({}),
})

/** @throws Error when the features cannot be shared out among the heads */
export function timmVitShape({
  architecture,
  model_args,
}: z.infer<typeof timmVitConfig>): EncoderShape & PatchShape {
  const [, size = '', patchPx, pictureEdgePx] = NAME.exec(architecture) ?? []
  const named = SIZES[size] ?? { width: 0, layers: 0, heads: 0 }
  const width = model_args.embed_dim ?? named.width
  const heads = model_args.num_heads ?? named.heads
  if (width % heads !== 0) {
    throw new Error(`Expected embed_dim ${width} to be a multiple of num_heads ${heads} in config.json`)
  }
  const edgePx = model_args.img_size ?? Number(pictureEdgePx)
  return {
    width,
    layers: model_args.depth ?? named.layers,
    heads,
    hidden: Math.trunc(model_args.mlp_ratio * width),
    activation: 'gelu',
    epsilon: 1e-6,
    patchPx: model_args.patch_size ?? Number(patchPx),
    trainedOn: { heightPx: edgePx, widthPx: edgePx },
  }
}

/** A block as timm names it: query, key and value are one linear layer. */
export function timmVitBlock(
  graph: GraphBuilder,
  weights: GraphWeights,
  tokens: Value,
  shape: EncoderShape,
): Value {
  const { width } = shape
  const attended = residual(graph, weights.scope('norm1.'), tokens, shape, (rows) => {
    const packed = linear(graph, weights.scope('attn.qkv.'), rows, width, 3 * width)
    const part = (index: number): Value => slice(graph, packed, -1, index * width, (index + 1) * width)
    const context = attend(graph, part(0), part(1), part(2), shape)
    return linear(graph, weights.scope('attn.proj.'), context, width, width)
  })
  return residual(graph, weights.scope('norm2.'), attended, shape, (rows) =>
    feedForward(graph, weights.scope('mlp.fc1.'), weights.scope('mlp.fc2.'), rows, shape),
  )
}
