import { basename, dirname, join } from 'node:path'
import { z } from 'zod'
import { readJsonText } from './read-json-text.ts'
import { withWeightsFile } from './weights-file.ts'
import { shown, WeightsUnreadable } from './weights-unreadable.ts'

const LONGEST_INDEX_BYTES = 100_000_000
const MOST_SHARDS = 10_000
const indexFile = z.object({ weight_map: z.unknown() })
const weightMap = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
)

/** Which tensor of a model lies in which of its files. */
export interface ShardIndex {
  /** Absolute. */
  readonly path: string
  /** Absolute paths, each once. */
  readonly shards: readonly string[]
  /** Name of the shard by key. */
  readonly shardOf: ReadonlyMap<string, string>
}

/**
 * Reads NAME.index.json of a model whose weights are split over several files.
 * @param extension of the shards: '.safetensors' or '.bin'
 * @throws WeightsUnreadable when it is none, or names a file that is not a shard in the same folder
 */
export function readShardIndex(path: string, extension: string): Promise<ShardIndex> {
  return withWeightsFile(path, async (file) => {
    if (file.size > LONGEST_INDEX_BYTES) {
      throw new WeightsUnreadable(
        file.path,
        `expected an index of at most ${LONGEST_INDEX_BYTES} bytes but it has ${file.size}.`,
      )
    }
    const json = indexFile.safeParse(readJsonText(file.path, 'index', await file.read(0, file.size)))
    const map = weightMap.safeParse(json.data?.weight_map)
    if (!map.success) throw new WeightsUnreadable(file.path, 'it has no weight_map from keys to files.')
    const shardOf = new Map(
      Object.entries(map.data).map(([key, shard]) => [key, checkShardName(file.path, key, shard, extension)]),
    )
    const names = [...new Set(shardOf.values())]
    if (names.length === 0 || names.length > MOST_SHARDS) {
      throw new WeightsUnreadable(
        file.path,
        `expected 1 to ${MOST_SHARDS} files but it names ${names.length}.`,
      )
    }
    return { path: file.path, shards: names.map((name) => join(dirname(file.path), name)), shardOf }
  })
}

/**
 * Checks that the shards hold what the index says. What they hold beyond that is taken too.
 * @param tensors of all the shards; `file` is the path of the shard that each lies in
 * @throws WeightsUnreadable naming the key that is missing, elsewhere or twice
 */
export function checkShards(
  index: ShardIndex,
  tensors: Iterable<{ readonly key: string; readonly file: string }>,
): void {
  const found = new Map<string, string>()
  for (const { key, file } of tensors) {
    const shard = basename(file)
    const other = found.get(key)
    if (other !== undefined) {
      throw new WeightsUnreadable(
        index.path,
        `expected it in one file but ${shown(other)} and ${shown(shard)} hold it.`,
        key,
      )
    }
    found.set(key, shard)
  }
  for (const [key, expected] of index.shardOf) {
    const shard = found.get(key)
    if (shard === expected) continue
    throw new WeightsUnreadable(
      index.path,
      `expected it in ${shown(expected)} but ${shard === undefined ? 'no file holds it' : `${shown(shard)} holds it`}.`,
      key,
    )
  }
}

function checkShardName(path: string, key: string, shard: unknown, extension: string): string {
  // Colons too: on Windows "C:name" is a file on another disk and "name:other" a part of one.
  const isPlain = typeof shard === 'string' && /^[^/\\:\0]+$/.test(shard) && !shard.startsWith('.')
  if (isPlain && shard.endsWith(extension)) return shard
  throw new WeightsUnreadable(
    path,
    `expected the name of a ${extension} file in the same folder but found ${shown(typeof shard === 'string' ? shard : JSON.stringify(shard))}.`,
    key,
  )
}
