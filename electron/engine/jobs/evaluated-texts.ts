import { say } from '../../contract/saying.ts'
import type { TextSettingName } from '../../contract/text-settings.ts'
import type { EvaluatedText } from '../evaluate/compare-settings.ts'
import { distanceChannel } from '../evaluate/evaluated-channel.ts'
import { WordVectorsUnreadable } from '../match/title-neighbours/read-word-vectors.ts'
import { textNeighbours } from '../match/title-neighbours/text-neighbours.ts'
import { TEXT_SETTINGS } from '../match/title-neighbours/text-settings.ts'
import type { Neighbours } from '../vector-index/neighbours.ts'
import type { JobContext } from './job-context.ts'

/** As matching takes them. */
const NEIGHBOURS = 50
/** Nothing is farther: thresholds are for the evaluation to compare. */
const ANY_DISTANCE = 2

/** The text settings that compare titles in different ways, each with the thresholds of those that compare so. */
const COMPARED: readonly (readonly [TextSettingName, ...TextSettingName[]])[] = [
  ['words-and-characters'],
  ['tf-idf', 'tf-idf-beside-images'],
  ['tf-idf-sublinear'],
  ['tf-idf-binary'],
  ['characters'],
  ['characters-binary'],
  ['idf'],
  ['glove'],
  ['glove-idf'],
]

/**
 * The nearest titles in every text setting. Those that need word vectors are left out without a file of them, and with a
 * note where it cannot be read.
 * @param glove path of the word vectors' text file; null for none
 */
export async function* evaluatedTexts(
  titles: readonly (string | null)[],
  glove: string | null,
  { signal, cores, note, checkpoint }: JobContext,
): AsyncGenerator<EvaluatedText> {
  let file = glove
  for (const names of COMPARED) {
    const setting = TEXT_SETTINGS[names[0]]
    if (setting.kind.of === 'vectors' && file === null) continue
    await checkpoint()
    try {
      const found = await textNeighbours(
        titles,
        { ...setting, distanceThreshold: ANY_DISTANCE },
        NEIGHBOURS,
        { signal, cores, glove: file },
      )
      const named = { channel: 'text', model: setting.said.words } as const
      const published = names.map((name) => TEXT_SETTINGS[name].distanceThreshold)
      yield {
        channel: distanceChannel(titles.length, named, pairsOf(found)),
        // From 1 on a threshold keeps every title that shares a term.
        published: published.filter((threshold) => threshold < 1),
      }
    } catch (error) {
      if (!(error instanceof WordVectorsUnreadable)) throw error
      note(say('withoutWordVectors', { reason: error.said }))
      file = null
    }
  }
}

/** Every two rows of which one names the other, each once. */
function pairsOf({ offsets, rows, distances }: Neighbours): {
  a: number[]
  b: number[]
  distance: Float32Array
} {
  const pairs = { a: [] as number[], b: [] as number[], distance: [] as number[] }
  for (let row = 0; row + 1 < offsets.length; row += 1)
    for (let place = offsets[row] ?? 0; place < (offsets[row + 1] ?? 0); place += 1) {
      const other = rows[place] ?? 0
      // A pair that both name is taken where the lower does.
      const isNamedByOther = other < row && rows.subarray(offsets[other], offsets[other + 1]).includes(row)
      if (isNamedByOther) continue
      pairs.a.push(Math.min(row, other))
      pairs.b.push(Math.max(row, other))
      pairs.distance.push(distances[place] ?? 0)
    }
  return { ...pairs, distance: Float32Array.from(pairs.distance) }
}
