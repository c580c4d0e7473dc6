import { rule, type Rule, type SavedRule } from '../../contract/rules.ts'
import { say } from '../../contract/saying.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import { refusal } from '../refuse.ts'

/** Rules that every catalogue has. */
const READY_MADE: readonly SavedRule[] = [
  {
    id: 'identical-bytes',
    name: 'All pairs with identical bytes',
    readyMade: true,
    conditions: [{ kind: 'same-bytes' }],
    relation: 'same-image',
  },
  {
    id: 'sure-score-and-code',
    name: 'Score over 0.99 and equal code',
    readyMade: true,
    conditions: [{ kind: 'score-at-least', value: 0.99 }, { kind: 'same-code' }],
    relation: 'same-product',
  },
]

/** Ready-made rules, then the catalogue's own by name. */
export function knownRules({ rules }: Pick<Repositories, 'rules'>): SavedRule[] {
  const own = rules.list().map(({ id, name, content }) => ({
    ...rule.parse(JSON.parse(content)),
    id: String(id),
    name,
    readyMade: false,
  }))
  return [...READY_MADE, ...own]
}

/** @throws ORPCError NOT_FOUND for a rule that is none of the catalogue's own */
export function deleteRule(id: string, { rules }: Pick<Repositories, 'rules'>): void {
  const number = Number(id)
  if (Number.isSafeInteger(number) && rules.delete(number)) return
  const isReadyMade = READY_MADE.some((known) => known.id === id)
  throw refusal('NOT_FOUND', say(isReadyMade ? 'ruleReadyMade' : 'ruleGone', { id }), { what: 'rule', id })
}

export function saveRule(name: string, content: Rule, at: string, { rules }: Repositories): SavedRule {
  const id = rules.save(name, JSON.stringify(content), at)
  return { ...content, id: String(id), name, readyMade: false }
}
