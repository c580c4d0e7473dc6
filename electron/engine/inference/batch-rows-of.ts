import type { Provider } from './provider.ts'

/** Rows that are best given at a time: more gain little on a CPU and cost memory; a graphics card wants many. */
export function batchRowsOf(provider: Provider): number {
  return provider === 'cpu' ? 8 : 32
}
