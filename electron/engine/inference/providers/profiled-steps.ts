import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InferenceSession } from 'onnxruntime-node'
import { z } from 'zod'

const profileEvents = z.array(
  z.object({ cat: z.string(), args: z.object({ provider: z.string().optional() }).optional() }),
)

/**
 * Runs a graph in a session that keeps a profile, and counts who computed its steps. onnxruntime lets the CPU do what a
 * provider cannot, without a word; its profile is the only place that tells.
 * @param use is given the options that switch the profile on, and runs the graph
 * @returns what `use` returns, and the steps that were not left to the CPU
 */
export async function profiledSteps<T>(
  use: (options: InferenceSession.SessionOptions) => Promise<{ session: InferenceSession; value: T }>,
): Promise<{ value: T; ownSteps: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'doublet-probe-'))
  try {
    const { session, value } = await use({
      enableProfiling: true,
      profileFilePrefix: join(folder, 'profile'),
    })
    session.endProfiling()
    await session.release()
    return { value, ownSteps: await countOwnSteps(folder) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function countOwnSteps(folder: string): Promise<number> {
  const [file] = await readdir(folder)
  if (file === undefined) throw new Error('onnxruntime wrote no profile')
  const events = profileEvents.parse(JSON.parse(await readFile(join(folder, file), 'utf8')))
  return events.filter(
    ({ cat, args }) =>
      cat === 'Node' && args?.provider !== undefined && args.provider !== 'CPUExecutionProvider',
  ).length
}
