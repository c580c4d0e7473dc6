import { parentPort, workerData } from 'node:worker_threads'
import { currentRun } from '../catalogue/current-run.ts'
import { joinCatalogue } from '../catalogue/open-catalogue.ts'
import { createRepositories } from '../catalogue/repositories.ts'
import { readMap } from '../map/read-map.ts'
import { VerdictLedger } from '../review/settlement/verdict-ledger.ts'
import { previewRule } from '../rules/preview-rule.ts'
import { countOverview } from './count-overview.ts'
import { type StudyCommand, type StudyReply, studyWorkerData } from './study-messages.ts'

const port = parentPort
if (port === null) throw new Error('study.worker.ts is to be started as a worker thread')

const catalogue = joinCatalogue(studyWorkerData.parse(workerData).cataloguePath)
const repositories = createRepositories(catalogue.db)
const asked = new Map<number, AbortController>()

type Question = Exclude<StudyCommand, { type: 'cancel' | 'stop' }>

/** What is in force now; what was read of the log before is not read again. */
let ledger: VerdictLedger | null = null
function followed(): VerdictLedger {
  if (ledger === null) ledger = new VerdictLedger(repositories.actions)
  else ledger.catchUp()
  return ledger
}

async function answer(command: Question, signal: AbortSignal): Promise<StudyReply> {
  const { id } = command
  try {
    signal.throwIfAborted()
    if (command.type === 'map') return { id, type: 'map', answer: readMap(repositories) }
    if (command.type === 'overview') {
      const overview = await countOverview(command.question, repositories, followed(), signal)
      return { id, type: 'overview', answer: overview }
    }
    const { rule, seed, sample } = command.question
    const runId = currentRun(repositories)?.id ?? 0
    const { settlement } = followed()
    const options = { seed, sample, signal }
    return {
      id,
      type: 'preview-rule',
      answer: await previewRule(rule, runId, settlement, repositories, options),
    }
  } catch (error) {
    return { id, type: 'error', error }
  }
}

async function obey(command: Question | { type: 'stop' }, before: Promise<void>): Promise<void> {
  await before
  if (command.type === 'stop') {
    catalogue.close()
    port?.close()
    return
  }
  const signal = asked.get(command.id)?.signal ?? AbortSignal.abort()
  const reply = await answer(command, signal)
  asked.delete(command.id)
  if (!signal.aborted) port?.postMessage(reply)
}

/** One after another: each has the whole thread. */
let working: Promise<void> = Promise.resolve()

port.on('message', (command: StudyCommand) => {
  if (command.type === 'cancel') {
    asked.get(command.id)?.abort()
    return
  }
  if (command.type !== 'stop') asked.set(command.id, new AbortController())
  working = obey(command, working)
})
