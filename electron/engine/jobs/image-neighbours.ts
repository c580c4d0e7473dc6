import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { say } from '../../contract/saying.ts'
import { CosineIndex } from '../vector-index/cosine-index.ts'
import { cosineMethod, cosineNeighbours } from '../vector-index/cosine-neighbours.ts'
import { IndexMismatchError } from '../vector-index/index-mismatch-error.ts'
import type { Neighbours } from '../vector-index/neighbours.ts'
import type { WorkOptions } from '../vector-index/pace.ts'
import type { JobContext } from './job-context.ts'
import { noteTime } from './note-time.ts'

const NO_NEIGHBOURS: Neighbours = {
  offsets: new Uint32Array(1),
  rows: new Uint32Array(),
  distances: new Float32Array(),
}

/**
 * The nearest pictures of each picture, and beside them the index on disk by which a picture is searched for. An index
 * whose vectors are still the same is kept; one that does not match what the catalogue wrote down is built anew.
 */
export async function imageNeighbours(
  embeddings: Float32Array | null,
  dimension: number,
  k: number,
  spaceId: number,
  context: JobContext,
  options: WorkOptions,
): Promise<Neighbours> {
  if (embeddings === null || embeddings.length === 0) return NO_NEIGHBOURS
  const index = await openOrBuild(embeddings, dimension, spaceId, context, options)
  await context.checkpoint()
  const rows = embeddings.length / dimension
  return noteTime(
    context,
    say('neighboursOfPictures', { count: rows, how: say(cosineMethod(rows), {}) }),
    () => cosineNeighbours(embeddings, dimension, k, { ...options, index }),
  )
}

async function openOrBuild(
  vectors: Float32Array,
  dimension: number,
  spaceId: number,
  { catalogue, repositories }: JobContext,
  options: WorkOptions,
): Promise<CosineIndex> {
  const rows = vectors.length / dimension
  const vectorsSha256 = createHash('sha256').update(vectors).digest()
  const stored = repositories.vectorIndexes.find(spaceId)
  if (stored !== null && stored.rows === rows && stored.vectorsSha256.equals(vectorsSha256)) {
    const expected = { sha256: stored.fileSha256.toString('hex'), rows, dimension, vectors }
    const opened = await CosineIndex.open(join(catalogue.folder.indexes, stored.file), expected).catch(
      (error: unknown) => {
        if (error instanceof IndexMismatchError) return null
        throw error
      },
    )
    if (opened !== null) return opened
  }
  const built = await CosineIndex.build(vectors, dimension, options)
  const file = `space-${spaceId}.usearch`
  mkdirSync(catalogue.folder.indexes, { recursive: true })
  const saved = await built.save(join(catalogue.folder.indexes, file))
  repositories.vectorIndexes.save(spaceId, {
    file,
    rows,
    vectorsSha256,
    fileSha256: Buffer.from(saved.sha256, 'hex'),
  })
  return built
}
