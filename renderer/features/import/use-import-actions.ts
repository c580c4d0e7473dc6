import { useMutation, useQueryClient } from '@tanstack/vue-query'
import type { CatalogueInfo } from '../../../electron/contract/catalogue.ts'
import type { ColumnMapping, SourceRequest } from '../../../electron/contract/sources.ts'
import { hostBridge } from '../../engine/host-bridge.ts'
import { queryKeys } from '../../engine/query-keys.ts'
import { useEngine } from '../../engine/use-engine.ts'
import { useNavigation } from '../../navigation/navigation-store.ts'
import { useJobs } from '../shell/jobs-store.ts'
import { useCatalogueActions } from '../start/use-catalogue-actions.ts'
import { t } from '../../words/words.ts'
import { selectDropped } from './dropped-selection.ts'
import { useImport, type ImportDraft } from './import-store.ts'
import { joinHostPath } from './host-path.ts'
import { uploadFiles } from './upload-files.ts'
import { namesAtTop, walkDropped } from './walk-dropped.ts'

const TABLE = /\.(csv|tsv|jsonl|ndjson)$/i

/** The ways from a drop or a choice to a running import. */
export function useImportActions() {
  const engine = useEngine()
  const queryClient = useQueryClient()
  const store = useImport()
  const jobs = useJobs()
  const navigation = useNavigation()
  const catalogues = useCatalogueActions()

  const start = useMutation({
    mutationFn: (draft: ImportDraft) => engine.sources.import(requestOf(draft, store.columns)),
    onSuccess: (job) => {
      jobs.receive(job)
      store.clear()
      void queryClient.invalidateQueries({ queryKey: ['sources'] })
      navigation.goTo({ view: 'groups' })
    },
  })

  /** A folder alone needs no question and starts; a table is shown first, with what its columns are taken for. */
  function take(folder: string | null, table: string | null): void {
    store.change({ folder, table, mapping: {} })
    if (table === null) start.mutate(store.draft)
    else navigation.goTo({ view: 'import' })
  }

  /** Opens a catalogue for what was dropped while none was open, named after it. */
  async function needCatalogue(name: string): Promise<void> {
    const open = queryClient.getQueryData<CatalogueInfo | null>(queryKeys.catalogue)
    if (open) return
    const { path } = await engine.catalogue.suggestPath({ name: name.slice(0, 80) })
    await catalogues.perform({ kind: 'create-or-open', path })
  }

  async function takeFiles(
    files: readonly File[],
    entries: readonly FileSystemEntry[],
    bridge: NonNullable<ReturnType<typeof hostBridge>>,
  ): Promise<void> {
    const paths = files.map((file) => bridge.pathOfFile(file))
    const dropped = paths.find((path) => TABLE.test(path)) ?? null
    const folder = paths.find((path) => path !== dropped) ?? null
    const table = dropped ?? (folder === null ? null : await tableIn(folder, entries))
    await needCatalogue((folder ?? table ?? 'Dropped').replace(/^.*[\\/]/, '').replace(TABLE, ''))
    take(folder, table)
  }

  async function upload(entries: readonly FileSystemEntry[]): Promise<void> {
    const controller = new AbortController()
    store.stopUpload = () => controller.abort()
    store.unreadable = []
    const selection = selectDropped(
      await walkDropped(entries, (path) => (store.unreadable = [...store.unreadable, path])),
    )
    if (selection.files.length === 0) throw new Error(t('import.nothingDropped'))
    await needCatalogue(selection.name)
    navigation.goTo({ view: 'import' })
    const folder = await uploadFiles(
      selection.files,
      (progress) => (store.upload = progress),
      controller.signal,
    )
    const table = selection.table === null ? null : joinHostPath(folder, selection.table)
    take(selection.pictures === 0 ? null : folder, table)
  }

  /** Takes in what was dropped on the window. */
  async function takeDrop(files: readonly File[], entries: readonly FileSystemEntry[]): Promise<void> {
    const bridge = hostBridge()
    store.uploadError = null
    try {
      if (bridge === null) await upload(entries)
      else await takeFiles(files, entries, bridge)
    } catch (error) {
      const isCancelled = error instanceof DOMException && error.name === 'AbortError'
      if (!isCancelled) {
        store.uploadError = error
        if (queryClient.getQueryData(queryKeys.catalogue)) navigation.goTo({ view: 'import' })
      }
    } finally {
      store.upload = null
      store.stopUpload = null
    }
  }

  return { start, takeDrop }
}

/** The table that lies at the top of a dropped folder and goes with its pictures. */
async function tableIn(folder: string, entries: readonly FileSystemEntry[]): Promise<string | null> {
  const names = await namesAtTop(entries.find(({ isDirectory }) => isDirectory))
  const [table] = names.filter((name) => TABLE.test(name) && !name.startsWith('.')).toSorted()
  return table === undefined ? null : joinHostPath(folder, table)
}

/** Says of every column what it was shown to mean, so that the next table with this header is read alike. */
function requestOf({ folder, table, mapping }: ImportDraft, columns: ColumnMapping | null): SourceRequest {
  return {
    ...(folder === null ? {} : { folder }),
    ...(table === null ? {} : { table, mapping: { ...columns, ...mapping } }),
  }
}
