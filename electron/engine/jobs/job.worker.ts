import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { joinCatalogue } from '../catalogue/open-catalogue.ts'
import type { JobCommand, JobReport, JobWorkerData } from './job-messages.ts'
import { JobLoop } from './run-jobs.ts'

const port = parentPort
if (port === null) throw new Error('job.worker.ts is to be started as a worker thread')

const data: JobWorkerData = z
  .object({
    cataloguePath: z.string(),
    cores: z.number().int().positive(),
    dataFolder: z.string(),
    allowedRoots: z.array(z.string()).nullable(),
    hubEndpoint: z.string().nullable(),
  })
  .parse(workerData)

const report = (message: JobReport): void => port.postMessage(message)
const catalogue = joinCatalogue(data.cataloguePath)
const loop = new JobLoop(catalogue, data, (event) => report({ type: 'event', event }))

/** The loop while it works through the queue; null while it waits for a job. */
let working: Promise<void> | null = null
function work(): void {
  working ??= workThrough()
}

async function workThrough(): Promise<void> {
  await loop.run()
  working = null
  report({ type: 'idle' })
}

async function finish(): Promise<void> {
  await working
  catalogue.close()
  port?.close()
}

port.on('message', (command: JobCommand) => {
  loop.obey(command)
  if (command.type === 'stop') void finish()
  else work()
})
