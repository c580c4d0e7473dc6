import type { Buffer } from 'node:buffer'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { ORPCError, implement } from '@orpc/server'
import type { CatalogueInfo } from '../contract/catalogue.ts'
import { contract } from '../contract/index.ts'
import { say } from '../contract/saying.ts'
import type { Engine } from '../engine/engine.ts'

export interface TestEngineOptions {
  /** Holds `inbox/` and `exports/`. */
  readonly folder: string
  /** Pictures by content hash; the thumbnail is the same bytes. */
  readonly pictures?: ReadonlyMap<string, Buffer>
  readonly pictureType?: string
  readonly onCreate?: (path: string) => void
}

/** A small real engine for the hosts' tests: the whole contract's types, with the few calls that hosts make. */
export function createTestEngine({
  folder,
  pictures,
  pictureType = 'image/png',
  onCreate,
}: TestEngineOptions): Engine {
  const api = implement(contract)
  const unused = (): never => {
    throw new ORPCError('NOT_IMPLEMENTED', { message: 'The test engine does not do this' })
  }
  const router = api.router({
    catalogue: {
      current: api.catalogue.current.handler(() => null),
      recent: api.catalogue.recent.handler(() => [
        { path: join(folder, 'mugs.doublet'), name: 'mugs', openedAt: '2026-01-01T00:00:00Z' },
      ]),
      create: api.catalogue.create.handler(({ input }) => {
        onCreate?.(input.path)
        return emptyCatalogue(input.path)
      }),
      open: api.catalogue.open.handler(({ errors, input }) => {
        const { path } = input
        if (path.includes('locked'))
          throw errors.CATALOGUE_LOCKED({
            message: 'It is locked',
            data: { path, said: say('catalogueInUse', { path, holder: 'x' }) },
          })
        throw errors.CATALOGUE_NOT_FOUND({ data: { path, said: say('catalogueNotThere', { path }) } })
      }),
      close: api.catalogue.close.handler(() => null),
      setReviewer: api.catalogue.setReviewer.handler(unused),
      verify: api.catalogue.verify.handler(unused),
      suggestPath: api.catalogue.suggestPath.handler(({ input }) => ({ path: join(folder, input.name) })),
    },
    sources: {
      list: api.sources.list.handler(() => []),
      states: api.sources.states.handler(() => []),
      preview: api.sources.preview.handler(unused),
      import: api.sources.import.handler(unused),
      importSample: api.sources.importSample.handler(unused),
      browse: api.sources.browse.handler(unused),
    },
    models: {
      list: api.models.list.handler(() => ({ installed: [], known: [] })),
      install: api.models.install.handler(unused),
      remove: api.models.remove.handler(unused),
      cost: api.models.cost.handler(unused),
      use: api.models.use.handler(unused),
      providers: api.models.providers.handler(() => []),
      check: api.models.check.handler(unused),
    },
    jobs: {
      list: api.jobs.list.handler(() => []),
      watch: api.jobs.watch.handler(async function* watch() {
        yield { type: 'changed' as const, what: 'catalogue' as const }
      }),
      pause: api.jobs.pause.handler(unused),
      resume: api.jobs.resume.handler(unused),
      cancel: api.jobs.cancel.handler(unused),
      startRebuild: api.jobs.startRebuild.handler(unused),
      startMatch: api.jobs.startMatch.handler(unused),
    },
    problems: {
      list: api.problems.list.handler(() => ({ total: 0, listed: 0, byCode: [], rows: [] })),
      retry: api.problems.retry.handler(unused),
      export: api.problems.export.handler(unused),
    },
    items: { get: api.items.get.handler(() => []) },
    groups: {
      list: api.groups.list.handler(() => ({ total: 0, rows: [] })),
      ids: api.groups.ids.handler(() => ({ total: 0, groups: [] })),
      categories: api.groups.categories.handler(() => ['Größe', '靴']),
      case: api.groups.case.handler(unused),
      neighbour: api.groups.neighbour.handler(() => ({ groupId: null })),
      pair: api.groups.pair.handler(unused),
      distributions: api.groups.distributions.handler(() => []),
      savedFilters: api.groups.savedFilters.handler(() => []),
      saveFilter: api.groups.saveFilter.handler(unused),
      renameFilter: api.groups.renameFilter.handler(unused),
      removeFilter: api.groups.removeFilter.handler(unused),
    },
    review: {
      record: api.review.record.handler(unused),
      skip: api.review.skip.handler(unused),
      planSeveral: api.review.planSeveral.handler(unused),
      several: api.review.several.handler(unused),
      undo: api.review.undo.handler(unused),
      redo: api.review.redo.handler(unused),
      history: api.review.history.handler(unused),
      contradictions: api.review.contradictions.handler(() => []),
      confirm: api.review.confirm.handler(unused),
      split: api.review.split.handler(unused),
      drop: api.review.drop.handler(unused),
      move: api.review.move.handler(unused),
      makeRepresentative: api.review.makeRepresentative.handler(unused),
      comeBack: api.review.comeBack.handler(unused),
      note: api.review.note.handler(unused),
      flag: api.review.flag.handler(unused),
      unflag: api.review.unflag.handler(unused),
      marked: api.review.marked.handler(() => ({ total: 0, rows: [] })),
      today: api.review.today.handler(unused),
    },
    relations: {
      list: api.relations.list.handler(() => ({ relations: [], axes: [] })),
      add: api.relations.add.handler(unused),
      rename: api.relations.rename.handler(unused),
      reorder: api.relations.reorder.handler(unused),
      archive: api.relations.archive.handler(unused),
      addAxis: api.relations.addAxis.handler(unused),
      renameAxis: api.relations.renameAxis.handler(unused),
      reorderAxes: api.relations.reorderAxes.handler(unused),
      archiveAxis: api.relations.archiveAxis.handler(unused),
    },
    search: {
      prepare: api.search.prepare.handler(unused),
      find: api.search.find.handler(unused),
      promote: api.search.promote.handler(unused),
    },
    rehearsal: {
      start: api.rehearsal.start.handler(unused),
      result: api.rehearsal.result.handler(() => null),
      accept: api.rehearsal.accept.handler(unused),
      discard: api.rehearsal.discard.handler(unused),
    },
    copies: {
      start: api.copies.start.handler(unused),
      report: api.copies.report.handler(() => null),
      exportTable: api.copies.exportTable.handler(unused),
    },
    evaluate: {
      start: api.evaluate.start.handler(unused),
      report: api.evaluate.report.handler(() => null),
      list: api.evaluate.list.handler(() => []),
      exportTable: api.evaluate.exportTable.handler(unused),
      startRanking: api.evaluate.startRanking.handler(unused),
      ranking: api.evaluate.ranking.handler(() => null),
    },
    rules: {
      list: api.rules.list.handler(() => []),
      save: api.rules.save.handler(unused),
      delete: api.rules.delete.handler(unused),
      preview: api.rules.preview.handler(unused),
      apply: api.rules.apply.handler(unused),
    },
    overview: { get: api.overview.get.handler(unused) },
    map: {
      get: api.map.get.handler(unused),
      describe: api.map.describe.handler(() => []),
      draw: api.map.draw.handler(unused),
    },
    queue: {
      next: api.queue.next.handler(() => []),
      estimates: api.queue.estimates.handler(unused),
      simulate: api.queue.simulate.handler(unused),
      learningCurve: api.queue.learningCurve.handler(() => null),
    },
    scorer: {
      list: api.scorer.list.handler(unused),
      weights: api.scorer.weights.handler(() => []),
      refit: api.scorer.refit.handler(unused),
      use: api.scorer.use.handler(unused),
    },
    export: { preview: api.export.preview.handler(unused), run: api.export.run.handler(unused) },
  })
  return {
    router,
    async readPicture(sha256) {
      const bytes = pictures?.get(sha256)
      if (bytes === undefined) return null
      return { contentType: pictureType, bytes: bytes.byteLength, open: () => Readable.from([bytes]) }
    },
    async createInboxFolder() {
      await mkdir(join(folder, 'inbox'), { recursive: true })
      return mkdtemp(join(folder, 'inbox', 'drop-'))
    },
    async findExport(fileName) {
      const path = join(folder, 'exports', fileName)
      return existsSync(path) ? path : null
    },
    async close() {},
  }
}

function emptyCatalogue(path: string): CatalogueInfo {
  return {
    path,
    name: 'empty',
    createdAt: '2026-01-01T00:00:00Z',
    items: 0,
    pictures: 0,
    described: 0,
    groups: 0,
    groupsOpen: 0,
    groupsConfirmed: 0,
    verdicts: 0,
    verdictsToday: 0,
    contradictions: 0,
    problems: 0,
    threshold: 0.5,
    reviewer: 'curator',
  }
}
