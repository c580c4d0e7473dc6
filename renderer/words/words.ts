import { shallowRef } from 'vue'
import { createI18n } from 'vue-i18n'
import { english } from './en/words.ts'
import type { Words } from './en/words.ts'
import type { Language } from './languages.ts'

/** "review.saved": a file of renderer/words/LANGUAGE and a key in it. */
export type WordKey = { [Page in keyof Words]: `${Page}.${keyof Words[Page] & string}` }[keyof Words]
export type CountedNoun = keyof Words['counts']
export type WordValues = Readonly<Record<string, string | number>>

const messages: Record<string, Words> = { en: english }

const i18n = createI18n({
  legacy: false,
  locale: 'en',
  fallbackLocale: 'en',
  messages,
})

/** Texts without values, by language and key: one case on screen asks for hundreds, and looking each up costs more than drawing it. */
const plainTexts = new Map<string, string>()

/** The language that is shown: numbers and dates follow it. */
export const language = shallowRef<Language>('en')

/**
 * A text in the language that is shown. Follows a change of language where it is called in a template, a computed or a
 * function, so it is never called once for all at module level.
 * @param values what stands for the text's `{names}`
 * @param count picks between "one member | {count} members"
 */
export function t(key: WordKey, values?: WordValues, count?: number): string {
  if (values === undefined) return plainText(key)
  return count === undefined ? i18n.global.t(key, values) : i18n.global.t(key, values, count)
}

function plainText(key: WordKey): string {
  const name = `${i18n.global.locale.value} ${key}`
  const known = plainTexts.get(name)
  if (known !== undefined) return known
  const text = i18n.global.t(key)
  plainTexts.set(name, text)
  return text
}

/** The last language that was asked for: words that come later than others' must not take their place. */
let wanted: Language = 'en'

/** Shows the window in another language; its words are fetched first, so that no half of the window changes. */
export async function showLanguage(chosen: Language): Promise<void> {
  wanted = chosen
  if (!i18n.global.availableLocales.includes(chosen))
    i18n.global.setLocaleMessage(chosen, await wordsOf(chosen))
  if (wanted !== chosen) return
  i18n.global.locale.value = chosen
  language.value = chosen
  document.documentElement.lang = chosen
}

async function wordsOf(chosen: Language): Promise<Words> {
  if (chosen === 'de') return (await import('./de/words.ts')).german
  if (chosen === 'zh-Hans') return (await import('./zh-Hans/words.ts')).simplifiedChinese
  return english
}
