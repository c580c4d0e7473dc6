import { parentPort, workerData } from 'node:worker_threads'
import { joinCatalogue } from '../catalogue/open-catalogue.ts'
import { searchFailure } from './search-failure.ts'
import { type SearchCommand, type SearchReply, searchWorkerData } from './search-messages.ts'
import { Searcher } from './searcher.ts'

const port = parentPort
if (port === null) throw new Error('search.worker.ts is to be started as a worker thread')

const { cataloguePath, dataFolder } = searchWorkerData.parse(workerData)
const searcher = new Searcher(joinCatalogue(cataloguePath), dataFolder)
const cancelled = new Set<number>()

async function answer(
  command: Extract<SearchCommand, { type: 'prepare' | 'find' }>,
): Promise<SearchReply | null> {
  const { id, type } = command
  if (cancelled.delete(id)) return null
  try {
    return type === 'prepare'
      ? { id, type: 'ready', readiness: await searcher.prepare() }
      : { id, type: 'answer', answer: await searcher.find(command.input) }
  } catch (error) {
    const failure = searchFailure(error, type === 'find' ? command.input.picture : undefined)
    return failure === null ? { id, type: 'error', error } : { id, type: 'failure', failure }
  } finally {
    // Told while it was at work: it is too late then.
    cancelled.delete(id)
  }
}

async function obey(
  command: Exclude<SearchCommand, { type: 'cancel' }>,
  before: Promise<void>,
): Promise<void> {
  await before
  if (command.type === 'forget') return searcher.forget(command.changed)
  if (command.type === 'stop') {
    await searcher.close()
    port?.close()
    return
  }
  const reply = await answer(command)
  if (reply !== null) port?.postMessage(reply)
}

/** One after another: each has the whole thread, and what is cancelled meanwhile is never begun. */
let working: Promise<void> = Promise.resolve()

port.on('message', (command: SearchCommand) => {
  if (command.type === 'cancel') {
    cancelled.add(command.id)
    return
  }
  working = obey(command, working)
})
