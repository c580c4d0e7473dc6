import type { Action } from '../../../electron/contract/actions.ts'
import { formatCounted } from '../../components/format-quantity.ts'
import { axisTitle } from '../../components/known-relations.ts'
import { relationLook } from '../../components/relation-look.ts'
import { language, t } from '../../words/words.ts'

/** What was done, in one line of the language that is shown. The engine's own line is English, and tells the most. */
export function actionInWords(action: Action): string {
  return language.value === 'en' ? action.words : wordsOf(action)
}

function wordsOf(action: Action): string {
  const { kind, groupId, shown, text, replaces } = action
  const listings = formatCounted(shown.length, 'listing')
  if (groupId === null) return withNote(action, severalInWords(action, listings))
  switch (kind) {
    case 'verdict':
      return withNote(action, t('history.didSay', { said: saidInWords(action) || listings }))
    case 'confirm':
      return withNote(action, t('history.didConfirm', { listings }))
    case 'rule':
      return t('history.didApplyRule', { said: saidInWords(action) })
    case 'split':
      return t('history.didSplit', { listings })
    case 'drop':
      return t('history.didDrop', { listings })
    case 'move':
      return t('history.didMove', { listings })
    case 'skip':
      return t('history.didSkip', { listings })
    case 'come-back':
      return t('history.didBringBack', { listings })
    case 'note':
      if (text === '') return t('history.didRemoveNote', { listings })
      return t(replaces === null ? 'history.didNote' : 'history.didChangeNote', { text })
    case 'flag':
      return text === '' ? t('history.didFlag', { listings }) : t('history.didAsk', { text })
    case 'unflag':
      return t('history.didUnflag', { listings })
    case 'representative':
      return t('history.didRepresent', { listings })
  }
}

/** Of several groups at once. */
function severalInWords({ kind }: Action, listings: string): string {
  if (kind === 'confirm') return t('history.didConfirmSeveral', { listings })
  return t(kind === 'skip' ? 'history.didSkipSeveral' : 'history.didFlagSeveral', { listings })
}

/** "Variant (colour): 2 pairs; Different: 1 pair". */
function saidInWords({ said }: Action): string {
  return said
    .map(({ relation, variantAxis, pairs }) => {
      const title = relationLook(relation).title
      const named =
        variantAxis === null ? title : t('history.inAxis', { title, axis: axisTitle(variantAxis) })
      return t('history.ofPairs', { relation: named, pairs: formatCounted(pairs, 'pair') })
    })
    .join('; ')
}

function withNote({ text }: Action, words: string): string {
  return text === '' ? words : `${words} · ${text}`
}
