import { join } from 'node:path'
import { createEngine } from '../../engine/create-engine.ts'
import { applicationRoot } from '../application-root.ts'
import { dataFolder } from '../data-folder.ts'
import { hubEndpoint } from '../hub-endpoint.ts'
import { userName } from '../user-name.ts'
import { openOrCreateCatalogue } from './open-catalogue.ts'
import { serveInTerminal } from './serve-in-terminal.ts'

export interface HeadlessRun {
  /** Folders that may be picked from, absolute. */
  readonly roots: readonly string[]
  /** Absolute path of a catalogue to open, or to create where there is none. */
  readonly catalogue: string | null
  /** 0..65535, 0 for any free port; null: 7311 or the next free one. */
  readonly port: number | null
  /** Address to listen on; null: 127.0.0.1. */
  readonly host: string | null
  /** CPU cores to compute on; null: all. */
  readonly cores: number | null
  /** Whether to open the link where there is a browser; default true. */
  readonly openInBrowser?: boolean
}

/**
 * An engine and its window in a browser, until Ctrl-C.
 * @throws Error when the window is not built, the port is taken, or the catalogue cannot be opened
 */
export async function runHeadless(run: HeadlessRun): Promise<void> {
  const engine = createEngine({
    host: 'headless',
    dataFolder: dataFolder(),
    // The catalogue that was named at the start may lie outside the roots.
    allowedRoots: run.catalogue === null ? run.roots : [...run.roots, run.catalogue],
    reviewer: userName(),
    hubEndpoint: hubEndpoint(),
    ...(run.cores === null ? {} : { cores: run.cores }),
  })
  try {
    if (run.catalogue !== null) await openOrCreateCatalogue(engine, run.catalogue)
    await serveInTerminal({
      engine,
      rendererFolder: join(applicationRoot(import.meta.url), 'out', 'renderer'),
      port: run.port,
      host: run.host,
      openInBrowser: run.openInBrowser ?? true,
    })
  } finally {
    await engine.close()
  }
}
