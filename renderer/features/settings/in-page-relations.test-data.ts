import { implement, ORPCError } from '@orpc/server'
import { say } from '../../../electron/contract/saying.ts'
import { contract } from '../../../electron/contract/index.ts'
import type { RelationSet } from '../../../electron/contract/relations.ts'
import type { OpenTransport } from '../../engine/engine-transport.ts'
import { inPageTransport } from '../../engine/in-page-transport.test-data.ts'

const named = { builtIn: true, renamed: false, archived: false }

/** Two relations and one axis, as a new catalogue has more of. */
export function makeRelations(): RelationSet {
  return {
    relations: [
      { id: 'same-product', name: 'Same product', sign: 'together', key: 1, ...named },
      { id: 'variant', name: 'Variant', sign: 'apart', key: 2, ...named },
      { id: 'bundle', name: 'Bundle of it', sign: 'apart', key: 3, ...named, builtIn: false },
    ],
    axes: [{ id: 'colour', name: 'Colour', key: 1, ...named }],
  }
}

export interface InPageRelations {
  readonly openTransport: OpenTransport
  readonly calls: { readonly name: string; readonly input: unknown }[]
  set: RelationSet
  reviewer: string
}

/** The part of an engine that the settings talk to, in the page itself, with every call checked by the contract. */
export function inPageRelations(): InPageRelations {
  const os = implement(contract)

  function told(name: string, input: unknown): RelationSet {
    engine.calls.push({ name, input })
    return engine.set
  }

  const router = {
    catalogue: {
      recent: os.catalogue.recent.handler(() => []),
      setReviewer: os.catalogue.setReviewer.handler(({ input }) => {
        engine.calls.push({ name: 'setReviewer', input })
        throw new ORPCError('NO_CATALOGUE', { defined: true })
      }),
    },
    relations: {
      list: os.relations.list.handler(() => engine.set),
      add: os.relations.add.handler(({ input }) => told('add', input)),
      rename: os.relations.rename.handler(({ input }) => {
        engine.set = {
          ...engine.set,
          relations: engine.set.relations.map((relation) =>
            relation.id === input.id ? { ...relation, name: input.name, renamed: true } : relation,
          ),
        }
        return told('rename', input)
      }),
      reorder: os.relations.reorder.handler(({ input }) => {
        engine.set = {
          ...engine.set,
          relations: input.ids.flatMap((id, index) => {
            const found = engine.set.relations.find((relation) => relation.id === id)
            return found === undefined ? [] : [{ ...found, key: index + 1 }]
          }),
        }
        return told('reorder', input)
      }),
      archive: os.relations.archive.handler(({ input }) => {
        if (input.id === 'variant')
          throw new ORPCError('REVIEW_REFUSED', { defined: true, data: { said: say('alwaysNeeded', {}) } })
        return told('archive', input)
      }),
      addAxis: os.relations.addAxis.handler(({ input }) => told('addAxis', input)),
    },
  }
  const engine: InPageRelations = {
    openTransport: inPageTransport(router),
    calls: [],
    set: makeRelations(),
    reviewer: 'Ada',
  }
  return engine
}
