import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { Relation } from '../../../electron/contract/relations.ts'
import type { Recorded } from '../../../electron/contract/review.ts'
import { useEngine } from '../../engine/use-engine.ts'
import { t } from '../../words/words.ts'
import {
  memberVerdict,
  representativeOf,
  undecidedMembers,
  type Verdict,
} from '../review/session/case-verdicts.ts'
import { caseKey } from '../review/case/case-name.ts'
import { useFrozenCases } from '../review/session/frozen-cases-store.ts'
import { useSaveQueue } from '../review/session/save-queue.ts'
import type { ShownCase } from '../review/session/shown-case.ts'
import { useOpenCase } from '../review/session/use-open-case.ts'
import type { ReviewSession } from '../review/session/use-review-session.ts'
import type { MemberSelection } from './use-board-selection.ts'
import type { WeakestLink } from './weakest-link.ts'

/** What can be done to several members at once. Each is one action: saved before anything moves on, and undone as one. */
export function useBoardActions(session: ReviewSession, selection: MemberSelection, cursorId: () => number) {
  const engine = useEngine()
  const queue = useSaveQueue()
  const frozen = useFrozenCases()
  const openCase = useOpenCase()
  const isSaving = shallowRef(false)

  /** What is selected, else the member the keyboard is on. */
  const targets = computed(() => (selection.ids.value.length > 0 ? selection.ids.value : [cursorId()]))
  const shownIds = (reviewCase: ShownCase): number[] => reviewCase.members.map(({ item }) => item.id)

  /**
   * @param itemIds the members it is about
   * @param relation what they are shown to be to the representative while it is saved
   */
  async function perform(
    itemIds: readonly number[],
    relation: Relation,
    send: (reviewCase: ShownCase, shown: number[]) => Promise<Recorded>,
  ): Promise<Recorded | null> {
    const reviewCase = session.current.value
    if (reviewCase === null || isSaving.value || !session.canDecide.value) return null
    isSaving.value = true
    session.saveError.value = null
    const waiting = new Map(itemIds.map((id): [number, Relation] => [id, relation]))
    session.pending.value = new Map([...session.pending.value, ...waiting])
    try {
      const recorded = await queue.save(() => send(reviewCase, shownIds(reviewCase)))
      frozen.answer(reviewCase.name)
      session.tellContradictions(recorded.contradictions)
      selection.finish()
      session.announcement.value = t('board.saved')
      return recorded
    } catch (error) {
      session.saveError.value = error
      return null
    } finally {
      session.pending.value = new Map([...session.pending.value].filter(([id]) => !waiting.has(id)))
      isSaving.value = false
    }
  }

  /** Reads what follows for the members on screen, and goes on when all is decided. */
  async function goOn(): Promise<void> {
    const reviewCase = session.current.value
    if (reviewCase === null) return
    const { name, why, blind, groupId } = reviewCase
    isSaving.value = true
    try {
      const read = await engine.groups.case({ groupId, members: shownIds(reviewCase), blind: false })
      const shown = session.current.value
      if (shown === null || caseKey(shown.name) !== caseKey(name)) return
      session.current.value = { ...read, name, why, blind }
      if (undecidedMembers(read).length === 0) await session.advance()
    } catch (error) {
      // What was said is on disk; only what it leads to could not be read.
      session.saveError.value = error
    } finally {
      isSaving.value = false
    }
  }

  async function performAndGoOn(...parts: Parameters<typeof perform>): Promise<void> {
    if ((await perform(...parts)) !== null) await goOn()
  }

  /** Members other than the representative, which is what the others are compared with. */
  const othersOf = (reviewCase: ShownCase, ids: readonly number[]): number[] =>
    ids.filter((id) => id !== representativeOf(reviewCase).item.id)

  async function say(relation: Relation, variantAxis?: string): Promise<void> {
    const reviewCase = session.current.value
    if (reviewCase === null) return
    const items = othersOf(reviewCase, targets.value)
    if (items.length === 0) return
    await performAndGoOn(items, relation, ({ groupId, blind }, shown) => {
      const verdicts = items.map((id) => memberVerdict(reviewCase, id, relation, variantAxis))
      return engine.review.record({ groupId, verdicts, note: '', blind, shown })
    })
  }

  /** Keeps a part of the members apart from the others. */
  async function split(part: readonly number[]): Promise<void> {
    const reviewCase = session.current.value
    if (reviewCase === null || part.length === 0 || part.length >= reviewCase.members.length) return
    const representative = representativeOf(reviewCase).item.id
    const apart = part.includes(representative)
      ? shownIds(reviewCase).filter((id) => !part.includes(id))
      : part
    await performAndGoOn(apart, 'different', ({ groupId }, shown) =>
      engine.review.split({ groupId, shown, part: [...part] }),
    )
  }

  /** Each of them is a product of its own. */
  async function drop(): Promise<void> {
    const reviewCase = session.current.value
    if (reviewCase === null) return
    const items = othersOf(reviewCase, targets.value)
    const [only, ...more] = items
    if (only === undefined) return
    await performAndGoOn(items, 'different', ({ groupId, blind }, shown) =>
      more.length === 0
        ? engine.review.drop({ groupId, shown, item: only })
        : engine.review.record({ groupId, verdicts: apartFromAll(items, shown), note: '', blind, shown }),
    )
  }

  async function move(items: readonly number[], to: number): Promise<void> {
    await performAndGoOn(items, 'different', ({ groupId }, shown) =>
      engine.review.move({ groupId, shown, items: [...items], to }),
    )
  }

  async function makeRepresentative(): Promise<void> {
    const reviewCase = session.current.value
    const [item, ...more] = targets.value
    if (reviewCase === null || item === undefined || more.length > 0) return
    if (item === representativeOf(reviewCase).item.id) return
    const selected = [...selection.ids.value]
    const recorded = await perform([], 'same-product', ({ groupId }, shown) =>
      engine.review.makeRepresentative({ groupId, shown, item }),
    )
    if (recorded === null) return
    const others = shownIds(reviewCase).filter((id) => id !== item)
    selection.carryTo({ groupId: recorded.groupId ?? item, partner: null }, selected)
    openCase(recorded.groupId ?? item, [item, ...others], false)
  }

  /** Two that are selected, or one and the representative, large and side by side. */
  function compare(): void {
    const reviewCase = session.current.value
    if (reviewCase === null) return
    const [one, other, ...more] = targets.value
    if (one === undefined || more.length > 0) return
    const pair = other === undefined ? [representativeOf(reviewCase).item.id, one] : [one, other]
    if (pair[0] !== pair[1]) openCase(pair[0] ?? one, pair, false)
  }

  // What is said by key or by the bar of verdicts is said of what is selected.
  watch(
    selection.ids,
    ({ length }) => {
      session.selected.value = length === 0 ? null : { count: length, decide: say }
    },
    { immediate: true },
  )
  onScopeDispose(() => (session.selected.value = null))

  return {
    isSaving,
    targets,
    split: () => split(selection.ids.value),
    cut: (link: WeakestLink) => split(link.part),
    drop,
    move,
    makeRepresentative,
    compare,
  }
}

/** Every pair of one of these with any other member: at most 1,225, for 50 members. */
function apartFromAll(items: readonly number[], shown: readonly number[]): Verdict[] {
  return shown.flatMap((itemA, index) =>
    shown
      .slice(index + 1)
      .filter((itemB) => items.includes(itemA) || items.includes(itemB))
      .map((itemB): Verdict => ({ itemA, itemB, relation: 'different' })),
  )
}
