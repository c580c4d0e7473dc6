import { fileURLToPath } from 'node:url'
import type { DescribedPicture } from '../../electron/engine/describe/describe-result.ts'
import { describePictures } from '../../electron/engine/describe/describe-pictures.ts'
import { PictureEncoder, pictureEncoderModel } from '../../electron/engine/inference/picture-encoder.ts'
import type { MatchInput } from '../../electron/engine/match/match-input.ts'
import { readModelFor } from '../../electron/engine/models/read-model.ts'
import { compressRows } from '../../electron/engine/vector-index/compress-rows.ts'

/** Views of picture files, file by file: of each the whole picture, then those within it. */
export interface DescribedFiles {
  readonly pictures: MatchInput['pictures']
  readonly viewsOfFile: readonly (readonly number[])[]
  /** uint32 [views] */
  readonly fileOf: Uint32Array
}

/** What the engine computes of picture files; a file that cannot be read is an error here. */
export async function describeFiles(paths: readonly string[]): Promise<DescribedFiles> {
  const model = await readModelFor(fileURLToPath(new URL('../encoder', import.meta.url)), 'embed-pictures')
  const encoderModel = pictureEncoderModel(model.folder, model.manifest.name, model.manifest)
  const encoder = await PictureEncoder.start(encoderModel, { workers: 1 })
  const files: DescribedPicture[] = []
  try {
    const described = describePictures(
      paths.map((path, key) => ({ key, path, fileName: path })),
      { encoder, known: () => false, signal: new AbortController().signal },
    )
    for await (const result of described) {
      if (result.kind !== 'described')
        throw new Error(`Expected ${paths[result.key]} to be described but it was not`)
      files[result.key] = result
    }
  } finally {
    await encoder.close()
  }
  return viewsOf(files, model.space.dimension)
}

function viewsOf(files: readonly DescribedPicture[], dimension: number): DescribedFiles {
  const views = files.flatMap(({ embedding, inner, phash }, file) =>
    [embedding, ...inner.map((one) => one.embedding)].map((vector) => ({ file, vector, phash })),
  )
  const count = views.length
  const phashes = new Uint8Array(count * 8)
  const embeddings = new Float32Array(count * dimension)
  views.forEach(({ vector, phash }, view) => {
    phashes.set(phash, view * 8)
    embeddings.set(vector, view * dimension)
  })
  const viewsOfFile: number[][] = files.map(() => [])
  views.forEach(({ file }, view) => viewsOfFile[file]?.push(view))
  return {
    pictures: { count, phashes, embeddings, dimension, labels: new Uint16Array(count), distanceScale: 1 },
    viewsOfFile,
    fileOf: Uint32Array.from(views, ({ file }) => file),
  }
}

/** @param views of each item */
export function viewsOfItems(views: DescribedFiles['viewsOfFile']): MatchInput['picturesOfItem'] {
  const { offsets, rows } = compressRows(views)
  return { offsets, pictures: rows }
}
