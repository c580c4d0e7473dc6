import { QueryClient } from '@tanstack/vue-query'

/** The one cache of the engine's answers. Engine events say when an answer is out of date, so age alone never does. */
export function createQueryCache(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Infinity,
        gcTime: 5 * 60_000,
        // A refused question is answered the same the second time; a lost line asks all again when it is back.
        retry: false,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
      },
      mutations: { networkMode: 'always' },
    },
  })
}
