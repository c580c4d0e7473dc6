import { say } from '../../contract/saying.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { EngineState } from '../engine-state.ts'
import { now } from '../jobs/job-context.ts'
import type { ApplyRulePayload } from '../jobs/job-payload.ts'
import { refusal } from '../refuse.ts'
import { deleteRule, knownRules, saveRule } from '../rules/known-rules.ts'
import { saidByRule } from '../rules/said-by-rule.ts'
import type { Procedures } from './procedures.ts'

export function rulesRouter(os: Procedures['rules'], state: EngineState) {
  return os.router({
    list: os.list.handler(() => knownRules(state.requireSession().repositories)),
    save: os.save.handler(({ input: { name, ...rule } }) => {
      const session = state.requireSession()
      saidByRule(rule, session.repositories)
      const saved = saveRule(name, rule, now(), session.repositories)
      session.jobs.emit({ type: 'changed', what: 'rules' })
      return saved
    }),
    delete: os.delete.handler(({ input }) => {
      const session = state.requireSession()
      deleteRule(input.id, session.repositories)
      session.jobs.emit({ type: 'changed', what: 'rules' })
      return null
    }),
    preview: os.preview.handler(({ input: { seed, sample, ...rule }, signal }) => {
      const session = state.requireSession()
      requireMatch(session)
      saidByRule(rule, session.repositories)
      return session.study.previewRule({ rule, seed, sample }, signal)
    }),
    apply: os.apply.handler(({ input: { name, ...rule } }) => {
      const session = state.requireSession()
      requireMatch(session)
      saidByRule(rule, session.repositories)
      const payload: ApplyRulePayload = { rule, name, reviewer: session.reviewer }
      return session.enqueue('apply-rule', payload)
    }),
  })
}

function requireMatch({ run }: CatalogueSession): void {
  if (run === null) throw refusal('NOT_FOUND', say('notMatchedToRule', {}), { what: 'match', id: '' })
}
