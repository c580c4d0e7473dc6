import { basename } from 'node:path'
import type { ModelSource } from '../hub/model-source.ts'
import { findKnownModel, type KnownModel } from '../known-models.ts'
import { modelIdOf } from './model-id-of.ts'

/**
 * What a model is called once it is installed: as the user wants, else as it is known, else after where it came from.
 * @param wanted null, or the name that the user gave; that of the known model only says which model it is
 * @throws ModelRefused for a name of which no id can be made
 */
export function installedName(
  source: ModelSource,
  known: KnownModel | null,
  wanted: string | null,
): { readonly id: string; readonly name: string } {
  const saysWhich = wanted !== null && known !== null && findKnownModel([known], wanted) !== null
  if (wanted !== null && !saysWhich) return { id: modelIdOf(wanted), name: wanted }
  if (known !== null) return { id: known.id, name: known.name }
  const origin = source.kind === 'hub' ? source.repository : basename(source.path)
  return { id: modelIdOf(origin), name: origin }
}
