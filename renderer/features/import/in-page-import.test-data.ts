import { RPCLink } from '@orpc/client/message-port'
import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import type { ExportNote, ExportOptions, ExportSummary } from '../../../electron/contract/export.ts'
import { contract } from '../../../electron/contract/index.ts'
import type { Job } from '../../../electron/contract/jobs.ts'
import type { Problem } from '../../../electron/contract/problems.ts'
import type { RelationDefinition } from '../../../electron/contract/relations.ts'
import type { Finding } from '../../../electron/contract/catalogue.ts'
import type { ColumnMapping, Source, SourceState, TablePreview } from '../../../electron/contract/sources.ts'
import type { OpenTransport } from '../../engine/engine-transport.ts'
import { makeJob } from '../models/make-model.test-data.ts'

export interface InPageImport {
  readonly openTransport: OpenTransport
  readonly sources: readonly Source[]
  /** What a check of the catalogue finds. */
  readonly findings: readonly Finding[]
  readonly states: ReadonlyMap<number, SourceState>
  preview: TablePreview
  readonly problems: readonly Problem[]
  /** Of the first problem's kind, beyond those listed. */
  readonly unlisted: number
  readonly jobs: readonly Job[]
  readonly notes: readonly ExportNote[]
  readonly exportedRows: number
  /** An export goes on until it is cancelled. */
  readonly exportNeverEnds: boolean
  /** Every call that changes something or depends on what was chosen, in order. */
  readonly calls: { readonly name: string; readonly input: unknown }[]
}

export const NO_COLUMNS: ColumnMapping = {
  id: null,
  title: null,
  description: null,
  category: null,
  brand: null,
  price: null,
  code: null,
  labelGroup: null,
  images: [],
}

export function makePreview(parts: Partial<TablePreview> = {}): TablePreview {
  return {
    format: 'csv',
    encoding: 'utf-8',
    delimiter: ',',
    columns: ['nr', 'name', 'foto'],
    mapping: { ...NO_COLUMNS, title: 'name' },
    recognised: null,
    rows: [['1', 'Tea', 'a.jpg']],
    problems: [],
    ...parts,
  }
}

export function makeProblem(parts: Partial<Problem> = {}): Problem {
  return {
    id: 1,
    severity: 'error',
    code: 'FILE_EMPTY',
    path: '/photos/zero.jpg',
    line: null,
    reason: 'The file is empty (0 bytes)',
    advice: 'Copy or download the picture again',
    ...parts,
  }
}

export function makeSource(parts: Partial<Source> = {}): Source {
  return {
    id: 1,
    folder: '/photos',
    table: null,
    items: 12,
    pictures: 12,
    addedAt: '2020-01-01T00:00:00Z',
    importedAt: '2020-01-01T00:00:00Z',
    ...parts,
  }
}

const relationOf = (
  id: string,
  sign: RelationDefinition['sign'],
  parts: Partial<RelationDefinition> = {},
) => ({
  id,
  name: id,
  sign,
  builtIn: true,
  renamed: false,
  archived: false,
  key: null,
  ...parts,
})

/** The part of an engine that the pages for import, problems and export talk to, every call checked by the contract. */
export function inPageImport(parts: Partial<InPageImport> = {}): InPageImport {
  const os = implement(contract)
  const note = (name: string, input: unknown): void => void engine.calls.push({ name, input })

  const router = {
    relations: {
      list: os.relations.list.handler(() => ({
        relations: [
          relationOf('same-product', 'together'),
          relationOf('variant', 'apart'),
          relationOf('twin', 'apart', { name: 'Twin', builtIn: false }),
        ],
        axes: [],
      })),
    },
    catalogue: {
      verify: os.catalogue.verify.handler(() => ({ checked: ['database'], findings: [...engine.findings] })),
    },
    jobs: {
      startRebuild: os.jobs.startRebuild.handler(({ input }) => {
        note('rebuild', input)
        return makeJob({ id: 70, kind: 'rebuild', status: 'running' })
      }),
      startMatch: os.jobs.startMatch.handler(({ input }) => {
        note('match', input)
        return makeJob({ id: 71, kind: 'match', status: 'queued' })
      }),
      list: os.jobs.list.handler(() => [...engine.jobs]),
      pause: os.jobs.pause.handler(({ input }) => {
        note('pause', input)
        return makeJob({ id: input.id, kind: 'import', status: 'paused', ending: 'pausing' })
      }),
      resume: os.jobs.resume.handler(({ input }) => {
        note('resume', input)
        return makeJob({ id: input.id, kind: 'import', status: 'running' })
      }),
      cancel: os.jobs.cancel.handler(({ input }) => {
        note('cancel', input)
        return makeJob({ id: input.id, kind: 'import', status: 'running', ending: 'cancelling' })
      }),
    },
    sources: {
      list: os.sources.list.handler(() => [...engine.sources]),
      states: os.sources.states.handler(() => [...engine.states].map(([id, state]) => ({ id, state }))),
      preview: os.sources.preview.handler(() => engine.preview),
      import: os.sources.import.handler(({ input }) => {
        note('import', input)
        return makeJob({ id: 9, kind: 'import' })
      }),
    },
    problems: {
      list: os.problems.list.handler(({ input }) => {
        const kinds = Map.groupBy(engine.problems, ({ code }) => code)
        const first = engine.problems[0]?.code
        const byCode = [...kinds].map(([code, { length }]) => {
          const unlisted = code === first ? engine.unlisted : 0
          return { code, count: length + unlisted, unlisted }
        })
        const rows = engine.problems.filter(({ code }) => input.code === undefined || code === input.code)
        const { offset, limit } = input
        return {
          total: rows.length + engine.unlisted,
          listed: rows.length,
          byCode,
          rows: rows.slice(offset, offset + limit),
        }
      }),
      retry: os.problems.retry.handler(({ input }) => {
        note('retry', input)
        return makeJob({ id: 9, kind: 'import', status: 'running' })
      }),
      export: os.problems.export.handler(({ input }) => {
        note('save list', input)
        return { path: '/home/ada/problems.csv', fileName: 'problems.csv', rows: 3, bytes: 420 }
      }),
    },
    export: {
      preview: os.export.preview.handler(({ input }) => {
        note('preview', input)
        return { ...summaryOf(input), columns: ['id_a', 'id_b'], first: [['one', 'two']] }
      }),
      run: os.export.run.handler(async ({ input, signal }) => {
        note('run', input)
        if (engine.exportNeverEnds)
          await new Promise((_, reject) => {
            signal?.addEventListener('abort', () => {
              note('cancelled', input)
              reject(signal.reason)
            })
          })
        const isFolder = input.what === 'folder'
        const fileName = isFolder ? 'Shop-folder' : `Shop-${input.what}.${input.format}`
        return { ...summaryOf(input), path: `/home/ada/${fileName}`, fileName, bytes: 1_200_000, isFolder }
      }),
    },
  }

  function summaryOf({ what }: ExportOptions): ExportSummary {
    const isOfVerdicts = what === 'pairs' || what === 'triplets' || what === 'folder'
    return {
      rows: engine.exportedRows,
      byRelation: isOfVerdicts ? [{ relation: 'variant', count: engine.exportedRows }] : [],
      bySplit: isOfVerdicts ? [{ split: 'train', count: engine.exportedRows }] : [],
      notes: [...engine.notes],
    }
  }

  const engine: InPageImport = {
    sources: [],
    findings: [],
    states: new Map(),
    preview: makePreview(),
    problems: [],
    unlisted: 0,
    jobs: [],
    notes: [],
    exportedRows: 1234,
    exportNeverEnds: false,
    calls: [],
    openTransport(listener) {
      const { port1, port2 } = new MessageChannel()
      new RPCHandler(router).upgrade(port1)
      port1.start()
      port2.start()
      listener.opened(new RPCLink({ port: port2 }))
    },
    ...parts,
  }
  return engine
}
