import type { GraphWeights } from '../graph/graph-weights.ts'

/**
 * Where a network starts in a checkpoint: below the first of the prefixes that has `key`, or else at the top, so that
 * what is missing is named plainly.
 */
export function firstScope(weights: GraphWeights, prefixes: readonly string[], key: string): GraphWeights {
  const prefix = prefixes.find((prefix) => weights.has(prefix + key))
  return prefix === undefined ? weights : weights.scope(prefix)
}
