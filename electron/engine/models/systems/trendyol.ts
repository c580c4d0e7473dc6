import { z } from 'zod'
import type { System } from '../build/build-context.ts'
import { backboneArguments, backboneByName } from '../build/picture-architectures.ts'
import { buildPictureEncoder, type EncoderPlan } from '../build/picture-encoder.ts'
import { batchNorm, linear } from '../graph/layers.ts'

const trendyolConfig = z.looseObject({
  backbone_name: z.string(),
  /** Channels of the backbone's last feature map. */
  backbone_features: z.number().int().positive(),
  /** Places of that map: 7 x 7. */
  hidden_size: z.number().int().positive(),
  embedding_dim: z.number().int().positive(),
  /** Of a model of this kind on a backbone of another size. */
  model_args: backboneArguments,
})

/**
 * The E-Commerce Product Image Encoder: batch normalisation over a ConvNeXt's feature map, all of it through one linear
 * layer, batch normalisation again.
 * @see https://huggingface.co/Trendyol/e-commerce-product-image-encoder
 */
export const trendyol: System = {
  name: 'trendyol-arcface',
  recognises: (_source, config) => Promise.resolve(trendyolConfig.safeParse(config).success),
  async build(context, config) {
    const { backbone_name, backbone_features, hidden_size, embedding_dim, model_args } =
      trendyolConfig.parse(config)
    const head: EncoderPlan['head'] = (graph, weights, { features }) => {
      const map = batchNorm(graph, weights.scope('bn1.'), features, backbone_features)
      const flat = graph.node('Flatten', [map], { axis: 1 })
      const places = backbone_features * hidden_size
      const narrow = linear(graph, weights.scope('fc11.'), flat, places, embedding_dim)
      const value = batchNorm(graph, weights.scope('bn11.'), narrow, embedding_dim)
      return { value, dimension: embedding_dim }
    }
    const { encoder, leftover } = await buildPictureEncoder(context, '', {
      tower: backboneByName(backbone_name, model_args),
      towerPrefix: () => 'backbone.',
      head,
    })
    return { run: { task: 'embed-pictures', ...encoder }, leftover }
  },
}
