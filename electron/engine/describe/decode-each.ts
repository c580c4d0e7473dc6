import { Readable } from 'node:stream'
import { decodeForModel } from '../decode/decode-picture.ts'
import { PictureProblem } from '../decode/picture-problem.ts'
import { readPictureFile } from '../decode/read-picture-file.ts'
import type { RgbPicture } from '../decode/rgb-picture.ts'

/** Decoders that work at a time; more would only hold memory. */
const DECODING = 4

/** A source with its picture, or with why there is none. */
export type Decoded<Source> =
  | { readonly source: Source; readonly picture: RgbPicture; readonly problem: null }
  | { readonly source: Source; readonly picture: null; readonly problem: PictureProblem }

/**
 * Decodes one picture after another, a few ahead of whoever takes them, in the order of the sources.
 * @param workingEdgePx as decodePicture takes it
 * @throws the signal's reason when aborted
 */
export async function* decodeEach<Source extends { readonly path: string }>(
  sources: AsyncIterable<Source>,
  workingEdgePx: number | undefined,
  signal: AbortSignal,
): AsyncGenerator<Decoded<Source>, void, undefined> {
  const decoded: AsyncIterable<Decoded<Source>> = Readable.from(sources).map(
    (source: Source) => decodeOne(source, workingEdgePx, signal),
    { concurrency: DECODING },
  )
  yield* decoded
}

async function decodeOne<Source extends { readonly path: string }>(
  source: Source,
  workingEdgePx: number | undefined,
  signal: AbortSignal,
): Promise<Decoded<Source>> {
  try {
    const { bytes } = await readPictureFile(source.path, signal)
    const picture = await decodeForModel(bytes, workingEdgePx)
    return { source, picture, problem: null }
  } catch (error) {
    if (!(error instanceof PictureProblem)) throw error
    return { source, picture: null, problem: error }
  }
}
