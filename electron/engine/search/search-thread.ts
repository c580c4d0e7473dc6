import { extname } from 'node:path'
import { ORPCError } from '@orpc/server'
import type { SearchAnswer, SearchInput, SearchReadiness } from '../../contract/search.ts'
import { QuestionThread } from '../threads/question-thread.ts'
import type {
  SearchCommand,
  SearchedPart,
  SearchQuestion,
  SearchReply,
  SearchWorkerData,
} from './search-messages.ts'

const IDLE_MS = 5 * 60_000

/**
 * Searches in a thread of its own, so that the one that answers the API never computes. It keeps its models and what it
 * has loaded for the next search.
 */
export class SearchThread {
  readonly #thread: QuestionThread<SearchQuestion, SearchReply>

  constructor(workerData: SearchWorkerData) {
    this.#thread = new QuestionThread({
      file: new URL(`./search.worker${extname(import.meta.url)}`, import.meta.url),
      workerData,
      idleMs: IDLE_MS,
      name: 'search',
    })
  }

  async prepare(signal?: AbortSignal): Promise<SearchReadiness> {
    const reply = await this.#thread.ask({ type: 'prepare' }, signal)
    if (reply.type !== 'ready') throw unexpected(reply)
    return reply.readiness
  }

  /** @throws ORPCError as the contract declares it; the signal's reason when whoever asked has gone */
  async find(input: SearchInput, signal?: AbortSignal): Promise<SearchAnswer> {
    const reply = await this.#thread.ask({ type: 'find', input }, signal)
    if (reply.type !== 'answer') throw unexpected(reply)
    return reply.answer
  }

  /** Items, groups or models have changed: what was loaded of them is loaded again with the next search. */
  forget(changed: SearchedPart): void {
    this.#thread.tell({ type: 'forget', changed } satisfies SearchCommand)
  }

  async close(): Promise<void> {
    await this.#thread.close()
  }
}

function unexpected(reply: SearchReply): unknown {
  if (reply.type === 'failure') {
    const { code, message, data } = reply.failure
    return new ORPCError(code, { message, data })
  }
  return reply.type === 'error' ? reply.error : new Error(`Expected another reply than ${reply.type}`)
}
