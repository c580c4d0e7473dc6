import { implement } from '@orpc/server'
import { contract } from '../../../electron/contract/index.ts'
import type { EmbeddingMap } from '../../../electron/contract/map.ts'
import type { Overview } from '../../../electron/contract/overview.ts'
import type { OpenTransport } from '../../engine/engine-transport.ts'
import { inPageTransport } from '../../engine/in-page-transport.test-data.ts'
import { makeJob } from '../models/make-model.test-data.ts'

export interface InPageOverview {
  readonly openTransport: OpenTransport
  overview: Overview
  map: EmbeddingMap
  /** Whether each map was asked for anew. */
  readonly drawn: boolean[]
}

export const someOverview: Overview = {
  items: 309,
  pictures: 309,
  described: 296,
  groups: { open: 70, started: 13, confirmed: 4 },
  grouped: 287,
  pairs: { all: 728, same: 17, apart: 129, open: 582 },
  verdicts: 140,
  contradictions: 1,
  threshold: 0.5,
  scores: Array.from({ length: 10 }, (_, bar) => ({
    from: bar / 10,
    to: (bar + 1) / 10,
    same: bar === 9 ? 17 : 0,
    apart: bar === 0 ? 129 : 0,
    open: bar * 10,
  })),
  days: [
    { day: '2026-03-02', same: 12, apart: 100 },
    { day: '2026-03-04', same: 5, apart: 29 },
  ],
}

export const undrawnMap: EmbeddingMap = {
  model: 'encoder',
  drawnAt: null,
  fitted: 0,
  views: 9,
  missing: 9,
  points: {
    count: 0,
    places: '',
    items: '',
    pictures: '',
    groups: '',
    states: '',
    categories: '',
    categoryNames: [],
  },
}

/** Nine points in a square: items 1 to 9, of three states, the first two at one place. */
export const drawnMap: EmbeddingMap = {
  ...undrawnMap,
  drawnAt: '2026-01-01T00:00:00Z',
  fitted: 9,
  missing: 2,
  points: {
    count: 9,
    places: base64(new Float32Array([-1, -1, -1, -1, 0, -1, 1, -1, -1, 1, 0, 1, 1, 1, 0, 0, 0.5, 0.5])),
    items: base64(Uint32Array.from({ length: 9 }, (_, n) => n + 1)),
    pictures: base64(Uint32Array.from({ length: 9 }, (_, n) => n + 101)),
    groups: base64(new Uint32Array([1, 1, 0, 0, 5, 5, 0, 0, 0])),
    states: base64(new Uint8Array([3, 3, 0, 0, 1, 1, 0, 0, 0])),
    categories: base64(new Uint16Array([1, 1, 2, 2, 1, 1, 0, 0, 0])),
    categoryNames: ['Mugs', 'Socks'],
  },
}

/** The part of an engine that the overview talks to, in the page itself, with every call checked by the contract. */
export function inPageOverview(parts: Partial<InPageOverview> = {}): InPageOverview {
  const os = implement(contract)
  const router = {
    overview: { get: os.overview.get.handler(() => engine.overview) },
    queue: {
      estimates: os.queue.estimates.handler(() => ({
        confirmed: { pairs: 17, precision: null, recall: { share: 0.04, low: 0.03, high: 0.06 } },
        groups: {
          pairs: 600,
          precision: { share: 0.95, low: 0.83, high: 0.997 },
          recall: { share: 0.91, low: 0.77, high: 0.98 },
        },
        checks: 3,
        agreement: { repeats: 0, agreed: 0, share: null },
        expectedGain: 0.02,
        enough: false,
        words: 'About 95% are right.',
        method: 'By strata.',
      })),
    },
    map: {
      get: os.map.get.handler(() => engine.map),
      draw: os.map.draw.handler(({ input }) => {
        engine.drawn.push(input.anew)
        return makeJob({ id: 9, kind: 'map', status: 'running' })
      }),
      describe: os.map.describe.handler(({ input }) =>
        input.points.map(({ itemId, pictureId }) => ({
          itemId,
          pictureId,
          externalId: `id-${itemId}`,
          title: `Tea ${itemId}`,
          category: null,
          sha256: null,
          groupId: itemId <= 2 ? 1 : null,
          state: itemId <= 2 ? ('confirmed' as const) : null,
        })),
      ),
    },
  }
  const engine: InPageOverview = {
    openTransport: inPageTransport(router),
    overview: someOverview,
    map: drawnMap,
    drawn: [],
    ...parts,
  }
  return engine
}

function base64(array: Float32Array | Uint32Array | Uint16Array | Uint8Array): string {
  return btoa(String.fromCharCode(...new Uint8Array(array.buffer)))
}
