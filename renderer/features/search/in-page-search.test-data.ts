import { RPCLink } from '@orpc/client/message-port'
import { implement, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { contract } from '../../../electron/contract/index.ts'
import type { Item } from '../../../electron/contract/items.ts'
import { say } from '../../../electron/contract/saying.ts'
import type { SearchAnswer, SearchHit, SearchInput } from '../../../electron/contract/search.ts'
import type { OpenTransport } from '../../engine/engine-transport.ts'
import { makeInstalled } from '../models/make-model.test-data.ts'
import { makeEvidence, makeItem } from '../review/make-case.test-data.ts'

/** An item as a hit, for tests. */
export function makeHit(item: Item, parts: Partial<SearchHit> = {}): SearchHit {
  return {
    item,
    distance: 0.25,
    channels: [
      { channel: 'image', distance: 0.1, words: 'the pictures look much alike', contribution: 2.1 },
      { channel: 'title', distance: 0.4, words: 'titles share “red mug”', contribution: 0.8 },
    ],
    conflicts: [],
    picture: item.pictures[0]?.sha256 ?? null,
    groupId: null,
    ...parts,
  }
}

export interface InPageSearch {
  readonly openTransport: OpenTransport
  readonly items: readonly Item[]
  readonly asked: SearchInput[]
  readonly promoted: { readonly itemA: number; readonly itemB: number }[]
  /** Whether it cannot even say what can be searched by. */
  isDown: boolean
  /** Questions that were taken back before they were answered. */
  takenBack: number
  answer: (input: SearchInput, signal: AbortSignal | undefined) => SearchAnswer | Promise<SearchAnswer>
}

export function makeAnswer(hits: SearchHit[], parts: Partial<SearchAnswer> = {}): SearchAnswer {
  return { hits, candidates: 40, picture: null, notes: [], tookMs: { embed: 20, search: 14 }, ...parts }
}

/** The part of an engine that the Search page talks to, in the page itself, with every call checked by the contract. */
export function inPageSearch(parts: Partial<InPageSearch> = {}): InPageSearch {
  const os = implement(contract)
  const router = {
    search: {
      prepare: os.search.prepare.handler(() => {
        if (engine.isDown) throw new Error('Not now')
        return {
          items: engine.items.length,
          pictures: engine.items.length,
          indexed: true,
          pictureModel: 'doublet-encoder',
          textModel: null,
          attributes: [{ name: 'colour', items: 2 }],
        }
      }),
      find: os.search.find.handler(async ({ input, signal }) => {
        engine.asked.push(input)
        signal?.addEventListener('abort', () => (engine.takenBack += 1))
        if (input.text === 'refused')
          throw new ORPCError('SEARCH_REFUSED', {
            defined: true,
            data: { said: say('noWordToSearch', {}) },
          })
        return engine.answer(input, signal)
      }),
      promote: os.search.promote.handler(({ input }) => {
        engine.promoted.push(input)
        return { pair: makeEvidence(input.itemA, input.itemB, 0.83), added: true, groupId: null }
      }),
    },
    items: {
      get: os.items.get.handler(({ input }) => engine.items.filter(({ id }) => input.ids.includes(id))),
    },
    models: {
      list: os.models.list.handler(() => ({
        installed: [makeInstalled({ id: 'doublet-encoder', name: 'Doublet encoder' })],
        known: [],
      })),
    },
    groups: { categories: os.groups.categories.handler(() => ['mugs', 'pens']) },
  }
  const engine: InPageSearch = {
    openTransport: (listener) => {
      const { port1, port2 } = new MessageChannel()
      new RPCHandler(router).upgrade(port1)
      port1.start()
      port2.start()
      listener.opened(new RPCLink({ port: port2 }))
    },
    items: [makeItem(1, { title: 'Red mug' }), makeItem(2, { title: 'Red mug 300 ml' })],
    asked: [],
    promoted: [],
    isDown: false,
    takenBack: 0,
    answer: () => makeAnswer(engine.items.map((item) => makeHit(item))),
    ...parts,
  }
  return engine
}
