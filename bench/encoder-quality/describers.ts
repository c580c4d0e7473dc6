import { EmbeddingBatcher } from '../../electron/engine/describe/embedding-batcher.ts'
import { findInnerPictures } from '../../electron/engine/describe/inner-pictures/find-inner-pictures.ts'
import { picturesToEmbed } from '../../electron/engine/describe/inner-pictures/pictures-to-embed.ts'
import { hashPicture } from '../../electron/engine/describe/derive-pixels.ts'
import { resampleLuma } from '../../electron/engine/describe/resample.ts'
import { lanczos } from '../../electron/engine/describe/weight-table.ts'
import { workingEdge } from '../../electron/engine/describe/working-edge.ts'
import { PictureEncoder, pictureEncoderModel } from '../../electron/engine/inference/picture-encoder.ts'
import { readModelFor } from '../../electron/engine/models/read-model.ts'
import { joinVectors } from '../../electron/engine/vector-index/join-vectors.ts'
import { colourHistogram, HISTOGRAM_BINS } from './colour-histogram.ts'
import { DIFFERENCE_LUMA, differenceHash } from './difference-hash.ts'
import type { SeenPicture } from './seen-picture.ts'

/**
 * Makes vectors of length 1 of pictures, to be compared by cosine; hashes too, whose bits become equal steps. Of each picture
 * float32 [views, dimension]: of the whole, and, by an encoder, of the pictures within it.
 */
export interface Describer {
  readonly name: string
  readonly dimension: number
  describe(pictures: readonly SeenPicture[]): Promise<Float32Array[]>
  close(): Promise<void>
}

/** A model's folder, through the engine's own reader, preparation and runtime. */
export async function encoderDescriber(name: string, folder: string, workers: number): Promise<Describer> {
  const { manifest } = await readModelFor(folder, 'embed-pictures')
  const encoder = await PictureEncoder.start(pictureEncoderModel(folder, manifest.name, manifest), {
    workers,
  })
  const batcher = new EmbeddingBatcher(encoder)
  const edge = workingEdge(manifest.pixels)
  return {
    name,
    dimension: manifest.embedding.dimension,
    async describe(pictures) {
      const details = await Promise.all(pictures.map((picture) => picture.detail(edge)))
      const views = pictures.map(({ pixels }, n) => {
        const views = picturesToEmbed(details[n] ?? pixels, findInnerPictures(pixels))
        return views.map((view) => batcher.add(view))
      })
      batcher.flush()
      return Promise.all(views.map(async (vectors) => joinVectors(await Promise.all(vectors))))
    },
    close: () => encoder.close(),
  }
}

const HASH_BITS = 64

/** Two of these vectors have a cosine distance of a 32nd of the bits in which they differ, exactly. */
function bitsAsVector(bits: readonly boolean[]): Float32Array {
  return Float32Array.from(bits, (bit) => (bit ? 1 : -1) / Math.sqrt(bits.length))
}

function plainDescriber(
  name: string,
  dimension: number,
  describe: (picture: SeenPicture) => Float32Array,
): Describer {
  return {
    name,
    dimension,
    describe: async (pictures) => pictures.map(describe),
    close: async () => {},
  }
}

/** What anybody has without a network. */
export const BASELINES: readonly Describer[] = [
  plainDescriber('pHash', HASH_BITS, ({ pixels }) => {
    const bytes = hashPicture(pixels)
    return bitsAsVector(
      Array.from({ length: HASH_BITS }, (_, bit) => (((bytes[bit >> 3] ?? 0) >> (7 - (bit & 7))) & 1) === 1),
    )
  }),
  plainDescriber('dHash', HASH_BITS, ({ pixels }) => {
    const { width, height } = DIFFERENCE_LUMA
    return bitsAsVector(differenceHash(resampleLuma(pixels, width, height, lanczos)))
  }),
  plainDescriber('colours', HISTOGRAM_BINS, ({ pixels }) => colourHistogram(pixels)),
]
