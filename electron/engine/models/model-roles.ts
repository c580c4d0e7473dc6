import type { ModelRole } from '../../contract/models.ts'
import type { ModelTask } from './manifest.ts'

/** Settings of a catalogue that name the model of each role; missing: none, or the built-in one for pictures. */
export const MODEL_SETTING = {
  pictures: 'pictures-model',
  titles: 'titles-model',
  categories: 'categories-model',
} as const satisfies Readonly<Record<ModelRole, string>>

/** The one role that a model can have. */
export const ROLE_OF_TASK: Readonly<Record<ModelTask, ModelRole>> = {
  'embed-pictures': 'pictures',
  'find-items': 'pictures',
  'embed-titles': 'titles',
  'classify-items': 'categories',
}
