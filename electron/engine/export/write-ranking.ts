import type { Neighbours } from '../vector-index/neighbours.ts'
import type { ExportColumn, ExportRow } from './export-rows.ts'
import { writeFileWhole } from './write-file-whole.ts'
import { writeNpy } from './write-npy.ts'
import { writeRows } from './write-rows.ts'

/** Stands in the array where a query has fewer listings than the array is wide. */
const NOTHING = -1

const COLUMNS: readonly ExportColumn[] = [
  { name: 'user_img_id', type: 'DOUBLE', nullable: false },
  { name: 'rank', type: 'DOUBLE', nullable: false },
  { name: 'seller_img_id', type: 'DOUBLE', nullable: false },
  { name: 'cosine_distance', type: 'DOUBLE', nullable: false },
]

export interface Ranking {
  /** int32 ids of the queries, in the order of their table */
  readonly queryIds: Int32Array
  readonly galleryIds: Int32Array
  /** Gallery listings of each query by their number, nearest first. */
  readonly neighbours: Neighbours
  /** Columns of the array. */
  readonly top: number
}

/**
 * Writes a ranking twice: as int32 [queries, top] of gallery ids, -1 behind the last, and as CSV of one row a hit.
 * @param unfinished the catalogue's folder of notes of what is being written
 * @throws ExportTargetError when the folder is missing or read-only, the disk is full, and the like
 */
export async function writeRanking(
  npy: string,
  csv: string,
  ranking: Ranking,
  unfinished: string,
): Promise<void> {
  const { queryIds, galleryIds, neighbours, top } = ranking
  await writeFileWhole(
    npy,
    (append) =>
      writeNpy(append, [queryIds.length, top], (query) => {
        const row = new Int32Array(top).fill(NOTHING)
        const { offsets, rows } = neighbours
        rows
          .subarray(offsets[query], offsets[query + 1])
          .forEach((listing, rank) => (row[rank] = galleryIds[listing] ?? NOTHING))
        return row
      }),
    unfinished,
  )
  await writeRows(csv, 'csv', COLUMNS, hits(ranking), unfinished)
}

function* hits({ queryIds, galleryIds, neighbours }: Ranking): Generator<ExportRow> {
  const { offsets, rows, distances } = neighbours
  for (const [query, queryId] of queryIds.entries())
    for (let place = offsets[query] ?? 0; place < (offsets[query + 1] ?? 0); place += 1)
      yield {
        user_img_id: queryId,
        rank: place - (offsets[query] ?? 0) + 1,
        seller_img_id: galleryIds[rows[place] ?? 0] ?? NOTHING,
        cosine_distance: Math.round((distances[place] ?? 0) * 1e6) / 1e6,
      }
}
