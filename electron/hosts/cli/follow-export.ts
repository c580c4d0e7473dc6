import type { ExportResult } from '../../contract/export.ts'
import type { EngineClient } from '../../contract/index.ts'
import type { CommandContext } from './command.ts'
import { ProgressLine } from './progress-line.ts'

/**
 * Exports and waits for the end, with progress on standard error.
 * @throws the signal's reason when Ctrl-C was pressed; then nothing is written
 */
export async function followExport(
  { client, signal }: CommandContext,
  input: Parameters<EngineClient['export']['run']>[0],
): Promise<ExportResult> {
  const line = new ProgressLine(process.stderr)
  const ended = new AbortController()
  const events = await client.jobs.watch(undefined, { signal: ended.signal })
  const show = async (): Promise<void> => {
    for await (const event of events)
      if (event.type === 'export' && event.progress !== null) line.show(event.progress)
  }
  // The export itself says what went wrong.
  const showing = show().catch(() => undefined)
  try {
    return await client.export.run(input, { signal })
  } finally {
    ended.abort()
    await showing
    line.clear()
  }
}
