import { z } from 'zod'
import type { Saying } from '../../contract/saying.ts'
import type { SearchAnswer, SearchInput, SearchReadiness } from '../../contract/search.ts'

/** What a search worker is started with. */
export const searchWorkerData = z.object({ cataloguePath: z.string(), dataFolder: z.string() })
export type SearchWorkerData = z.infer<typeof searchWorkerData>

/** What of a catalogue may be other than when it was loaded. */
export type SearchedPart = 'items' | 'groups' | 'models'

export type SearchQuestion =
  | { readonly type: 'prepare' }
  | { readonly type: 'find'; readonly input: SearchInput }

export type SearchCommand =
  | (SearchQuestion & { readonly id: number })
  /** Whoever asked has gone: it is not begun, if it was not yet. */
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'forget'; readonly changed: SearchedPart }
  | { readonly type: 'stop' }

/** An error that the contract declares. */
export interface SearchFailure {
  readonly code: 'SEARCH_REFUSED' | 'SOURCE_UNREADABLE' | 'NOT_FOUND' | 'MODEL_UNUSABLE'
  readonly message: string
  readonly data: Readonly<Record<string, string | Saying>>
}

export type SearchReply =
  | { readonly id: number; readonly type: 'ready'; readonly readiness: SearchReadiness }
  | { readonly id: number; readonly type: 'answer'; readonly answer: SearchAnswer }
  | { readonly id: number; readonly type: 'failure'; readonly failure: SearchFailure }
  /** A bug. */
  | { readonly id: number; readonly type: 'error'; readonly error: unknown }
