import { extname } from 'node:path'
import type { RankingReport } from '../../contract/evaluate.ts'
import { say } from '../../contract/saying.ts'
import type { SourceItem } from '../catalogue/report-repository.ts'
import { EvaluationRefused } from '../evaluate/evaluation-refused.ts'
import { rankGallery } from '../evaluate/rank-gallery.ts'
import { averagePrecisionAt } from '../evaluate/ranking-figures.ts'
import { rankingNotes } from '../evaluate/ranking-notes.ts'
import { shareOf } from '../evaluate/share-of.ts'
import { writeRanking } from '../export/write-ranking.ts'
import { compressRows } from '../vector-index/compress-rows.ts'
import type { Neighbours } from '../vector-index/neighbours.ts'
import { usableRows } from '../vector-index/usable-rows.ts'
import { now, type JobContext } from './job-context.ts'
import type { RankPayload } from './job-payload.ts'
import { modelsInUse, pictureSpace } from './models-in-use.ts'

const LARGEST_INT32 = 2 ** 31 - 1
const PREVIEWED_QUERIES = 10
const PREVIEWED_HITS = 10

/** Ranks the listings of one imported table for each picture of another, and writes the ranking as .npy and CSV. */
export async function rankJob(payload: RankPayload, context: JobContext): Promise<void> {
  const { repositories, meter, signal, jobId } = context
  const queries = itemsOf(payload.queries, context)
  const gallery = itemsOf(payload.gallery, context)
  const [queryIds, galleryIds] = [idsOf(queries, payload.queries), idsOf(gallery, payload.gallery)]
  const { model, spaceId } = pictureSpace(await modelsInUse(repositories, context.dataFolder))
  const { dimension } = model.space
  const { vectors, rowsOf } = loadVectors(spaceId, dimension, context)
  const [ofQueries, ofGallery] = [queries.map(rowsOf), gallery.map(rowsOf)]
  meter.start('rank', queries.length)
  const neighbours = await rankGallery(
    vectors,
    dimension,
    compressRows(ofQueries),
    compressRows(ofGallery),
    payload.top,
    { signal, onProgress: (done, total) => meter.update(done, total) },
  )
  const csv = `${payload.out.slice(0, payload.out.length - extname(payload.out).length)}.csv`
  const ranking = { queryIds, galleryIds, neighbours, top: payload.top }
  await writeRanking(payload.out, csv, ranking, context.catalogue.folder.unfinished)
  const without = (rows: readonly (readonly number[])[]): number =>
    rows.filter(({ length }) => length === 0).length
  const report: Omit<RankingReport, 'notes'> = {
    jobId,
    npy: payload.out,
    csv,
    queries: queries.length,
    gallery: gallery.length,
    queriesWithoutPicture: without(ofQueries),
    galleryWithoutPicture: without(ofGallery),
    top: payload.top,
    model: model.manifest.name,
    ...meanAveragePrecision(queries, gallery, neighbours, payload.top),
    preview: preview(queries, gallery, neighbours),
  }
  for (const note of rankingNotes(report)) context.note(note)
  if (report.queriesWithTruth > 0 && report.meanAveragePrecision !== null)
    context.note(
      say('rankedWell', {
        top: report.top,
        figure: report.meanAveragePrecision.toFixed(4),
        queries: report.queriesWithTruth,
      }),
    )
  context.count('queries ranked', report.queries - report.queriesWithoutPicture)
  context.count('gallery pictures', report.gallery - report.galleryWithoutPicture)
  repositories.transaction(() => repositories.reports.save(jobId, 'ranking', now(), JSON.stringify(report)))
}

function itemsOf(table: string, { repositories }: JobContext): SourceItem[] {
  const items = repositories.reports.findItemsOfTable(table)
  if (items === null) throw new EvaluationRefused(say('tableNotImported', { table }))
  if (items.length === 0) throw new EvaluationRefused(say('tableWithoutRows', { table }))
  return items
}

/** @throws EvaluationRefused for an id that is no int32, since the array holds nothing else */
function idsOf(items: readonly SourceItem[], table: string): Int32Array {
  return Int32Array.from(items, ({ externalId }) => {
    const id = Number(externalId)
    if (!/^\d+$/u.test(externalId) || id > LARGEST_INT32)
      throw new EvaluationRefused(say('idNotWhole', { most: String(LARGEST_INT32), table, id: externalId }))
    return id
  })
}

/** Rows of the vectors that each item is compared by: of its box where it has one. */
function loadVectors(
  spaceId: number,
  dimension: number,
  { repositories }: JobContext,
): { vectors: Float32Array; rowsOf: (item: SourceItem) => readonly number[] } {
  const { pictureIds, regionIds, vectors } = repositories.views.loadAll(spaceId, dimension)
  const rowOf = new Map<string, number>()
  for (const row of usableRows(vectors, dimension)) rowOf.set(`${pictureIds[row]} ${regionIds[row]}`, row)
  const rows = new Map<number, number[]>()
  for (const { itemId, pictureId, regionId } of repositories.views.findOfPresentItems(spaceId)) {
    const row = rowOf.get(`${pictureId} ${regionId}`)
    if (row !== undefined) rows.set(itemId, [...(rows.get(itemId) ?? []), row])
  }
  return { vectors, rowsOf: ({ id }) => rows.get(id) ?? [] }
}

/** Over the queries whose product is known and in the gallery; a query without a picture finds nothing. */
function meanAveragePrecision(
  queries: readonly SourceItem[],
  gallery: readonly SourceItem[],
  { offsets, rows }: Neighbours,
  top: number,
): Pick<RankingReport, 'meanAveragePrecision' | 'queriesWithTruth'> {
  const relevant = new Map<string, number>()
  for (const { labelGroup } of gallery)
    if (labelGroup !== null) relevant.set(labelGroup, (relevant.get(labelGroup) ?? 0) + 1)
  let sum = 0
  let counted = 0
  queries.forEach(({ labelGroup }, query) => {
    const count = labelGroup === null ? 0 : (relevant.get(labelGroup) ?? 0)
    if (count === 0) return
    counted += 1
    const ranked = Array.from(
      rows.subarray(offsets[query], offsets[query + 1]),
      (listing) => gallery[listing]?.labelGroup === labelGroup,
    )
    sum += averagePrecisionAt(ranked, count, top)
  })
  return { meanAveragePrecision: shareOf(sum, counted), queriesWithTruth: counted }
}

/** What the first queries that found something found, to be looked at. */
function preview(
  queries: readonly SourceItem[],
  gallery: readonly SourceItem[],
  { offsets, rows }: Neighbours,
): RankingReport['preview'] {
  const found: RankingReport['preview'] = []
  for (const [place, { id }] of queries.entries()) {
    if (found.length === PREVIEWED_QUERIES) break
    const nearest = rows.subarray(offsets[place], offsets[place + 1]).subarray(0, PREVIEWED_HITS)
    const hits = [...nearest].flatMap((listing) => gallery[listing]?.id ?? [])
    if (hits.length > 0) found.push({ query: id, hits })
  }
  return found
}
