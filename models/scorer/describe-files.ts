import { fileURLToPath } from 'node:url'
import { describePictures } from '../../electron/engine/describe/describe-pictures.ts'
import { PictureEncoder, pictureEncoderModel } from '../../electron/engine/inference/picture-encoder.ts'
import type { MatchInput } from '../../electron/engine/match/match-input.ts'
import { readModelFor } from '../../electron/engine/models/read-model.ts'

/** What the engine computes of picture files; a file that cannot be read is an error here. */
export async function describeFiles(paths: readonly string[]): Promise<MatchInput['pictures']> {
  const model = await readModelFor(fileURLToPath(new URL('../encoder', import.meta.url)), 'embed-pictures')
  const encoderModel = pictureEncoderModel(model.folder, model.manifest.name, model.manifest)
  const encoder = await PictureEncoder.start(encoderModel, { workers: 1 })
  try {
    const { dimension } = model.space
    const phashes = new Uint8Array(paths.length * 8)
    const embeddings = new Float32Array(paths.length * dimension)
    const pending = paths.map((path, key) => ({ key, path, fileName: path }))
    const described = describePictures(pending, {
      encoder,
      known: () => false,
      signal: new AbortController().signal,
    })
    for await (const result of described) {
      if (result.kind !== 'described')
        throw new Error(`Expected ${paths[result.key]} to be described but it was not`)
      phashes.set(result.phash, result.key * 8)
      embeddings.set(result.embedding, result.key * dimension)
    }
    const labels = new Uint16Array(paths.length)
    return { count: paths.length, phashes, embeddings, dimension, labels, distanceScale: 1 }
  } finally {
    await encoder.close()
  }
}
