/** The languages the window speaks, each under its own name. */
export const LANGUAGES = { en: 'English', de: 'Deutsch', 'zh-Hans': '简体中文' } as const
export type Language = keyof typeof LANGUAGES

export function isLanguage(tag: string): tag is Language {
  return Object.hasOwn(LANGUAGES, tag)
}

/** The first language of a reader that the window speaks; English where it speaks none of them. */
export function bestLanguage(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const base = tag.split('-')[0]
    if (base === 'zh') return 'zh-Hans'
    if (base !== undefined && isLanguage(base)) return base
  }
  return 'en'
}
