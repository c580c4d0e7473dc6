import type { InstalledModel, ModelRole } from '../../../electron/contract/models.ts'

/** Which model a role is to have. */
export interface ModelChoice {
  readonly role: ModelRole
  /** null: none, or the built-in one for pictures. */
  readonly model: InstalledModel | null
}
