import { ORPCError } from '@orpc/server'
import { say } from '../../contract/saying.ts'
import type { SeveralRequest } from '../../contract/several.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { EngineState } from '../engine-state.ts'
import { actionsTouching } from '../review/actions/actions-touching.ts'
import { countWork, noWork } from '../review/marks/count-work.ts'
import { markedActions } from '../review/actions/marked-actions.ts'
import { planMove } from '../review/actions/plan-move.ts'
import { planSeveral, type SeveralPlan } from '../review/actions/plan-several.ts'
import { apartVerdicts, togetherVerdicts } from '../review/actions/plan-verdicts.ts'
import { requireNote } from '../review/actions/require-note.ts'
import { ReviewRefused } from '../review/actions/review-refused.ts'
import { requireRoom } from '../review/actions/require-room.ts'
import { requireAllShown, requirePart } from '../review/actions/require-shown.ts'
import { saidRelation } from '../review/actions/said-relation.ts'
import { SEVERAL_GROUPS } from '../review/actions/several-groups.ts'
import { startOfToday } from '../review/marks/start-of-today.ts'
import { actionRows } from './action-rows.ts'
import { contradictionsOf } from './contradictions.ts'
import { groupOf, perform, performWithOutcome, reverse } from './perform.ts'
import type { Procedures } from './procedures.ts'

export function reviewRouter(os: Procedures['review'], state: EngineState) {
  return os.router({
    record: os.record.handler(({ input: { groupId, shown, note, blind, verdicts } }) => {
      const session = state.requireSession()
      const planned = verdicts.map(({ itemA, itemB, relation, variantAxis }) => ({
        itemA,
        itemB,
        ...saidRelation(session.repositories, relation, variantAxis, null),
      }))
      requireRoom(planned, session.ledger.settlement)
      return performWithOutcome(session, {
        kind: 'verdict',
        groupId,
        shown,
        text: note,
        blind,
        verdicts: planned,
      })
    }),
    confirm: os.confirm.handler(({ input: { groupId, shown, relation } }) => {
      const session = state.requireSession()
      const said = saidRelation(session.repositories, relation, undefined, 'together')
      const [first = groupId] = shown
      const verdicts = togetherVerdicts(first, shown, said, session.ledger.settlement)
      requireRoom(verdicts, session.ledger.settlement)
      return performWithOutcome(session, { kind: 'confirm', groupId, shown, verdicts })
    }),
    split: os.split.handler(({ input: { groupId, shown, part, relation, variantAxis } }) => {
      const session = state.requireSession()
      const said = saidRelation(session.repositories, relation, variantAxis, 'apart')
      const others = requirePart(part, shown)
      const verdicts = apartVerdicts(part, others, said, session.ledger.settlement)
      return performWithOutcome(session, { kind: 'split', groupId, shown, part, verdicts })
    }),
    drop: os.drop.handler(({ input: { groupId, shown, item, relation, variantAxis } }) => {
      const session = state.requireSession()
      const said = saidRelation(session.repositories, relation, variantAxis, 'apart')
      const others = requirePart([item], shown)
      const verdicts = apartVerdicts([item], others, said, session.ledger.settlement)
      return performWithOutcome(session, { kind: 'drop', groupId, shown, item, verdicts })
    }),
    move: os.move.handler(({ input: { groupId, shown, items, to, together, apart } }) => {
      const session = state.requireSession()
      const { repositories } = session
      const { target, verdicts } = planMove(
        { shown, items, to },
        {
          together: saidRelation(repositories, together, undefined, 'together'),
          apart: saidRelation(repositories, apart, undefined, 'apart'),
        },
        session,
      )
      requireRoom(verdicts, session.ledger.settlement)
      const deed = { kind: 'move', groupId, shown, part: items, item: target, verdicts } as const
      return performWithOutcome(session, deed, [target])
    }),
    makeRepresentative: os.makeRepresentative.handler(({ input: { groupId, shown, item } }) => {
      requireAllShown([item], shown)
      return performWithOutcome(state.requireSession(), { kind: 'representative', groupId, shown, item })
    }),
    skip: os.skip.handler(({ input }) => perform(state.requireSession(), { kind: 'skip', ...input })),
    comeBack: os.comeBack.handler(({ input }) =>
      perform(state.requireSession(), { kind: 'come-back', ...input }),
    ),
    note: os.note.handler(({ input }) => {
      const session = state.requireSession()
      requireNote(input, session.ledger.folded)
      return perform(session, { kind: 'note', ...input })
    }),
    flag: os.flag.handler(({ input: { question, ...input } }) =>
      perform(state.requireSession(), { kind: 'flag', ...input, text: question }),
    ),
    unflag: os.unflag.handler(({ input }) => perform(state.requireSession(), { kind: 'unflag', ...input })),
    planSeveral: os.planSeveral.handler(({ input }) => {
      const { groups, leftOut } = planOf(state.requireSession(), input)
      return {
        groups: groups.map(({ groupId, size }) => ({ groupId, size })),
        listings: groups.reduce((sum, { members }) => sum + members.length, 0),
        verdicts: groups.reduce((sum, { verdicts }) => sum + verdicts.length, 0),
        leftOut: [...leftOut],
      }
    }),
    several: os.several.handler(({ input: { question, ...input } }) => {
      const session = state.requireSession()
      const { groups, leftOut } = planOf(session, input)
      if (leftOut.length > 0)
        throw new ReviewRefused(
          say('groupsNotAsPlanned', { groups: input.groups.length, count: leftOut.length }),
        )
      const verdicts = groups.flatMap((group) => group.verdicts)
      const action = perform(session, {
        kind: input.deed,
        groupId: SEVERAL_GROUPS,
        shown: groups.flatMap(({ members }) => members),
        groups: groups.length,
        text: input.deed === 'flag' ? question : '',
        verdicts,
      })
      return { action, verdicts: verdicts.length }
    }),
    undo: os.undo.handler(() => {
      const session = state.requireSession()
      const target = session.ledger.folded.nextUndo(session.reviewer)
      if (target === null) throw new ORPCError('NOTHING_TO_UNDO', { message: 'There is nothing to undo.' })
      return reverse(session, 'undo', target)
    }),
    redo: os.redo.handler(() => {
      const session = state.requireSession()
      const target = session.ledger.folded.nextRedo(session.reviewer)
      if (target === null) throw new ORPCError('NOTHING_TO_REDO', { message: 'There is nothing to redo.' })
      return reverse(session, 'redo', target)
    }),
    history: os.history.handler(({ input: { items, kinds, reviewer, offset, limit } }) => {
      const session = state.requireSession()
      const { folded } = session.ledger
      const wanted = kinds === undefined ? null : new Set(kinds)
      const all = [...folded.newestFirst()]
      const found = (items === undefined ? all : actionsTouching(items, folded)).filter(
        (action) =>
          (wanted === null || wanted.has(action.kind)) &&
          (reviewer === undefined || action.reviewer === reviewer),
      )
      return {
        total: found.length,
        rows: actionRows(session, found.slice(offset, offset + limit)),
        canUndo: folded.nextUndo(session.reviewer) !== null,
        canRedo: folded.nextRedo(session.reviewer) !== null,
        reviewers: [...new Set(all.map((action) => action.reviewer))].toSorted(),
      }
    }),
    contradictions: os.contradictions.handler(() => contradictionsOf(state.requireSession(), null)),
    marked: os.marked.handler(({ input: { mark, offset, limit } }) => {
      const session = state.requireSession()
      const marked = markedActions(session.ledger.folded, mark)
      const rows = actionRows(session, marked.slice(offset, offset + limit))
      return {
        total: marked.length,
        rows: rows.map((action) => ({
          action,
          groupId: action.groupId === null ? null : groupOf(session, action.shown[0] ?? action.groupId),
        })),
      }
    }),
    today: os.today.handler(({ input }) => {
      const session = state.requireSession()
      const since = input.since === undefined ? startOfToday() : new Date(input.since).toISOString()
      const all = countWork(session.ledger.folded, since)
      const mine = all.find(({ reviewer }) => reviewer === session.reviewer) ?? noWork(session.reviewer)
      return { since, mine, all }
    }),
  })
}

function planOf({ repositories, run, ledger }: CatalogueSession, input: SeveralRequest): SeveralPlan {
  const said = saidRelation(repositories, input.relation, undefined, 'together')
  const { folded, settlement } = ledger
  return planSeveral(input.deed, input.groups, said, {
    run,
    folded,
    settlement,
    groups: repositories.groups,
  })
}
