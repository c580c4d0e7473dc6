import type { Language } from './languages.ts'
import { showLanguage } from './words.ts'

/** Shows a language outside of a page: nothing of a document is needed for that but its element. */
export async function speak(language: Language): Promise<void> {
  if (!('document' in globalThis)) Object.assign(globalThis, { document: { documentElement: {} } })
  await showLanguage(language)
}
