import type { ChannelEvidence, TitleConflict } from '../../../electron/contract/evidence.ts'
import type { SearchNote } from '../../../electron/contract/search.ts'
import { saidInWords } from '../../components/said-in-words.ts'
import { visibleText } from '../../components/visible-text.ts'
import { t } from '../../words/words.ts'
import { distanceInWords } from '../review/evidence/channel-distance-words.ts'
import { conflictInWords } from '../review/evidence/reason-words.ts'

/** What was clipped, missing, or searched otherwise than one may expect, in the language that is shown. */
export function noteInWords(note: SearchNote): string {
  switch (note.kind) {
    case 'without-index':
      return t('search.noteWithoutIndex')
    case 'no-word':
      return t('search.noteNoWord')
    case 'no-item-found':
      return t('search.noteNoItemFound')
    case 'box-clipped':
      return t('search.noteBoxClipped')
    case 'no-attribute':
      return t('search.noteNoAttribute', { name: visibleText(note.name) })
    case 'provider':
      return saidInWords(note.said)
  }
}

/** One channel of a hit; of titles also in what they differ. */
export function channelInWords(evidence: ChannelEvidence, conflicts: readonly TitleConflict[]): string {
  const told = evidence.channel === 'title' ? conflicts.map(conflictInWords) : []
  return visibleText([distanceInWords(evidence), ...told].join('; '))
}
