import { z } from 'zod'

/** How titles are compared to find candidates; the names are shown as they are. */
export const textSettingName = z.enum([
  'words-and-characters',
  'characters',
  'characters-binary',
  'idf',
  'tf-idf',
  'tf-idf-sublinear',
  'tf-idf-binary',
  'tf-idf-beside-images',
  'glove',
  'glove-idf',
])
export type TextSettingName = z.infer<typeof textSettingName>

/** What a match may be told of titles; what is left out stays as the catalogue has it. */
export const textChoice = z.object({
  text: textSettingName.optional(),
  /** A text file of word vectors, as GloVe's are: a word and its numbers on each line. */
  glove: z.string().optional(),
})
