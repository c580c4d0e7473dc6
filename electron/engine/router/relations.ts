import type { RelationSet } from '../../contract/relations.ts'
import type { NameRepository, StoredName } from '../catalogue/relation-repository.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import type { EngineState } from '../engine-state.ts'
import {
  requireFreeName,
  requireKnown,
  requireOrder,
  requireRoomForMore,
  requireUnused,
} from '../review/actions/require-name.ts'
import { nameSlug } from '../review/actions/name-slug.ts'
import type { Procedures } from './procedures.ts'

/** The first nine lie on number keys. */
const KEYS = 9

export function relationsRouter(os: Procedures['relations'], state: EngineState) {
  /** Checks and writes in one transaction, tells every window, and answers with the whole set. */
  function change(work: (repositories: Repositories) => void): RelationSet {
    const { repositories, jobs } = state.requireSession()
    repositories.transaction(() => work(repositories))
    jobs.emit({ type: 'changed', what: 'relations' })
    return relationSet(repositories)
  }
  return os.router({
    list: os.list.handler(() => relationSet(state.requireSession().repositories)),
    add: os.add.handler(({ input: { name, sign } }) =>
      change(({ relations }) => {
        requireRoomForMore(relations)
        requireFreeName(relations, name, null)
        relations.add(nameSlug(name, relations, 'relation'), name, sign)
      }),
    ),
    rename: os.rename.handler(({ input }) => change(({ relations }) => rename(relations, input))),
    reorder: os.reorder.handler(({ input }) => change(({ relations }) => reorder(relations, input.ids))),
    archive: os.archive.handler(({ input }) =>
      change(({ relations }) => {
        requireUnused(input)
        archive(relations, input)
      }),
    ),
    addAxis: os.addAxis.handler(({ input: { name } }) =>
      change(({ axes }) => {
        requireRoomForMore(axes)
        requireFreeName(axes, name, null)
        axes.add(nameSlug(name, axes, 'axis'), name)
      }),
    ),
    renameAxis: os.renameAxis.handler(({ input }) => change(({ axes }) => rename(axes, input))),
    reorderAxes: os.reorderAxes.handler(({ input }) => change(({ axes }) => reorder(axes, input.ids))),
    archiveAxis: os.archiveAxis.handler(({ input }) => change(({ axes }) => archive(axes, input))),
  })
}

type Names = Omit<NameRepository<StoredName>, 'add'>

function rename(names: Names, { id, name }: { readonly id: string; readonly name: string }): void {
  requireKnown(names, id)
  requireFreeName(names, name, id)
  names.rename(id, name)
}

function reorder(names: Names, ids: readonly string[]): void {
  requireOrder(names, ids)
  names.reorder(ids)
}

function archive(names: Names, { id, archived }: { readonly id: string; readonly archived: boolean }): void {
  if (requireKnown(names, id).archived === archived) return
  if (!archived) requireRoomForMore(names)
  names.archive(id, archived)
}

function relationSet({ relations, axes }: Repositories): RelationSet {
  return { relations: withKeys(relations.list()), axes: withKeys(axes.list()) }
}

/** The archived ones are last, so that places in the list are places among the others. */
function withKeys<Stored extends StoredName>(names: readonly Stored[]): (Stored & { key: number | null })[] {
  return names.map((name, place) => ({ ...name, key: name.archived || place >= KEYS ? null : place + 1 }))
}
