import type { WordKey } from '../../words/words.ts'

/** What the engine's jobs count, by the words that it counts them under. */
const KEYS: Readonly<Record<string, WordKey>> = {
  'new files': 'jobs.sumNewFiles',
  'changed files': 'jobs.sumChangedFiles',
  'files gone': 'jobs.sumFilesGone',
  items: 'jobs.sumItems',
  'items gone': 'jobs.sumItemsGone',
  'pictures described': 'jobs.sumPicturesDescribed',
  'pictures failed': 'jobs.sumPicturesFailed',
  'pictures known already': 'jobs.sumPicturesKnown',
  'pictures within pictures described': 'jobs.sumInner',
  'parts of pictures described': 'jobs.sumParts',
  'items found in pictures': 'jobs.sumFound',
  'titles read by the text model': 'jobs.sumTitles',
  'categories predicted': 'jobs.sumCategories',
  'candidate pairs': 'jobs.sumCandidates',
  'pairs kept': 'jobs.sumPairsKept',
  groups: 'jobs.sumGroups',
  'pictures set aside as hubs': 'jobs.sumHubs',
  'verdicts used': 'jobs.sumVerdicts',
  'of them same product': 'jobs.sumSame',
  'gallery pictures': 'jobs.sumGallery',
  'queries ranked': 'jobs.sumQueries',
  'groups that would be split': 'jobs.sumSplit',
  'groups that would be merged': 'jobs.sumMerged',
  'groups that would appear': 'jobs.sumAppear',
  'groups that would vanish': 'jobs.sumVanish',
  'verdicts recorded': 'jobs.sumRecorded',
  'pairs decided already': 'jobs.sumDecided',
  'pairs left out against a verdict': 'jobs.sumAgainst',
  'pairs left out for size': 'jobs.sumTooLarge',
  'groups cut anew': 'jobs.sumRecut',
  'pictures laid out': 'jobs.sumLaidOut',
  'pictures placed beside them': 'jobs.sumPlaced',
}

/** Null for words that no text is kept for: they are shown as the engine wrote them. */
export function summaryKey(words: string): WordKey | null {
  return Object.hasOwn(KEYS, words) ? (KEYS[words] ?? null) : null
}
