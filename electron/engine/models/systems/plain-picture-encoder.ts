import type { System } from '../build/build-context.ts'
import { ModelRefused } from '../build/model-refused.ts'
import { pictureArchitecture } from '../build/picture-architectures.ts'
import { buildPictureEncoder, noHead } from '../build/picture-encoder.ts'

/** A published network as it is, by its config.json: what it calls its embedding, without a head. */
export const plainPictureEncoder: System = {
  name: 'picture-encoder',
  recognises: (_source, config) => Promise.resolve(pictureArchitecture(config) !== undefined),
  async build(context, config) {
    const tower = pictureArchitecture(config)
    if (tower === undefined) throw new ModelRefused('Expected config.json to name a supported network')
    const { encoder, leftover } = await buildPictureEncoder(context, '', {
      tower,
      towerPrefix: () => '',
      head: noHead,
    })
    return { run: { task: 'embed-pictures', ...encoder }, leftover }
  },
}
