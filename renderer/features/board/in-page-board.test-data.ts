import { implement, ORPCError } from '@orpc/server'
import type { Action, ActionKind } from '../../../electron/contract/actions.ts'
import type { Item } from '../../../electron/contract/items.ts'
import type { ReviewCase } from '../../../electron/contract/groups.ts'
import { contract } from '../../../electron/contract/index.ts'
import { say } from '../../../electron/contract/saying.ts'
import type { OpenTransport } from '../../engine/engine-transport.ts'
import { inPageTransport } from '../../engine/in-page-transport.test-data.ts'
import { makeCase, makeEvidence, makeItem } from '../review/make-case.test-data.ts'

interface BoardEngine {
  readonly openTransport: OpenTransport
  /** What was said, in order, by the name of the procedure. */
  readonly said: (readonly [kind: string, input: object])[]
  /** While true, nothing can be saved. */
  diskIsFull: boolean
}

/** A group whose members are the less like the representative the later they come. */
export function makeGroup(groupId: number, size: number, parts: Partial<ReviewCase> = {}): ReviewCase {
  const items = Array.from({ length: size }, (_, index) =>
    makeItem(groupId + index, { title: index === 0 ? 'Red mug' : `Red mug ${index}` }),
  )
  return { ...makeCase(items), members: membersOf(items), ...parts }
}

function membersOf(items: readonly Item[], settled: ReadonlyMap<number, string> = new Map()) {
  const first = items[0]?.id ?? 0
  return items.map((item, index) => {
    const relation = settled.get(item.id)
    return {
      item,
      evidence: index === 0 ? null : makeEvidence(first, item.id, 0.95 - index / 100),
      settled:
        index === 0 || relation === undefined
          ? null
          : { relation, reviewer: 'Ada', decidedAt: '2026-01-01T00:00:00Z', implied: false },
    }
  })
}

/** The part of an engine that a board talks to, in the page itself; what is said is taken back by undo. */
export function boardEngine(groups: readonly ReviewCase[]): BoardEngine {
  const os = implement(contract)
  const items = new Map(groups.flatMap(({ members }) => members.map(({ item }) => [item.id, item] as const)))
  const said: [string, object][] = []
  const actions: { action: Action; before: ReadonlyMap<number, string> }[] = []
  /** What is settled of each member to its representative. */
  let settled: ReadonlyMap<number, string> = new Map()

  function readCase(groupId: number, ids?: readonly number[]): ReviewCase {
    const group = groups.find(({ members }) => members.some(({ item }) => item.id === groupId))
    if (group === undefined)
      throw new ORPCError('NOT_FOUND', { defined: true, data: { what: 'group', id: String(groupId) } })
    const shown = (ids ?? group.members.map(({ item }) => item.id)).flatMap((id) => items.get(id) ?? [])
    const members = membersOf(shown, settled)
    const isSettled = (id: number): boolean => settled.has(id)
    return {
      ...group,
      groupId,
      members,
      bridges: group.bridges.filter(({ part }) => !part.some(isSettled)),
    }
  }
  const isOpen = ({ groupId }: ReviewCase): boolean =>
    readCase(groupId)
      .members.slice(1)
      .some((member) => member.settled === null)

  function act(
    kind: ActionKind,
    input: { groupId: number; shown: number[] },
    relations: readonly (readonly [number, string])[],
  ) {
    if (engine.diskIsFull) {
      throw new ORPCError('DISK', {
        defined: true,
        data: { path: 'x.doublet', said: say('cannotWriteFull', { path: 'x.doublet' }) },
      })
    }
    said.push([kind, input])
    const action = {
      id: said.length,
      kind,
      groupId: input.groupId,
      shown: input.shown,
      item: null,
      text: '',
      replaces: null,
      said: [],
      words: 'What was said',
      reviewer: 'Ada',
      at: '2026-01-01T00:00:00Z',
      undone: false,
    }
    actions.push({ action, before: settled })
    settled = new Map([...settled, ...relations])
    return { action, verdicts: relations.length, contradictions: [], groupId: input.groupId }
  }
  const apart = (ids: readonly number[]) => ids.map((id) => [id, 'different'] as const)

  const engine: BoardEngine = {
    said,
    diskIsFull: false,
    openTransport: inPageTransport({
      relations: { list: os.relations.list.handler(() => ({ relations: [], axes: [] })) },
      groups: {
        case: os.groups.case.handler(({ input }) => readCase(input.groupId, input.members)),
        neighbour: os.groups.neighbour.handler(() => ({ groupId: null })),
        list: os.groups.list.handler(({ input }) => {
          const rows = groups
            .filter(({ members }) =>
              members.some(({ item }) => item.title?.includes(input.filter.text ?? '')),
            )
            .map(({ groupId, state, score, members }) => ({
              id: groupId,
              size: members.length,
              score,
              state,
              title: `Group ${groupId}`,
              category: null,
              lowest: null,
              skipped: false,
              flagged: false,
              noted: false,
              news: 0,
              thumbnails: [],
            }))
          return { total: rows.length, rows }
        }),
      },
      search: {
        find: os.search.find.handler(() => ({
          hits: groups.flatMap(({ groupId, members }) =>
            members.slice(0, 1).map(({ item }) => ({
              item,
              distance: 0.1,
              channels: [],
              conflicts: [],
              picture: null,
              groupId,
            })),
          ),
          candidates: items.size,
          picture: null,
          notes: [],
          tookMs: { embed: 0, search: 0 },
        })),
      },
      queue: {
        next: os.queue.next.handler(({ input }) =>
          groups
            .filter(isOpen)
            .slice(0, input.limit)
            .map(({ groupId, members }) => ({
              kind: 'group' as const,
              groupId,
              members: members.map(({ item }) => item.id),
              value: 1,
              score: 0.8,
              joins: null,
              words: 'A group.',
              blind: false,
              skipped: false,
              news: [],
            })),
        ),
      },
      review: {
        record: os.review.record.handler(({ input }) =>
          act(
            'verdict',
            input,
            input.verdicts.map(({ itemB, relation }) => [itemB, relation] as const),
          ),
        ),
        split: os.review.split.handler(({ input }) => act('split', input, apart(input.part))),
        drop: os.review.drop.handler(({ input }) => act('drop', input, apart([input.item]))),
        move: os.review.move.handler(({ input }) => act('move', input, apart(input.items))),
        makeRepresentative: os.review.makeRepresentative.handler(({ input }) => ({
          ...act('representative', input, []),
          groupId: input.item,
        })),
        undo: os.review.undo.handler(() => {
          const last = actions.pop()
          if (last === undefined) throw new ORPCError('NOTHING_TO_UNDO', { defined: true })
          said.pop()
          settled = last.before
          return { ...last.action, undone: true }
        }),
      },
    }),
  }
  return engine
}
