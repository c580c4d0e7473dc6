import { ORPCError } from '@orpc/server'
import type { z } from 'zod'
import { isSameProduct } from '../../contract/relations.ts'
import type { Action, contradiction } from '../../contract/review.ts'
import type { NewAction, StoredAction } from '../catalogue/action-repository.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { EngineState } from '../engine-state.ts'
import { now } from '../jobs/job-context.ts'
import { describeAction } from '../review/describe-action.ts'
import { describeContradiction, describeVerdict } from '../review/describe-contradiction.ts'
import type { DirectVerdict } from '../review/direct-verdict.ts'
import { nextRedo, nextUndo } from '../review/fold-verdicts.ts'
import { knots } from '../review/knots.ts'
import { MAXIMUM_BLOCK_SIZE } from '../review/settle.ts'
import { wouldExceed } from '../review/would-exceed.ts'
import type { Procedures } from './procedures.ts'

export function reviewRouter(os: Procedures['review'], state: EngineState) {
  return os.router({
    record: os.record.handler(({ input }) => {
      const session = state.requireSession()
      const size = wouldExceed(session.ledger.settlement, input.verdicts)
      if (size !== null)
        throw new ORPCError('GROUP_TOO_LARGE', {
          message: `That would make a product of ${size} listings; a group holds at most ${MAXIMUM_BLOCK_SIZE}.`,
          data: { size, limit: MAXIMUM_BLOCK_SIZE },
        })
      const verdicts = input.verdicts.map((verdict) => ({
        ...verdict,
        variantAxis: verdict.variantAxis ?? null,
      }))
      const { groupId, shown, note, blind } = input
      const action = append(session, {
        kind: 'verdict',
        targetActionId: null,
        groupId,
        shown,
        note,
        blind,
        verdicts,
      })
      return { action, contradictions: contradictionsOf(session, input.shown) }
    }),
    skip: os.skip.handler(({ input }) =>
      append(state.requireSession(), {
        kind: 'skip',
        targetActionId: null,
        note: '',
        verdicts: [],
        ...input,
      }),
    ),
    undo: os.undo.handler(() => {
      const session = state.requireSession()
      const target = nextUndo(session.ledger.folded, session.reviewer)
      if (target === null) throw new ORPCError('NOTHING_TO_UNDO', { message: 'There is nothing to undo.' })
      return reverse(session, 'undo', target)
    }),
    redo: os.redo.handler(() => {
      const session = state.requireSession()
      const target = nextRedo(session.ledger.folded, session.reviewer)
      if (target === null) throw new ORPCError('NOTHING_TO_REDO', { message: 'There is nothing to redo.' })
      return reverse(session, 'redo', target)
    }),
    history: os.history.handler(({ input }) => {
      const session = state.requireSession()
      const { folded } = session.ledger
      return {
        total: session.repositories.actions.count(),
        rows: session.repositories.actions
          .list(input.offset, input.limit)
          .map((row) => asAction(row, session)),
        canUndo: nextUndo(folded, session.reviewer) !== null,
        canRedo: nextRedo(folded, session.reviewer) !== null,
      }
    }),
    contradictions: os.contradictions.handler(() => contradictionsOf(state.requireSession(), null)),
  })
}

/** Puts the action on disk, cuts the groups it touches anew, and tells every window. */
function append(session: CatalogueSession, action: Omit<NewAction, 'reviewer' | 'at' | 'words'>): Action {
  const kind = action.kind === 'skip' ? 'skip' : 'verdict'
  const words = describeAction({ kind, verdicts: action.verdicts }, action.shown.length)
  const id = session.ledger.append({ ...action, reviewer: session.reviewer, at: now(), words })
  applied(
    session,
    action.verdicts.flatMap((verdict) => [verdict.itemA, verdict.itemB]),
  )
  return requireAction(session, id)
}

function reverse(session: CatalogueSession, kind: 'undo' | 'redo', targetId: number): Action {
  const target = session.repositories.actions.find(targetId)
  if (target === null) throw new Error(`Action ${targetId} is in force but not in the catalogue`)
  session.ledger.append({
    kind,
    targetActionId: targetId,
    groupId: target.groupId,
    shown: target.shown,
    note: '',
    reviewer: session.reviewer,
    at: now(),
    words: kind === 'undo' ? `Took back: ${target.words}` : `Did again: ${target.words}`,
    verdicts: [],
  })
  const verdicts = session.ledger.folded.actions.get(targetId)?.verdicts ?? []
  applied(
    session,
    verdicts.flatMap((verdict) => [verdict.itemA, verdict.itemB]),
  )
  return requireAction(session, targetId)
}

function applied(session: CatalogueSession, items: readonly number[]): void {
  if (items.length > 0) session.recut([...new Set(items)])
  session.jobs.emit({ type: 'changed', what: 'verdicts' })
  session.refit.noteVerdict()
  session.backups.startIfDue(new Date())
}

function requireAction(session: CatalogueSession, id: number): Action {
  const stored = session.repositories.actions.find(id)
  if (stored === null) throw new Error(`Action ${id} is not in the catalogue`)
  return asAction(stored, session)
}

function asAction(stored: StoredAction, session: CatalogueSession): Action {
  const { id, groupId, shown, words, reviewer, at } = stored
  const undone = session.ledger.folded.actions.get(id)?.inForce === false
  return {
    id,
    kind: stored.kind === 'skip' ? 'skip' : 'verdict',
    groupId,
    shown: [...shown],
    words,
    reviewer,
    at,
    undone,
  }
}

/** What cannot hold together with newer verdicts; with `items`, only what concerns one of them. */
function contradictionsOf(
  session: CatalogueSession,
  items: readonly number[] | null,
): z.infer<typeof contradiction>[] {
  const { repositories, run } = session
  const of = items === null ? null : new Set(items)
  const found = session.ledger.settlement.contradictions.filter(
    ({ verdict }) => of === null || of.has(verdict.itemA) || of.has(verdict.itemB),
  )
  const doubtOf = ({ itemA, itemB, relation }: DirectVerdict): number => {
    const score = run === null ? null : (repositories.pairs.find(run.id, itemA, itemB)?.score ?? null)
    if (score === null) return 0.5
    return isSameProduct(relation) ? 1 - score : score
  }
  const tied = knots(found, session.ledger.folded.direct, doubtOf)
  const spokenOf = tied.flatMap(({ contradictions, verdicts }) => [
    ...contradictions.flatMap(({ verdict, against }) => [verdict, ...against]),
    ...verdicts,
  ])
  const names = new Map(
    repositories.items
      .findByIds([...new Set(spokenOf.flatMap(({ itemA, itemB }) => [itemA, itemB]))])
      .map((item) => [item.id, item.title ?? item.externalId]),
  )
  const nameOf = (item: number): string => `“${names.get(item) ?? item}”`
  return tied.flatMap(({ contradictions, verdicts, exact }, knot) =>
    contradictions.map((contradiction) => ({
      ...verdictLine(contradiction.verdict, describeContradiction(contradiction, nameOf)),
      knot,
      lookAgain: verdicts.map((verdict) => verdictLine(verdict, describeVerdict(verdict, nameOf))),
      exact,
    })),
  )
}

function verdictLine({ itemA, itemB, relation, reviewer, at }: DirectVerdict, words: string) {
  return { itemA, itemB, relation, reviewer, decidedAt: at, words }
}
