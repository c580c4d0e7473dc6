import { z } from 'zod'
import { channelDistribution, type ChannelDistribution } from '../../contract/evidence.ts'
import type { SettingRepository } from '../catalogue/setting-repository.ts'

/** The run that counts, and one that waits beside it. */
const KEPT_RUNS = 2

const stored = z.array(z.object({ runId: z.number(), channels: z.array(channelDistribution) }))

/** How far apart the pairs of a run are, from when it was matched; none where an older match did not measure it. */
export function readDistributions(
  runId: number,
  settings: Pick<SettingRepository, 'get'>,
): ChannelDistribution[] {
  return read(settings).find((entry) => entry.runId === runId)?.channels ?? []
}

export function keepDistributions(
  runId: number,
  channels: readonly ChannelDistribution[],
  settings: Pick<SettingRepository, 'get' | 'set'>,
): void {
  const others = read(settings).filter((entry) => entry.runId !== runId)
  settings.set('distributions', JSON.stringify([{ runId, channels }, ...others].slice(0, KEPT_RUNS)))
}

function read(settings: Pick<SettingRepository, 'get'>): z.infer<typeof stored> {
  return stored.parse(JSON.parse(settings.get('distributions') ?? '[]'))
}
