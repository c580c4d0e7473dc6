import { parentPort, workerData } from 'node:worker_threads'
import { joinCatalogue } from '../catalogue/open-catalogue.ts'
import { createRepositories } from '../catalogue/repositories.ts'
import { ProgressMeter } from '../jobs/progress-meter.ts'
import { answerExport } from './answer-export.ts'
import { exportQuestion, type ExportOrder, type ExportReply } from './export-messages.ts'
import { ExportTargetError } from './export-target-error.ts'

const port = parentPort
if (port === null) throw new Error('export.worker.ts is to be started as a worker thread')

const say = (reply: ExportReply): void => port.postMessage(reply)
const question = exportQuestion.parse(workerData)
const stopping = new AbortController()
port.on('message', ({ type }: ExportOrder) => {
  if (type === 'cancel') stopping.abort()
})
const catalogue = joinCatalogue(question.cataloguePath)
const meter = new ProgressMeter((progress) => say({ type: 'progress', progress }))
try {
  const { unfinished } = catalogue.folder
  const run = { meter, signal: stopping.signal, unfinished }
  say(await answerExport(question, createRepositories(catalogue.db), run))
} catch (error) {
  say(
    error instanceof ExportTargetError
      ? { type: 'refused', path: error.path, said: error.said }
      : { type: 'error', error },
  )
} finally {
  catalogue.close()
  port.close()
}
