import { randomBytes } from 'node:crypto'
import { stat } from 'node:fs/promises'

/**
 * What lies beside the models for a while. staging: a model being made. replaced: the version before, until the new one
 * has its place. removed: on its way out.
 */
export type Purpose = 'staging' | 'replaced' | 'removed'

export interface HiddenFolder {
  readonly name: string
  readonly purpose: Purpose
  /** Process that made it. */
  readonly processId: number
}

const NAME = /^\.(staging|replaced|removed)-(\d{1,10})-[0-9a-f]{12}$/

/** A name that no model has and no other process takes. */
export function hiddenFolderName(purpose: Purpose): string {
  return `.${purpose}-${process.pid}-${randomBytes(6).toString('hex')}`
}

/** Null for any other name. */
export function parseHiddenFolder(name: string): HiddenFolder | null {
  const [, purpose, processId] = NAME.exec(name) ?? []
  if (purpose !== 'staging' && purpose !== 'replaced' && purpose !== 'removed') return null
  return { name, purpose, processId: Number(processId) }
}

/**
 * Whether its process is gone. Numbers of processes are given out again: one that this process has now, on a folder
 * that is older, is of a process before it.
 */
export async function isLeftover(path: string, { processId }: HiddenFolder): Promise<boolean> {
  if (processId !== process.pid) return !isRunning(processId)
  const { mtimeMs } = await stat(path)
  return mtimeMs < Date.now() - process.uptime() * 1000
}

function isRunning(processId: number): boolean {
  try {
    return process.kill(processId, 0)
  } catch (error) {
    // Somebody else's process that may not be signalled is a running one.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
