import { shallowRef, watch, type Ref } from 'vue'
import type { Action } from '../../../../electron/contract/actions.ts'
import { useEngine } from '../../../engine/use-engine.ts'
import { caseKey } from './case-name.ts'
import { useSaveQueue } from '../session/save-queue.ts'
import type { ShownCase } from '../session/shown-case.ts'

/** Notes, the question to a colleague and the skip of the case on screen: saved at once, and taken back by undo. */
export function useCaseMarks(current: Ref<ShownCase | null>) {
  const engine = useEngine()
  const queue = useSaveQueue()
  const error = shallowRef<unknown>(null)

  watch(
    () => (current.value === null ? null : caseKey(current.value.name)),
    () => (error.value = null),
  )

  interface CaseInput {
    readonly groupId: number
    readonly shown: number[]
  }

  /** @returns whether it is on disk */
  async function save(
    send: (input: CaseInput) => Promise<Action>,
    change: (shown: ShownCase, action: Action) => Partial<ShownCase>,
  ): Promise<boolean> {
    const reviewCase = current.value
    if (reviewCase === null) return false
    const { groupId, members, name } = reviewCase
    error.value = null
    try {
      const action = await queue.save(() => send({ groupId, shown: members.map(({ item }) => item.id) }))
      const shown = current.value
      if (shown !== null && caseKey(shown.name) === caseKey(name))
        current.value = { ...shown, ...change(shown, action), history: [action, ...shown.history] }
      return true
    } catch (reason) {
      error.value = reason
      return false
    }
  }

  /** @param replaces the note that this text takes the place of; an empty text takes it away */
  function note(text: string, replaces: number | null): Promise<boolean> {
    return save(
      (input) => engine.review.note({ ...input, text, replaces }),
      (shown, { id, reviewer, at }) => {
        const others = shown.notes.filter((known) => known.id !== replaces)
        const own = { id, text, reviewer, at, edited: replaces !== null }
        return { notes: text.trim() === '' ? others : [...others, own] }
      },
    )
  }
  function flag(question: string): Promise<boolean> {
    return save(
      (input) => engine.review.flag({ ...input, question }),
      (_, { id, reviewer, at }) => ({ flag: { id, question, reviewer, at } }),
    )
  }
  function unflag(): Promise<boolean> {
    return save(
      (input) => engine.review.unflag(input),
      () => ({ flag: null }),
    )
  }
  function comeBack(): Promise<boolean> {
    return save(
      (input) => engine.review.comeBack(input),
      () => ({ skipped: null }),
    )
  }

  return {
    error,
    note,
    flag,
    unflag,
    comeBack,
    toggleFlag: () => (current.value?.flag === null ? flag('') : unflag()),
  }
}

export type CaseMarks = ReturnType<typeof useCaseMarks>
