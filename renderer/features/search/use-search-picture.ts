import { shallowRef } from 'vue'
import { hostBridge } from '../../engine/host-bridge.ts'
import { joinHostPath } from '../import/host-path.ts'
import { uploadFiles } from '../import/upload-files.ts'
import { useSearch } from './search-store.ts'
import { t } from '../../words/words.ts'

/** The way from a chosen, dropped or pasted picture to one that the engine can read. */
export function useSearchPicture() {
  const store = useSearch()
  const error = shallowRef<unknown>(null)
  let sending = new AbortController()

  /** Must be called while the event that brought the file is handled: the desktop tells its path only then. */
  async function take(file: File): Promise<void> {
    sending.abort()
    sending = new AbortController()
    const { signal } = sending
    error.value = null
    const shown = { kind: 'file', name: file.name, url: URL.createObjectURL(file) } as const
    store.searchBy({ ...shown, path: null })
    try {
      const path = await pathFor(file, signal)
      if (!signal.aborted) store.searchBy({ ...shown, path })
    } catch (reason) {
      if (signal.aborted) return
      store.searchBy(null)
      error.value = reason
    }
  }

  function leave(): void {
    sending.abort()
    error.value = null
    store.searchBy(null)
  }

  return { error, take, leave }
}

/** Where the engine finds a file: where it lies, on the desktop; else in the catalogue's inbox, where it is sent to. */
async function pathFor(file: File, signal: AbortSignal): Promise<string> {
  const bridge = hostBridge()
  if (bridge !== null) {
    const path = bridge.pathOfFile(file)
    if (path !== '') return path
    throw new Error(t('search.noFileYet'))
  }
  const name = file.name === '' ? 'picture' : file.name
  const folder = await uploadFiles([{ path: name, file }], () => undefined, signal)
  return joinHostPath(folder, name)
}
