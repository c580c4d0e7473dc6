import type { EngineClient } from '../../contract/index.ts'

export interface CatalogueState {
  /** Path of the open catalogue. */
  readonly current: string | null
  readonly recent: readonly { readonly path: string; readonly name: string }[]
}

/**
 * Tells which catalogue is open and which were, at once and whenever that changes, until the engine goes away.
 * @throws whatever ended the watch, once the engine's process is gone
 */
export async function followCatalogue(
  client: EngineClient,
  onChange: (state: CatalogueState) => void,
): Promise<void> {
  let last = ''
  const refresh = async (): Promise<void> => {
    const [current, recent] = await Promise.all([client.catalogue.current(), client.catalogue.recent()])
    const state = { current: current?.path ?? null, recent: recent.map(({ path, name }) => ({ path, name })) }
    // Counts change all the time while a job runs; the menus care only for what is open.
    if (JSON.stringify(state) === last) return
    last = JSON.stringify(state)
    onChange(state)
  }
  const events = await client.jobs.watch()
  await refresh()
  for await (const event of events) {
    if (event.type === 'changed' && event.what === 'catalogue') await refresh()
  }
}
