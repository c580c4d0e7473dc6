import { parentPort, workerData } from 'node:worker_threads'
import { joinCatalogue } from '../catalogue/open-catalogue.ts'
import { createRepositories } from '../catalogue/repositories.ts'
import { answerExport } from './answer-export.ts'
import { exportQuestion, type ExportReply } from './export-messages.ts'
import { ExportTargetError } from './export-target-error.ts'

const port = parentPort
if (port === null) throw new Error('export.worker.ts is to be started as a worker thread')

const question = exportQuestion.parse(workerData)
const catalogue = joinCatalogue(question.cataloguePath)
let reply: ExportReply
try {
  reply = await answerExport(question, createRepositories(catalogue.db))
} catch (error) {
  reply =
    error instanceof ExportTargetError
      ? { type: 'refused', path: error.path, reason: error.reason, advice: error.advice }
      : { type: 'error', error }
} finally {
  catalogue.close()
}
port.postMessage(reply)
