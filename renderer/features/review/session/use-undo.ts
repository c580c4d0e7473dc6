import { useToast } from '@nuxt/ui/composables'
import type { Action } from '../../../../electron/contract/actions.ts'
import { explainError } from '../../../engine/explain-error.ts'
import { useEngine } from '../../../engine/use-engine.ts'
import { t } from '../../../words/words.ts'
import { actionInWords } from '../../history/action-in-words.ts'
import { useSaveQueue } from './save-queue.ts'
import { useOpenCase } from './use-open-case.ts'

/** Takes the last action back, or does it again, and goes to the case it was about. */
export function useUndo() {
  const engine = useEngine()
  const queue = useSaveQueue()
  const openCase = useOpenCase()
  const toast = useToast()

  async function change(send: () => Promise<Action>, title: string): Promise<void> {
    try {
      const action = await queue.save(send)
      // What was said of many pairs or groups at once is no case that could be shown.
      if (action.groupId !== null && action.shown.length > 0)
        openCase(action.groupId, action.shown, !action.undone)
      toast.add({
        title,
        description: actionInWords(action),
        icon: 'i-lucide-undo-2',
        color: 'neutral',
        duration: 2500,
      })
    } catch (error) {
      const { title: reason, detail } = explainError(error)
      toast.add({
        title: reason,
        description: detail,
        icon: 'i-lucide-info',
        color: 'neutral',
        duration: 4000,
      })
    }
  }

  return {
    undo: () => change(() => engine.review.undo(), t('review.undone')),
    redo: () => change(() => engine.review.redo(), t('review.doneAgain')),
  }
}
