import { RPCLink } from '@orpc/client/message-port'
import { implement, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { contract } from '../../../electron/contract/index.ts'
import type { ReviewCase } from '../../../electron/contract/groups.ts'
import type { QueueCase } from '../../../electron/contract/queue.ts'
import { builtInRelation, type RelationSet } from '../../../electron/contract/relations.ts'
import type { RecordInput } from '../../../electron/contract/review.ts'
import { say } from '../../../electron/contract/saying.ts'
import type { OpenTransport } from '../../engine/engine-transport.ts'
import { settleMembers } from './session/case-decisions.ts'

export interface InPageEngine {
  readonly openTransport: OpenTransport
  /** What was saved, in order. */
  readonly recorded: RecordInput[]
  /** While true, nothing can be saved. */
  diskIsFull: boolean
}

/** The built-in relations and one of a curator's own, on number keys. */
const relations: RelationSet = {
  relations: [
    ...builtInRelation.options.map((id, index) => ({
      id,
      sign: id.startsWith('same') ? ('together' as const) : ('apart' as const),
      name: id,
      builtIn: true,
      renamed: false,
      archived: false,
      key: index + 1,
    })),
    { id: 'bundle', sign: 'apart', name: 'Bundle', builtIn: false, renamed: false, archived: false, key: 6 },
  ],
  axes: [
    { id: 'colour', name: 'Colour', builtIn: true, renamed: false, archived: false, key: 1 },
    { id: 'voltage', name: 'Voltage', builtIn: false, renamed: false, archived: false, key: 2 },
  ],
}

const membersOf = (reviewCase: ReviewCase): number[] => reviewCase.members.map(({ item }) => item.id)
const isOpen = (reviewCase: ReviewCase): boolean =>
  reviewCase.members.slice(1).some(({ settled }) => settled === null)

/**
 * The part of an engine that the review talks to, in the page itself, with every call checked by the contract.
 * @param queue what is asked in which order; all cases in theirs when left out
 */
export function inPageEngine(
  cases: readonly ReviewCase[],
  queue: readonly QueueCase[] = cases.map((reviewCase) => ({
    kind: 'group',
    groupId: reviewCase.groupId,
    members: membersOf(reviewCase),
    value: 1,
    score: reviewCase.score,
    joins: null,
    words: `About ${reviewCase.members.length} listings.`,
    blind: false,
    skipped: false,
    news: [],
  })),
): InPageEngine {
  const known = new Map(cases.map((reviewCase) => [membersOf(reviewCase).join(), reviewCase]))
  const recorded: RecordInput[] = []
  const skipped: number[][] = []
  const os = implement(contract)

  /** By its members, else the group of that name. */
  function caseOf(groupId: number, members?: readonly number[]): ReviewCase {
    const found =
      members === undefined
        ? [...known.values()].find((reviewCase) => reviewCase.groupId === groupId)
        : known.get(members.join())
    if (found === undefined)
      throw new ORPCError('NOT_FOUND', { defined: true, data: { what: 'group', id: String(groupId) } })
    return found
  }
  const isAnswered = ({ members, blind }: QueueCase): boolean =>
    blind
      ? recorded.some((input) => input.blind && input.shown.join() === members.join())
      : !isOpen(caseOf(0, members))
  const isSkipped = ({ members }: QueueCase): boolean =>
    skipped.some((shown) => shown.join() === members.join())
  const action = (groupId: number, shown: number[], undone: boolean) => ({
    id: Math.max(1, recorded.length),
    kind: 'verdict' as const,
    groupId,
    shown,
    item: null,
    text: '',
    replaces: null,
    said: [],
    words: 'What was said',
    reviewer: 'Ada',
    at: '2026-01-01T00:00:00Z',
    undone,
  })

  let lastId = 100
  const nextId = (): number => {
    lastId += 1
    return lastId
  }

  const router = {
    groups: {
      distributions: os.groups.distributions.handler(() => [
        {
          channel: 'image' as const,
          pairs: 400,
          quantiles: Array.from({ length: 51 }, (_, step) => step / 50),
        },
      ]),
      case: os.groups.case.handler(({ input }) => {
        const reviewCase = caseOf(input.groupId, input.members)
        const members = reviewCase.members.map((member) => ({ ...member, settled: null }))
        return input.blind ? { ...reviewCase, members } : reviewCase
      }),
      neighbour: os.groups.neighbour.handler(({ input }) => {
        const ids = cases.map(({ groupId }) => groupId)
        const ordered = input.direction === 'next' ? ids : ids.toReversed()
        const after = input.from === null ? ordered : ordered.slice(ordered.indexOf(input.from) + 1)
        return { groupId: after.find((id) => !input.onlyUndecided || isOpen(caseOf(id))) ?? null }
      }),
    },
    relations: { list: os.relations.list.handler(() => relations) },
    queue: {
      next: os.queue.next.handler(({ input }) =>
        queue.filter((entry) => !isAnswered(entry) && !isSkipped(entry)).slice(0, input.limit),
      ),
    },
    review: {
      record: os.review.record.handler(({ input }) => {
        if (engine.diskIsFull) {
          throw new ORPCError('DISK', {
            defined: true,
            data: { path: 'x.doublet', said: say('cannotWriteFull', { path: 'x.doublet' }) },
          })
        }
        recorded.push(input)
        for (const { itemB, relation } of input.verdicts) {
          const settled = { relation, reviewer: 'Ada', decidedAt: '2026-01-01T00:00:00Z', implied: false }
          known.set(
            input.shown.join(),
            settleMembers(caseOf(input.groupId, input.shown), new Set([itemB]), settled),
          )
        }
        return {
          action: action(input.groupId, input.shown, false),
          verdicts: input.verdicts.length,
          contradictions: [],
          groupId: input.groupId,
        }
      }),
      skip: os.review.skip.handler(({ input }) => {
        skipped.push(input.shown)
        return { ...action(input.groupId, input.shown, false), kind: 'skip' as const }
      }),
      note: os.review.note.handler(({ input }) => ({
        ...action(input.groupId, input.shown, false),
        id: nextId(),
        kind: 'note' as const,
        text: input.text,
        words: `Note: ${input.text}`,
        replaces: input.replaces,
      })),
      flag: os.review.flag.handler(({ input }) => ({
        ...action(input.groupId, input.shown, false),
        id: nextId(),
        kind: 'flag' as const,
        text: input.question,
      })),
      unflag: os.review.unflag.handler(({ input }) => ({
        ...action(input.groupId, input.shown, false),
        id: nextId(),
        kind: 'unflag' as const,
      })),
      comeBack: os.review.comeBack.handler(({ input }) => ({
        ...action(input.groupId, input.shown, false),
        id: nextId(),
        kind: 'come-back' as const,
      })),
      undo: os.review.undo.handler(() => {
        const last = recorded.pop()
        if (last === undefined) throw new ORPCError('NOTHING_TO_UNDO', { defined: true })
        const original = cases.find((reviewCase) => membersOf(reviewCase).join() === last.shown.join())
        if (original !== undefined) known.set(last.shown.join(), original)
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
