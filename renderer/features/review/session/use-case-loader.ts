import { useQueryClient } from '@tanstack/vue-query'
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { ReviewCase } from '../../../../electron/contract/groups.ts'
import { hasErrorCode } from '../../../engine/explain-error.ts'
import { useEngine } from '../../../engine/use-engine.ts'
import { useNavigation } from '../../../navigation/navigation-store.ts'
import { useGroups } from '../../groups/groups-store.ts'
import { caseAt, caseKey, placeOf, type CaseName } from '../case/case-name.ts'
import { afterPaint } from './after-paint.ts'
import { alongTrail, EMPTY_TRAIL, visit } from './case-trail.ts'
import { undecidedMembers } from './case-verdicts.ts'
import { useFrozenCases } from './frozen-cases-store.ts'
import type { CaseOpening, ShownCase } from './shown-case.ts'
import { upcomingCases, type CaseOrder } from './upcoming-cases.ts'

/** After this long without an answer the last case leaves the screen: a wait must not look like a verdict taken. */
const SHOW_LOADING_AFTER_MS = 200

/** Which case is on screen, and the ways to the next and the one before. */
export function useCaseLoader() {
  const engine = useEngine()
  const navigation = useNavigation()
  const groups = useGroups()
  const frozen = useFrozenCases()
  const upcoming = upcomingCases(engine, useQueryClient())

  const current = shallowRef<ShownCase | null>(null)
  const status = shallowRef<'loading' | 'shown' | 'end' | 'failed'>('loading')
  const error = shallowRef<unknown>(null)
  const isMoving = shallowRef(false)
  /** Most likely the next one: read, its pictures decoded, and to be drawn before it is asked for. */
  const upNext = shallowRef<ShownCase | null>(null)
  let trail = EMPTY_TRAIL
  let ahead: CaseOpening[] = []
  /** Once more from the top, by value too: the queue leaves out what was skipped, the list does not. */
  let walksList = false
  /** Each move makes the one before void: only the last asked for comes on screen. */
  let move = new AbortController()
  let isLeft = false

  const order = (): CaseOrder => ({
    filter: groups.filter,
    sort: groups.sort,
    isQueue: groups.sort === 'value' && groups.filter.state !== 'confirmed' && !walksList,
  })

  async function run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    if (isLeft) return
    move.abort()
    move = new AbortController()
    const { signal } = move
    isMoving.value = true
    const loadingTimer = setTimeout(() => {
      if (!signal.aborted) status.value = 'loading'
    }, SHOW_LOADING_AFTER_MS)
    try {
      await work(signal)
    } catch (reason) {
      if (!signal.aborted) [status.value, error.value] = ['failed', reason]
    } finally {
      clearTimeout(loadingTimer)
      if (!signal.aborted) isMoving.value = false
    }
  }

  async function readCase(
    opening: CaseOpening,
    read: (opening: CaseOpening) => Promise<ReviewCase> = upcoming.readNow,
  ): Promise<ShownCase> {
    return shownAs(opening, await read(opening))
  }

  /** The same object for the same answer: what was drawn of it ahead need not be drawn again. */
  const shownCases = new WeakMap<ReviewCase, ShownCase>()
  function shownAs({ name, why, blind }: CaseOpening, reviewCase: ReviewCase): ShownCase {
    const known = shownCases.get(reviewCase)
    if (known?.why === why) return known
    const shown = { ...reviewCase, name, why, blind }
    shownCases.set(reviewCase, shown)
    return shown
  }

  function show(shownCase: ShownCase, signal: AbortSignal): void {
    if (signal.aborted) return
    const members = shownCase.members.map(({ item }) => item.id)
    const { name, why, blind } = shownCase
    frozen.freeze({ name, members, why, blind }, members)
    current.value = shownCase
    error.value = null
    status.value = 'shown'
    // With the case, not after it: the bar of verdicts would be drawn twice.
    isMoving.value = false
    trail = visit(trail, name)
    navigation.settleAt(placeOf(name))
    void prepareNext(shownCase, signal)
  }

  async function prepareNext({ name: shown }: ShownCase, signal: AbortSignal): Promise<void> {
    ahead = ahead.filter(({ name }) => caseKey(name) !== caseKey(shown))
    // First the case that somebody waits for: the engine and the window share the processor.
    await afterPaint()
    if (signal.aborted) return
    try {
      const found = await upcoming.prepare(order(), shown, signal)
      if (signal.aborted) return
      ahead = found
      const [next] = found
      if (next !== undefined) upNext.value = await readCase(next, upcoming.readAhead)
    } catch (reason) {
      // Only speed is lost here; the move itself asks again and tells what is wrong.
      if (!signal.aborted) console.warn('The next cases could not be made ready', reason)
    }
  }

  async function nextToDo(from: CaseName | null): Promise<ShownCase | null> {
    const prepared = ahead[0]
    if (from !== null && prepared !== undefined) {
      const shownCase = await readCase(prepared, upcoming.readAhead).catch((reason: unknown) => {
        // The last verdict may have dissolved it; then the engine knows what comes instead.
        if (hasErrorCode(reason, 'NOT_FOUND')) return null
        throw reason
      })
      if (shownCase !== null && undecidedMembers(shownCase).length > 0) return shownCase
    }
    const opening = await upcoming.next(order(), from)
    return opening === null ? null : readCase(opening)
  }

  function showOrEnd(shownCase: ShownCase | null, signal: AbortSignal): void {
    if (shownCase !== null) show(shownCase, signal)
    else if (!signal.aborted) {
      current.value = null
      status.value = 'end'
      walksList = false
      navigation.settleAt({ view: 'review', groupId: null })
    }
  }

  const open = (name: CaseName) =>
    run(async (signal) => show(await readCase(frozen.openingFor(name)), signal))
  /** To the next case that is still to do. */
  const advance = () => run(async (signal) => showOrEnd(await nextToDo(current.value?.name ?? null), signal))
  const openFirst = () => run(async (signal) => showOrEnd(await nextToDo(null), signal))
  /** From the top, with what was skipped. */
  const openAgain = () => {
    walksList = true
    return openFirst()
  }
  /** Forward along the way one came, then to the next case to do. */
  const goNext = () => {
    const visited = alongTrail(trail, 1)
    return visited === null ? advance() : open(visited)
  }
  const goPrevious = () =>
    run(async (signal) => {
      const from = current.value?.name ?? null
      const visited = from === null ? (trail.cases[trail.at] ?? null) : alongTrail(trail, -1)
      const opening = visited === null ? await upcoming.previous(order(), from) : frozen.openingFor(visited)
      if (opening !== null) show(await readCase(opening), signal)
    })

  watch(
    [() => navigation.place, () => frozen.reopened],
    ([place, reopened], [, reopenedBefore]) => {
      if (place.view !== 'review') return
      const name = caseAt(place)
      const shown = current.value?.name ?? null
      const isShown = shown !== null && name !== null && caseKey(shown) === caseKey(name)
      if (isShown && reopenedBefore === reopened) return
      if (name !== null) void open(name)
      else if (status.value !== 'end') void openFirst()
    },
    { immediate: true },
  )
  // A case that arrives after the view was left must not bring the view back, nor one that is asked for only then, when
  // the last verdict is on disk.
  onScopeDispose(() => {
    isLeft = true
    move.abort()
    upcoming.stop()
  })

  return { current, upNext, status, error, isMoving, openFirst, openAgain, advance, goNext, goPrevious }
}
