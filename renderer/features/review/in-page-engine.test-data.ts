import { RPCLink } from '@orpc/client/message-port'
import { implement, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { contract } from '../../../electron/contract/index.ts'
import type { ReviewCase } from '../../../electron/contract/groups.ts'
import type { RecordInput } from '../../../electron/contract/review.ts'
import type { OpenTransport } from '../../engine/engine-transport.ts'
import { settleMembers } from './case-decisions.ts'

export interface InPageEngine {
  readonly openTransport: OpenTransport
  /** What was saved, in order. */
  readonly recorded: RecordInput[]
  /** While true, nothing can be saved. */
  diskIsFull: boolean
}

/** The part of an engine that the review talks to, in the page itself, with every call checked by the contract. */
export function inPageEngine(cases: readonly ReviewCase[]): InPageEngine {
  const known = new Map(cases.map((reviewCase) => [reviewCase.groupId, reviewCase]))
  const recorded: RecordInput[] = []
  const os = implement(contract)

  function caseOf(groupId: number): ReviewCase {
    const found = known.get(groupId)
    if (found === undefined)
      throw new ORPCError('NOT_FOUND', { defined: true, data: { what: 'group', id: String(groupId) } })
    return found
  }
  const action = (groupId: number, shown: number[], undone: boolean) => ({
    id: Math.max(1, recorded.length),
    kind: 'verdict' as const,
    groupId,
    shown,
    words: 'What was said',
    reviewer: 'Ada',
    at: '2026-01-01T00:00:00Z',
    undone,
  })

  const router = {
    groups: {
      case: os.groups.case.handler(({ input }) => caseOf(input.groupId)),
      neighbour: os.groups.neighbour.handler(({ input }) => {
        const ids = cases.map(({ groupId }) => groupId)
        const ordered = input.direction === 'next' ? ids : ids.toReversed()
        const after = input.from === null ? ordered : ordered.slice(ordered.indexOf(input.from) + 1)
        const isOpen = (id: number): boolean =>
          caseOf(id)
            .members.slice(1)
            .some(({ settled }) => settled === null)
        return { groupId: after.find((id) => !input.onlyUndecided || isOpen(id)) ?? null }
      }),
    },
    review: {
      record: os.review.record.handler(({ input }) => {
        if (engine.diskIsFull) {
          throw new ORPCError('DISK', {
            defined: true,
            data: { path: 'x.doublet', reason: 'No space is left.', advice: 'Free some.' },
          })
        }
        recorded.push(input)
        for (const { itemB, relation } of input.verdicts) {
          const settled = { relation, reviewer: 'Ada', decidedAt: '2026-01-01T00:00:00Z', implied: false }
          known.set(input.groupId, settleMembers(caseOf(input.groupId), new Set([itemB]), settled))
        }
        return { action: action(input.groupId, input.shown, false), contradictions: [] }
      }),
      undo: os.review.undo.handler(() => {
        const last = recorded.pop()
        if (last === undefined) throw new ORPCError('NOTHING_TO_UNDO', { defined: true })
        const original = cases.find(({ groupId }) => groupId === last.groupId)
        if (original !== undefined) known.set(last.groupId, original)
        return action(last.groupId, last.shown, true)
      }),
    },
  }
  const engine: InPageEngine = {
    openTransport: (listener) => {
      const { port1, port2 } = new MessageChannel()
      new RPCHandler(router).upgrade(port1)
      port1.start()
      port2.start()
      listener.opened(new RPCLink({ port: port2 }))
    },
    recorded,
    diskIsFull: false,
  }
  return engine
}
