import type { ModelRole } from '../../contract/models.ts'
import { say } from '../../contract/saying.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import { now } from '../jobs/job-context.ts'
import type { Licence, ModelManifest } from '../models/manifest.ts'
import { ROLE_OF_TASK } from '../models/model-roles.ts'
import { requireAcceptance } from '../models/require-acceptance.ts'
import { sayRole } from '../models/say-role.ts'
import { refusal } from '../refuse.ts'

/** Writes the acceptance down, once; what was accepted in this catalogue before is not asked again. */
export function acceptTerms(
  { repositories, reviewer }: CatalogueSession,
  model: { readonly id: string; readonly name: string; readonly licence: Licence },
  accepted: boolean,
  source: string,
): void {
  const { licence } = model
  if (!licence.mustBeAccepted) return
  const terms = licence.terms ?? licence.name
  const before = repositories.acceptances.findNewest().get(model.id)
  if (before?.terms === terms && before.licence === licence.name) return
  requireAcceptance(model, accepted)
  repositories.acceptances.add({
    modelId: model.id,
    source,
    licence: licence.name,
    terms,
    acceptedBy: reviewer,
    acceptedAt: now(),
  })
}

/** @throws ORPCError MODEL_UNUSABLE when the model is for another role */
export function requireRole({ name, task }: ModelManifest, role: ModelRole): void {
  const own = ROLE_OF_TASK[task]
  if (own === role) return
  throw refusal(
    'MODEL_UNUSABLE',
    say('modelForOtherRole', { model: name, role: sayRole(role), own: sayRole(own) }),
  )
}
