import type { ActionKind } from '../../../electron/contract/actions.ts'
import type { WordKey } from '../../words/words.ts'

/** How each kind of action is named and drawn. */
export const ACTION_KIND_LOOKS: Readonly<Record<ActionKind, { title: WordKey; icon: string }>> = {
  verdict: { title: 'history.kindVerdict', icon: 'i-lucide-message-square-text' },
  confirm: { title: 'history.kindConfirm', icon: 'i-lucide-check-check' },
  split: { title: 'history.kindSplit', icon: 'i-lucide-split' },
  move: { title: 'history.kindMove', icon: 'i-lucide-folder-input' },
  drop: { title: 'history.kindDrop', icon: 'i-lucide-circle-minus' },
  rule: { title: 'history.kindRule', icon: 'i-lucide-list-checks' },
  skip: { title: 'history.kindSkip', icon: 'i-lucide-corner-up-right' },
  'come-back': { title: 'history.kindComeBack', icon: 'i-lucide-corner-down-left' },
  note: { title: 'history.kindNote', icon: 'i-lucide-sticky-note' },
  flag: { title: 'history.kindFlag', icon: 'i-lucide-flag' },
  unflag: { title: 'history.kindUnflag', icon: 'i-lucide-flag-off' },
  representative: { title: 'history.kindRepresentative', icon: 'i-lucide-star' },
}
