import { say } from '../../contract/saying.ts'
import { SPACE_SETTING } from '../catalogue/current-spaces.ts'
import { viewOnMap, type MapPoint } from '../catalogue/map-repository.ts'
import type { Views } from '../catalogue/view-repository.ts'
import { fitToSquare } from '../map/fit-to-square.ts'
import { PlaceBeside } from '../map/place-beside.ts'
import { projectPoints } from '../map/project-points.ts'
import { randomFor } from '../sample/random.ts'
import { gatherRows } from '../vector-index/gather-rows.ts'
import { usableRows } from '../vector-index/usable-rows.ts'
import { now, type JobContext } from './job-context.ts'
import type { MapPayload } from './job-payload.ts'
import { noteTime } from './note-time.ts'

const SEED = 1
/**
 * Points that the projection is computed of; the others are placed beside the nearest of them. umap-js prepares its
 * graph in one piece, which takes about 4 s and 600 MB at 10,000 points, and four times both at 40,000.
 */
const MOST_FITTED = 10_000
/** Points placed between two looks at whether the job goes on: about 50 ms. */
const BATCH = 500

/** A view's vector and its name on the map. */
interface Mapped {
  readonly row: number
  readonly view: number
}

/** Draws the map of the space in use, or places on it what is new. Points that are on it stay where they are. */
export async function mapJob({ anew }: MapPayload, context: JobContext): Promise<void> {
  const { repositories, meter } = context
  const { settings, spaces, maps } = repositories
  meter.start('map', null)
  const space = spaces.findById(Number(settings.get(SPACE_SETTING.pictures) ?? 0))
  if (space === null) {
    context.note(say('nothingToMap', {}))
    return
  }
  const { id, dimension } = space
  const views = repositories.views.loadAll(id, dimension)
  const all = Array.from(usableRows(views.vectors, dimension), (row) => ({
    row,
    view: viewOnMap(views.pictureIds[row] ?? 0, views.regionIds[row] ?? 0),
  }))
  const known = new Map(Array.from(maps.points(id), (point) => [point.view, point]))
  const landmarks = all.filter(({ view }) => known.get(view)?.isFitted === true)
  if (anew || landmarks.length === 0) await draw(id, all, views, dimension, context)
  else {
    const fixed = landmarks.map(({ view }) => known.get(view)).filter((point) => point !== undefined)
    const missing = all.filter(({ view }) => !known.has(view))
    await place(id, missing, { landmarks, fixed }, views, dimension, context)
  }
  context.changed('map')
}

async function draw(
  spaceId: number,
  all: readonly Mapped[],
  views: Views,
  dimension: number,
  context: JobContext,
): Promise<void> {
  const { repositories, meter, cores, signal } = context
  const sample = drawSample(all)
  const vectors = gather(sample, views.vectors, dimension)
  const places = await noteTime(context, say('projection', { count: sample.length }), async () =>
    fitToSquare(
      await projectPoints(vectors, dimension, {
        seed: SEED,
        cores,
        signal,
        onStep: async (step, of) => {
          if (step === 0) meter.start('map', null)
          else meter.update(step, of)
          await context.checkpoint()
        },
      }),
    ),
  )
  const fixed = sample.map(({ view }, n): MapPoint => ({
    view,
    x: places[n * 2] ?? 0,
    y: places[n * 2 + 1] ?? 0,
    isFitted: true,
  }))
  repositories.transaction(() => {
    repositories.maps.save(spaceId, { drawnAt: now(), seed: SEED, fitted: fixed.length })
    repositories.maps.addPoints(spaceId, fixed)
  })
  context.count('pictures laid out', fixed.length)
  const fitted = new Set(sample.map(({ view }) => view))
  const others = all.filter(({ view }) => !fitted.has(view))
  await place(spaceId, others, { landmarks: sample, fixed }, views, dimension, context)
}

async function place(
  spaceId: number,
  missing: readonly Mapped[],
  { landmarks, fixed }: { landmarks: readonly Mapped[]; fixed: readonly MapPoint[] },
  views: Views,
  dimension: number,
  context: JobContext,
): Promise<void> {
  if (missing.length === 0) return
  const { repositories, meter, signal } = context
  meter.start('map', missing.length)
  await noteTime(context, say('placesBeside', { count: missing.length }), async () => {
    const beside = await PlaceBeside.of(
      {
        vectors: gather(landmarks, views.vectors, dimension),
        places: Float64Array.from(fixed.flatMap(({ x, y }) => [x, y])),
      },
      dimension,
      signal,
    )
    for (let start = 0; start < missing.length; start += BATCH) {
      const batch = missing.slice(start, start + BATCH)
      const names = batch.map(({ view }) => view)
      const places = beside.place(gather(batch, views.vectors, dimension), names)
      const points = batch.map(({ view }, n): MapPoint => ({
        view,
        x: places[n * 2] ?? 0,
        y: places[n * 2 + 1] ?? 0,
        isFitted: false,
      }))
      repositories.transaction(() => repositories.maps.addPoints(spaceId, points))
      meter.update(start + batch.length)
      await context.checkpoint()
    }
  })
  context.count('pictures placed beside them', missing.length)
}

function drawSample(all: readonly Mapped[]): Mapped[] {
  if (all.length <= MOST_FITTED) return [...all]
  const random = randomFor(SEED, 'map sample')
  let left = MOST_FITTED
  // Selection sampling: each as likely as any other, in the order of the views.
  return all.filter((_, place) => {
    const isDrawn = random.between(0, 1) * (all.length - place) < left
    if (isDrawn) left -= 1
    return isDrawn
  })
}

function gather(mapped: readonly Mapped[], vectors: Float32Array, dimension: number): Float32Array {
  return gatherRows(
    vectors,
    dimension,
    Uint32Array.from(mapped, ({ row }) => row),
  )
}
