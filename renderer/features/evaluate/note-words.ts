import type { EvaluationNote } from '../../../electron/contract/evaluate.ts'
import { formatCount } from '../../components/format-quantity.ts'
import { visibleText } from '../../components/visible-text.ts'
import { t } from '../../words/words.ts'

/** What to keep in mind when reading the figures, in the language that is shown. */
export function noteInWords(note: EvaluationNote): string {
  switch (note.kind) {
    case 'empty-catalogue':
      return t('evaluate.noteEmptyCatalogue')
    case 'no-labels':
      return t('evaluate.noteNoLabels')
    case 'only-judged-pairs':
      return t('evaluate.noteOnlyJudgedPairs')
    case 'no-different-pairs':
      return t('evaluate.noteNoDifferentPairs')
    case 'one-label':
      return t('evaluate.noteOneLabel')
    case 'no-true-pairs':
      return t('evaluate.noteNoTruePairs')
    case 'not-matched':
      return t('evaluate.noteNotMatched')
    case 'some-labelled':
      return t('evaluate.noteSomeLabelled', {
        labelled: formatCount(note.labelled),
        items: formatCount(note.items),
      })
    case 'unknown-ids':
      return t('evaluate.noteUnknownIds', { ids: idsInWords(note) })
    case 'unclear-rows':
      return t('evaluate.noteUnclearRows', { count: formatCount(note.count) })
    case 'contradicting-rows':
      return t('evaluate.noteContradictingRows', { count: formatCount(note.count) })
    case 'earlier':
      return visibleText(note.words)
  }
}

function idsInWords({ ids, more }: Extract<EvaluationNote, { kind: 'unknown-ids' }>): string {
  const list = visibleText(ids.join(', '))
  return more === 0 ? list : t('evaluate.noteMoreIds', { ids: list, count: formatCount(more) })
}
