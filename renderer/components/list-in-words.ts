import { language } from '../words/words.ts'

/** "pictures, titles, and categories", as the language that is shown lists things. */
export function listInWords(parts: readonly string[]): string {
  return new Intl.ListFormat(language.value, { type: 'conjunction' }).format(parts)
}
