import { say } from '../../contract/saying.ts'
import { textSettingName } from '../../contract/text-settings.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import { formatCatalogueWords } from '../match/titles/catalogue-words.ts'
import type { CandidateChannel } from '../match/candidate-channel.ts'
import type { MatchInput } from '../match/match-input.ts'
import type { PreparedMatch } from '../match/prepare-match.ts'
import { textNeighbours } from '../match/title-neighbours/text-neighbours.ts'
import { TEXT_SETTINGS } from '../match/title-neighbours/text-settings.ts'
import { titleNeighbours } from '../match/title-neighbours/title-neighbours.ts'
import type { Neighbours } from '../vector-index/neighbours.ts'
import type { WorkOptions } from '../vector-index/pace.ts'
import type { JobContext } from './job-context.ts'
import type { MatchPayload } from './job-payload.ts'
import { readKnownNeighbours, writeKnownNeighbours } from './known-title-neighbours.ts'
import { noteTime } from './note-time.ts'

/**
 * Keeps in the catalogue what a match is told of titles.
 * @returns puts back what was kept before: a file that cannot be read must not stand in the way of the next match
 */
export function keepTextChoice({ text, glove }: MatchPayload, { settings }: Repositories): () => void {
  const told = [
    ['text-setting', text],
    ['word-vectors', glove],
  ] as const
  const before = told.map(([key]) => [key, settings.get(key)] as const)
  for (const [key, value] of told) if (value !== undefined) settings.set(key, value)
  return () => {
    for (const [key, value] of before) {
      if (value === null) settings.remove(key)
      else settings.set(key, value)
    }
  }
}

/** Items whose titles are near each other in the catalogue's text setting; keeps in the catalogue what was learnt of words. */
export async function titleChannel(
  { items }: MatchInput,
  { titleVectors, titleModel }: PreparedMatch,
  k: number,
  context: JobContext,
  options: WorkOptions,
): Promise<CandidateChannel> {
  const { settings } = context.repositories
  const name = textSettingName.catch('words-and-characters').parse(settings.get('text-setting'))
  const titles = items.map(({ title }) => title)
  // For measuring pairs one by one as they were measured here.
  const words = formatCatalogueWords(titleModel.terms.catalogue)
  settings.set('catalogue-words', words)
  const found = await noteTime(
    context,
    say('neighboursOfTitles', { count: titles.length, how: TEXT_SETTINGS[name].said }),
    () =>
      name === 'words-and-characters'
        ? joinWithKnown(titles, words, titleVectors, k, context, options)
        : textNeighbours(titles, TEXT_SETTINGS[name], k, { ...options, glove: settings.get('word-vectors') }),
  )
  return { name: 'title', of: 'items', closeDistance: 0, neighbours: found }
}

/** Compares only what came since the last match with all titles. */
async function joinWithKnown(
  titles: readonly (string | null)[],
  words: string,
  vectors: PreparedMatch['titleVectors'],
  k: number,
  { catalogue }: JobContext,
  options: WorkOptions,
): Promise<Neighbours> {
  const { indexes } = catalogue.folder
  const known = await readKnownNeighbours(indexes, titles, words, k)
  const found = await titleNeighbours(vectors, k, { ...options, known })
  if (known?.offsets.length !== found.offsets.length)
    await writeKnownNeighbours(indexes, titles, words, k, found)
  return found
}
