/** Settings that name the space of the model in use for each role; missing where there is none. */
export const SPACE_SETTING = {
  pictures: 'current-space',
  titles: 'titles-space',
  categories: 'categories-space',
} as const

const current = (setting: string): string =>
  `(SELECT CAST(value AS INTEGER) FROM setting WHERE key = '${setting}')`

/** SQL for the id of the space in use; null where there is none, so that joins on it find nothing. */
export const CURRENT_PICTURE_SPACE = current(SPACE_SETTING.pictures)
export const CURRENT_CATEGORY_SPACE = current(SPACE_SETTING.categories)
