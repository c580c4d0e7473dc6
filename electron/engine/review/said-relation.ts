import type { Relation, RelationSign } from '../../contract/relations.ts'
import type { Repositories } from '../catalogue/repositories.ts'
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
    throw new ReviewRefused(
      `Expected a relation that the catalogue knows but received “${relation}”.`,
      `Add it first, or choose one of ${idsOf(relations.list())}.`,
    )
  if (stored.archived)
    throw new ReviewRefused(
      `The relation “${stored.name}” is archived.`,
      `Bring it back, or choose one of ${idsOf(relations.list())}.`,
    )
  if (sign !== null && stored.sign !== sign)
    throw new ReviewRefused(
      `Expected a relation that ${sign === 'apart' ? 'keeps listings apart' : 'says that listings are the same product'} but received “${stored.name}”.`,
      `Choose one of ${idsOf(relations.list().filter((each) => each.sign === sign))}.`,
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
      ? `Expected an axis that the catalogue knows but received “${id}”.`
      : `The axis “${stored.name}” is archived.`,
    `Choose one of ${idsOf(axes.list())}, or add one.`,
  )
}

function idsOf(names: readonly { readonly id: string; readonly archived: boolean }[]): string {
  return names
    .filter(({ archived }) => !archived)
    .map(({ id }) => id)
    .join(', ')
}
