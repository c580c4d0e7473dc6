import { useQueryClient } from '@tanstack/vue-query'
import { onScopeDispose, shallowRef, watch } from 'vue'
import type { ReviewCase } from '../../../electron/contract/groups.ts'
import { hasErrorCode } from '../../engine/explain-error.ts'
import { useEngine } from '../../engine/use-engine.ts'
import { useNavigation } from '../../navigation/navigation-store.ts'
import { useGroups } from '../groups/groups-store.ts'
import { alongTrail, EMPTY_TRAIL, visit } from './case-trail.ts'
import { undecidedMembers } from './case-verdicts.ts'
import { useFrozenCases } from './frozen-cases-store.ts'
import { upcomingCases } from './upcoming-cases.ts'

/** After this long without an answer the last case leaves the screen: a wait must not look like a verdict taken. */
const SHOW_LOADING_AFTER_MS = 200

/** Which case is on screen, and the ways to the next and the one before. */
export function useCaseLoader() {
  const engine = useEngine()
  const navigation = useNavigation()
  const groups = useGroups()
  const frozen = useFrozenCases()
  const upcoming = upcomingCases(engine, useQueryClient())

  const current = shallowRef<ReviewCase | null>(null)
  const status = shallowRef<'loading' | 'shown' | 'end' | 'failed'>('loading')
  const error = shallowRef<unknown>(null)
  const isMoving = shallowRef(false)
  let trail = EMPTY_TRAIL
  let ahead: number[] = []
  /** Each move makes the one before void: only the last asked for comes on screen. */
  let move = new AbortController()

  const order = () => ({ filter: groups.filter, sort: groups.sort })

  async function run(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
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

  function readCase(groupId: number): Promise<ReviewCase> {
    const members = frozen.membersOf(groupId)
    return members === null ? upcoming.read(groupId) : engine.groups.case({ groupId, members })
  }

  function show(reviewCase: ReviewCase, signal: AbortSignal): void {
    if (signal.aborted) return
    const { groupId } = reviewCase
    frozen.freeze(
      groupId,
      reviewCase.members.map(({ item }) => item.id),
    )
    current.value = reviewCase
    error.value = null
    status.value = 'shown'
    trail = visit(trail, groupId)
    navigation.settleAt({ view: 'review', groupId })
    void prepareNext(groupId, signal)
  }

  async function prepareNext(groupId: number, signal: AbortSignal): Promise<void> {
    ahead = ahead.filter((id) => id !== groupId)
    try {
      const found = await upcoming.prepare(order(), groupId, signal)
      if (!signal.aborted) ahead = found
    } catch (reason) {
      // Only speed is lost here; the move itself asks again and tells what is wrong.
      if (!signal.aborted) console.warn('The next cases could not be made ready', reason)
    }
  }

  async function nextToDo(from: number | null): Promise<ReviewCase | null> {
    const prepared = ahead[0]
    if (from !== null && prepared !== undefined) {
      const reviewCase = await readCase(prepared).catch((reason: unknown) => {
        // The last verdict may have dissolved it; then the engine knows what comes instead.
        if (hasErrorCode(reason, 'NOT_FOUND')) return null
        throw reason
      })
      if (reviewCase !== null && undecidedMembers(reviewCase).length > 0) return reviewCase
    }
    const groupId = await upcoming.find(order(), from, 'next')
    return groupId === null || groupId === from ? null : readCase(groupId)
  }

  function showOrEnd(reviewCase: ReviewCase | null, signal: AbortSignal): void {
    if (reviewCase !== null) show(reviewCase, signal)
    else if (!signal.aborted) {
      current.value = null
      status.value = 'end'
      navigation.settleAt({ view: 'review', groupId: null })
    }
  }

  const open = (groupId: number) => run(async (signal) => show(await readCase(groupId), signal))
  const openFirst = () => run(async (signal) => showOrEnd(await nextToDo(null), signal))
  /** To the next case that is still to do. */
  const advance = () =>
    run(async (signal) => showOrEnd(await nextToDo(current.value?.groupId ?? null), signal))
  /** Forward along the way one came, then to the next case to do. */
  const goNext = () => {
    const visited = alongTrail(trail, 1)
    return visited === null ? advance() : open(visited)
  }
  const goPrevious = () =>
    run(async (signal) => {
      const from = current.value?.groupId ?? null
      const visited = from === null ? (trail.groupIds[trail.at] ?? null) : alongTrail(trail, -1)
      const groupId = visited ?? (await upcoming.find(order(), from, 'previous'))
      if (groupId !== null) show(await readCase(groupId), signal)
    })

  watch(
    [() => navigation.place, () => frozen.reopened],
    ([place, reopened], [, reopenedBefore]) => {
      if (place.view !== 'review') return
      const isShown = current.value !== null && current.value.groupId === place.groupId
      if (isShown && reopenedBefore === reopened) return
      if (place.groupId !== null) void open(place.groupId)
      else if (status.value !== 'end') void openFirst()
    },
    { immediate: true },
  )
  // A case that arrives after the view was left must not bring the view back.
  onScopeDispose(() => move.abort())

  return { current, status, error, isMoving, open, openFirst, advance, goNext, goPrevious }
}
