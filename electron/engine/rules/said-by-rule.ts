import type { Rule } from '../../contract/rules.ts'
import { say } from '../../contract/saying.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import { refusal } from '../refuse.ts'
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
  const said =
    known === null
      ? say('ruleRelationUnknown', { name: relation })
      : say('ruleRelationArchived', { name: known.name })
  throw refusal('REVIEW_REFUSED', said)
}
