import type { Relation, RelationSign } from '../../../contract/relations.ts'
import { say } from '../../../contract/saying.ts'
import type { Repositories } from '../../catalogue/repositories.ts'
import { ReviewRefused } from './review-refused.ts'

/** A relation that may be said now, with its sign. */
export interface SaidRelation {
  readonly relation: Relation
  readonly together: boolean
  readonly variantAxis: string | null
}

/**
 * @param sign what the relation must be for the action that says it; null: either
 * @throws ReviewRefused for a relation or an axis that the catalogue does not know, that is archived, or of the other sign
 */
export function saidRelation(
  { relations, axes }: Pick<Repositories, 'relations' | 'axes'>,
  relation: Relation,
  variantAxis: string | undefined,
  sign: RelationSign | null,
): SaidRelation {
  const stored = relations.find(relation)
  if (stored === null)
    throw new ReviewRefused(say('relationUnknown', { name: relation, known: idsOf(relations.list()) }))
  if (stored.archived)
    throw new ReviewRefused(say('relationArchived', { name: stored.name, known: idsOf(relations.list()) }))
  if (sign !== null && stored.sign !== sign)
    throw new ReviewRefused(
      say(sign === 'apart' ? 'relationNotApart' : 'relationNotTogether', {
        name: stored.name,
        known: idsOf(relations.list().filter((each) => each.sign === sign)),
      }),
    )
  requireAxis(axes, variantAxis)
  return { relation, together: stored.sign === 'together', variantAxis: variantAxis ?? null }
}

function requireAxis(axes: Repositories['axes'], id: string | undefined): void {
  if (id === undefined) return
  const stored = axes.find(id)
  if (stored !== null && !stored.archived) return
  throw new ReviewRefused(
    stored === null
      ? say('axisUnknown', { name: id, known: idsOf(axes.list()) })
      : say('axisArchived', { name: stored.name, known: idsOf(axes.list()) }),
  )
}

function idsOf(names: readonly { readonly id: string; readonly archived: boolean }[]): string {
  return names
    .filter(({ archived }) => !archived)
    .map(({ id }) => id)
    .join(', ')
}
