import { loadavg } from 'node:os'
import { milliseconds } from './table.ts'

/** What some work took by the clock and of all processors together, threads included. */
export interface Measured<Result> {
  readonly result: Result
  readonly ms: number
  readonly processorMs: number
}

export async function measured<Result>(work: () => Promise<Result>): Promise<Measured<Result>> {
  const startedAt = performance.now()
  const before = process.cpuUsage()
  const result = await work()
  const { user, system } = process.cpuUsage(before)
  return { result, ms: performance.now() - startedAt, processorMs: (user + system) / 1000 }
}

export function times({ ms, processorMs }: Measured<unknown>): string {
  return `${milliseconds(ms)} (processor time ${milliseconds(processorMs)})`
}

/** How busy the machine is: with more than it has cores, times by the clock say little, processor times a little too much. */
export function load(): string {
  return `load ${loadavg()
    .map((average) => average.toFixed(1))
    .join(', ')} in the last 1, 5, 15 minutes`
}
