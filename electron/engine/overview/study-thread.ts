import { extname } from 'node:path'
import type { EmbeddingMap } from '../../contract/map.ts'
import type { Overview } from '../../contract/overview.ts'
import type { RulePreview } from '../../contract/rules.ts'
import { QuestionThread } from '../threads/question-thread.ts'
import type {
  OverviewQuestion,
  RuleQuestion,
  StudyQuestion,
  StudyReply,
  StudyWorkerData,
} from './study-messages.ts'

const IDLE_MS = 60_000

/**
 * Answers what takes a look at every pair or every picture in a thread of its own, beside the one that answers all else
 * and the one that runs jobs: nobody waits for it, and it waits for no import.
 */
export class StudyThread {
  readonly #thread: QuestionThread<StudyQuestion, StudyReply>

  constructor(workerData: StudyWorkerData) {
    this.#thread = new QuestionThread({
      file: new URL(`./study.worker${extname(import.meta.url)}`, import.meta.url),
      workerData,
      idleMs: IDLE_MS,
      name: 'study',
    })
  }

  /** @throws the signal's reason when whoever asked has gone */
  async overview(question: OverviewQuestion, signal?: AbortSignal): Promise<Overview> {
    const reply = await this.#thread.ask({ type: 'overview', question }, signal)
    if (reply.type !== 'overview') throw unexpected(reply)
    return reply.answer
  }

  async previewRule(question: RuleQuestion, signal?: AbortSignal): Promise<RulePreview> {
    const reply = await this.#thread.ask({ type: 'preview-rule', question }, signal)
    if (reply.type !== 'preview-rule') throw unexpected(reply)
    return reply.answer
  }

  async map(signal?: AbortSignal): Promise<EmbeddingMap> {
    const reply = await this.#thread.ask({ type: 'map' }, signal)
    if (reply.type !== 'map') throw unexpected(reply)
    return reply.answer
  }

  async close(): Promise<void> {
    await this.#thread.close()
  }
}

function unexpected(reply: StudyReply): unknown {
  return reply.type === 'error' ? reply.error : new Error(`Expected another reply than ${reply.type}`)
}
