import type { ModelRole, ModelTask } from '../../contract/models.ts'
import { say, type Saying } from '../../contract/saying.ts'

const ROLES = { pictures: 'forPictures', titles: 'forTitles', categories: 'forCategories' } as const

/** What models are used for, as a part of a sentence. */
export function sayRole(role: ModelRole): Saying {
  return say(ROLES[role], {})
}

const TASKS = {
  'embed-pictures': 'comparingPictures',
  'embed-titles': 'comparingTitles',
  'classify-items': 'sorting',
  'find-items': 'findingItems',
} as const

export function sayTask(task: ModelTask): Saying {
  return say(TASKS[task], {})
}
