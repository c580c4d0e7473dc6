import { computed, shallowRef } from 'vue'
import type { Action } from '../../../electron/contract/actions.ts'
import { useEngine } from '../../engine/use-engine.ts'
import { useSaveQueue } from '../review/session/save-queue.ts'

const PAGE_SIZE = 200

/** Takes back everything that a reviewer did from an action on, one undo after another, the newest first. */
export function useUndoUntil(reviewer: () => string) {
  const engine = useEngine()
  const queue = useSaveQueue()
  /** What is to be taken back, newest first; null while nothing is asked. */
  const asked = shallowRef<readonly Action[] | null>(null)
  const done = shallowRef(0)
  const isRunning = shallowRef(false)
  const error = shallowRef<unknown>(null)
  let isStopped = false

  /** Finds what it would take back, for the curator to see before. */
  async function ask(target: Action): Promise<void> {
    error.value = null
    done.value = 0
    asked.value = await actionsSince(target)
  }

  async function actionsSince(target: Action): Promise<Action[]> {
    const found: Action[] = []
    for (let offset = 0; ; offset += PAGE_SIZE) {
      const { rows, total } = await engine.review.history({ offset, limit: PAGE_SIZE })
      found.push(...rows.filter((action) => action.id >= target.id))
      if (offset + PAGE_SIZE >= total || rows.some(({ id }) => id <= target.id)) break
    }
    return found.filter((action) => action.reviewer === reviewer() && !action.undone)
  }

  async function run(): Promise<void> {
    const actions = asked.value ?? []
    isRunning.value = true
    isStopped = false
    error.value = null
    try {
      for (const action of actions.slice(done.value)) {
        if (isStopped) break
        const undone = await queue.save(() => engine.review.undo())
        done.value += 1
        // Something else was undone: what is listed is no longer what comes next.
        if (undone.id !== action.id) break
      }
      close()
    } catch (reason) {
      error.value = reason
    } finally {
      isRunning.value = false
    }
  }

  function close(): void {
    isStopped = true
    asked.value = null
  }

  return { asked: computed(() => asked.value), done, isRunning, error, ask, run, close }
}
