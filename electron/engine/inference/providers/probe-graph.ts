import { InferenceSession } from 'onnxruntime-node'
import { computeBatch } from '../compute-batch.ts'
import { batchRowsOf } from '../batch-rows-of.ts'
import { sessionOptions } from '../session-options.ts'
import { openGraphicsDevices } from './open-graphics-devices.ts'
import { probeFeeds } from './probe-feeds.ts'
import type { ProbeComputed, ProbeRequest } from './probe-message.ts'
import { profiledSteps } from './profiled-steps.ts'

/** Rows whose results are compared. */
const COMPARED_ROWS = 2
/** Speed is measured over at least so long, if one run does not take longer. */
const MEASURED_MS = 500
/** A larger batch is not tried when it would take longer. */
const LONGEST_RUN_MS = 5000

/**
 * Runs a graph on one provider with the probe input: its results, who computed them, and how fast.
 * @param loaded is called when the graph is loaded and computing begins
 * @throws what the provider throws
 */
export async function probeGraph(request: ProbeRequest, loaded: () => void): Promise<ProbeComputed> {
  const { graphPath, provider, threads } = request
  const options = { ...sessionOptions(provider), intraOpNumThreads: threads }
  const { value: outputs, ownSteps } = await profiledSteps(async (profile) => {
    const session = await InferenceSession.create(graphPath, { ...options, ...profile })
    loaded()
    const { feeds } = probeFeeds(session.inputMetadata, COMPARED_ROWS)
    return { session, value: await computeBatch(session, feeds, session.outputNames) }
  })
  // Another session, since keeping a profile takes time.
  const session = await InferenceSession.create(graphPath, options)
  const devices = await openGraphicsDevices()
  const rowsPerSecond = await measureSpeed(session, batchRowsOf(provider))
  await session.release()
  return { kind: 'computed', outputs, ownSteps, rowsPerSecond, devices }
}

async function measureSpeed(session: InferenceSession, batchRows: number): Promise<number> {
  const first = await rowsPerMs(session, COMPARED_ROWS, 0)
  if (COMPARED_ROWS / first > LONGEST_RUN_MS) return first * 1000
  // The first run compiles shaders.
  const small = await rowsPerMs(session, COMPARED_ROWS, 0)
  if (batchRows / small > LONGEST_RUN_MS) return small * 1000
  try {
    await rowsPerMs(session, batchRows, 0)
    return (await rowsPerMs(session, batchRows, MEASURED_MS)) * 1000
  } catch {
    // Too much for its memory: the work would be done in smaller batches, too.
    return small * 1000
  }
}

async function rowsPerMs(session: InferenceSession, batchRows: number, atLeastMs: number): Promise<number> {
  const { feeds, rows } = probeFeeds(session.inputMetadata, batchRows)
  const start = performance.now()
  let runs = 0
  do {
    await computeBatch(session, feeds, session.outputNames)
    runs++
  } while (performance.now() - start < atLeastMs)
  return (runs * rows) / (performance.now() - start)
}
