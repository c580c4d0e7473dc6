import { useQuery } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { Channel, ChannelDistribution } from '../../../../electron/contract/evidence.ts'
import { queryKeys } from '../../../engine/query-keys.ts'
import { useEngine } from '../../../engine/use-engine.ts'

/** How far apart this catalogue's candidate pairs are, by channel; asked once a match, not once a case. */
export function useDistributions() {
  const engine = useEngine()
  const query = useQuery({
    queryKey: queryKeys.distributions,
    queryFn: ({ signal }) => engine.groups.distributions(undefined, { signal }),
  })
  return computed<ReadonlyMap<Channel, ChannelDistribution>>(
    () => new Map((query.data.value ?? []).map((distribution) => [distribution.channel, distribution])),
  )
}
