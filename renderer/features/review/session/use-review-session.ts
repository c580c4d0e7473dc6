import { useToast } from '@nuxt/ui/composables'
import { computed, shallowRef, watch } from 'vue'
import type { Relation } from '../../../../electron/contract/relations.ts'
import type { Contradiction } from '../../../../electron/contract/review.ts'
import { explainError } from '../../../engine/explain-error.ts'
import { useEngine } from '../../../engine/use-engine.ts'
import { t } from '../../../words/words.ts'
import { firstToLookAt, nextUndecided, settleMembers } from './case-decisions.ts'
import {
  confirmVerdicts,
  memberVerdict,
  rejectVerdicts,
  undecidedMembers,
  type Verdict,
} from './case-verdicts.ts'
import { caseKey } from '../case/case-name.ts'
import { contradictionInWords } from '../evidence/contradiction-words.ts'
import { useFrozenCases } from './frozen-cases-store.ts'
import { useSaveQueue } from './save-queue.ts'
import type { ShownCase } from './shown-case.ts'
import { useCaseLoader } from './use-case-loader.ts'

function isSame(shown: ShownCase, other: ShownCase | null | undefined): boolean {
  return other !== null && other !== undefined && caseKey(shown.name) === caseKey(other.name)
}

/** Several members that a verdict is about in place of the one that the keyboard is on. */
export interface SelectedMembers {
  readonly count: number
  readonly decide: (relation: Relation, variantAxis?: string) => Promise<void>
}
export type ReviewSession = ReturnType<typeof useReviewSession>

/** What is decided about the case on screen, saved at once, and where the keyboard is in it. */
export function useReviewSession(reviewer: () => string) {
  const engine = useEngine()
  const queue = useSaveQueue()
  const toast = useToast()
  const loader = useCaseLoader()
  const { current } = loader
  const frozen = useFrozenCases()

  const focusedIndex = shallowRef(1)
  /** On their way to disk: shown as such, and not asked about again. */
  const pending = shallowRef<ReadonlyMap<number, Relation>>(new Map())
  const saveError = shallowRef<unknown>(null)
  /** Everything in this case is decided and the next is on its way: keys meant for this case must not reach that one. */
  const isClosing = shallowRef(false)
  /** What a screen reader is told. */
  const announcement = shallowRef('')
  /** Set by the board while members are selected on it. */
  const selected = shallowRef<SelectedMembers | null>(null)

  watch(current, (reviewCase, before) => {
    if (reviewCase === null || isSame(reviewCase, before)) return
    startCase()
  })
  // The same case again, after an undo, is a case anew.
  watch(loader.isMoving, (isMoving) => {
    if (!isMoving) startCase()
  })

  function startCase(): void {
    const reviewCase = current.value
    isClosing.value = false
    if (pending.value.size > 0) pending.value = new Map()
    saveError.value = null
    if (reviewCase === null) return
    focusedIndex.value = firstToLookAt(reviewCase)
    const open = undecidedMembers(reviewCase).length
    announcement.value = t(open === 0 ? 'review.caseAllDecided' : 'review.caseUndecided', {
      count: reviewCase.members.length,
      undecided: open,
    })
  }

  const focused = computed(() => current.value?.members[focusedIndex.value] ?? null)
  const canDecide = computed(() => current.value !== null && !isClosing.value && !loader.isMoving.value)

  function setPending(itemIds: Iterable<number>, relation: Relation | null): void {
    const changed = new Map(pending.value)
    for (const id of itemIds) {
      if (relation === null) changed.delete(id)
      else changed.set(id, relation)
    }
    pending.value = changed
  }

  /** Saves verdicts about some members; the screen goes on at once, and comes back if saving fails. */
  async function record(verdicts: Verdict[], itemIds: readonly number[], relation: Relation): Promise<void> {
    const reviewCase = current.value
    if (reviewCase === null || !canDecide.value || verdicts.length === 0) return
    const { groupId, name, blind } = reviewCase
    const firstIndex = reviewCase.members.findIndex(({ item }) => item.id === itemIds[0])
    saveError.value = null
    setPending(itemIds, relation)
    const next = nextUndecided(reviewCase, pending.value, firstIndex)
    if (next === null) isClosing.value = true
    else focusedIndex.value = next

    try {
      const shown = reviewCase.members.map(({ item }) => item.id)
      const result = await queue.save(() =>
        engine.review.record({ groupId, verdicts, note: '', blind, shown }),
      )
      frozen.answer(name)
      // Who is told that a case was asked before answers the next one otherwise.
      if (!blind) tellContradictions(result.contradictions)
      if (current.value === null || !isSame(reviewCase, current.value)) return
      const settled = { relation, reviewer: reviewer(), decidedAt: result.action.at, implied: false }
      const decided = settleMembers(current.value, new Set(itemIds), settled)
      if (undecidedMembers(decided).length === 0) {
        // The next case is most often there already: the decided one is not drawn once more before it.
        await loader.advance()
        if (current.value === null || !isSame(reviewCase, current.value)) return
      }
      current.value = decided
      setPending(itemIds, null)
      announcement.value = t('review.savedSentence')
    } catch (error) {
      if (isSame(reviewCase, current.value)) {
        setPending(itemIds, null)
        saveError.value = error
        isClosing.value = false
        focusedIndex.value = firstIndex
      } else {
        const { title, detail } = explainError(error)
        toast.add({
          title: t('review.notSavedBecause', { reason: title }),
          description: detail,
          color: 'error',
          duration: 0,
        })
      }
    }
  }

  function tellContradictions(contradictions: readonly Contradiction[]): void {
    if (contradictions.length === 0) return
    toast.add({
      title: t('review.contradicts', {}, contradictions.length),
      description: contradictions.slice(0, 3).map(contradictionInWords).join(' '),
      icon: 'i-lucide-git-compare-arrows',
      color: 'warning',
      duration: 8000,
    })
  }

  async function decide(relation: Relation, variantAxis?: string): Promise<void> {
    if (selected.value !== null) return selected.value.decide(relation, variantAxis)
    const [reviewCase, member] = [current.value, focused.value]
    if (reviewCase === null || member === null || focusedIndex.value === 0) return
    await record(
      [memberVerdict(reviewCase, member.item.id, relation, variantAxis)],
      [member.item.id],
      relation,
    )
  }

  async function decideAll(relation: 'same-product' | 'different'): Promise<void> {
    const reviewCase = current.value
    if (reviewCase === null || !canDecide.value) return
    const members = undecidedMembers(reviewCase).filter(({ item }) => !pending.value.has(item.id))
    if (members.length === 0) {
      await loader.goNext()
      return
    }
    const verdicts = relation === 'same-product' ? confirmVerdicts(reviewCase) : rejectVerdicts(reviewCase)
    await record(
      verdicts,
      members.map(({ item }) => item.id),
      relation,
    )
  }

  async function skip(): Promise<void> {
    const reviewCase = current.value
    if (reviewCase === null || !canDecide.value) return
    const { groupId, members } = reviewCase
    isClosing.value = true
    try {
      await queue.save(() => engine.review.skip({ groupId, shown: members.map(({ item }) => item.id) }))
      await loader.advance()
    } catch (error) {
      isClosing.value = false
      saveError.value = error
    }
  }

  /** Puts the keyboard on a member, counted from 1; the representative, 0, is what all are compared with. */
  function focusMember(index: number): void {
    const count = current.value?.members.length ?? 0
    if (index >= 1 && index < count) focusedIndex.value = index
  }

  function stepMember(step: 1 | -1): void {
    const others = (current.value?.members.length ?? 1) - 1
    if (others > 0) focusMember(((focusedIndex.value - 1 + step + others) % others) + 1)
  }

  return {
    ...loader,
    focused,
    focusedIndex,
    pending,
    saveError,
    canDecide,
    announcement,
    selected,
    tellContradictions,
    decide,
    decideAll,
    skip,
    focusMember,
    stepMember,
  }
}
