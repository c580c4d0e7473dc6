import { ORPCError } from '@orpc/server'
import type { Rule } from '../../contract/rules.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import type { SaidRelation } from './plan-rule.ts'

/**
 * What a rule says, with the sign of its relation.
 * @throws ORPCError REVIEW_REFUSED for a relation that the catalogue does not know or that is archived
 */
export function saidByRule(
  { relation }: Pick<Rule, 'relation'>,
  { relations }: Pick<Repositories, 'relations'>,
): SaidRelation {
  const known = relations.find(relation)
  if (known !== null && !known.archived) return { relation, together: known.sign === 'together' }
  const reason =
    known === null
      ? `Expected a relation of this catalogue but received “${relation}”.`
      : `The relation “${known.name}” is archived.`
  const advice = 'Choose another relation for the rule.'
  throw new ORPCError('REVIEW_REFUSED', { message: `${reason} ${advice}`, data: { reason, advice } })
}
