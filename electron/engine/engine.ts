import type { Readable } from 'node:stream'
import type { Router } from '@orpc/server'
import type { Contract } from '../contract/index.ts'

/** Where an engine runs and what it may touch; given once by the host that creates it. */
export interface EngineOptions {
  readonly host: 'desktop' | 'headless' | 'cli'
  /** Settings, recent catalogues and the default place of new catalogues. */
  readonly dataFolder: string
  /** Folders that paths from the API must lie in; null where the user's own file dialogs and shell give the paths. */
  readonly allowedRoots: readonly string[] | null
  /** Name that verdicts are signed with until the curator gives another. */
  readonly reviewer: string
  /** A mirror of the public hub that models are fetched from; nothing is fetched unless the user asks. */
  readonly hubEndpoint?: string | undefined
  /** CPU cores to compute on; default all. */
  readonly cores?: number
}

export interface ServedPicture {
  readonly contentType: string
  readonly bytes: number
  readonly open: () => Readable
}

/** The engine as a host sees it: a router to serve, pictures to show, files to take in and hand out. */
export interface Engine {
  readonly router: Router<Contract, Record<never, never>>
  /** The one reader of pictures for every host. Null: not a picture of the open catalogue. */
  readPicture(sha256: string, size: 'thumbnail' | 'full'): Promise<ServedPicture | null>
  /** A new empty folder in the open catalogue's inbox, for pictures that arrive as a stream. */
  createInboxFolder(): Promise<string>
  /** A file that `export.run` wrote into the open catalogue's exports folder; null if there is none of that name. */
  findExport(fileName: string): Promise<string | null>
  /** Waits for running work to commit what it has, then closes. */
  close(): Promise<void>
}
