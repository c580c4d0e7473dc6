import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { german } from './de/words.ts'
import { english } from './en/words.ts'
import { simplifiedChinese } from './zh-Hans/words.ts'

type Pages = Readonly<Record<string, Readonly<Record<string, string>>>>

const renderer = join(import.meta.dirname, '..')
const engine = join(renderer, '..', 'electron', 'engine')
/** Of methods. */
const NAMES: ReadonlySet<string> = new Set(['GloVe', 'GloVe + IDF'])

const others: [string, Pages, number][] = [
  ['German', german, 2],
  ['Simplified Chinese', simplifiedChinese, 1],
]

function textsOf(pages: Pages): Map<string, string> {
  return new Map(
    Object.entries(pages).flatMap(([page, texts]) =>
      Object.entries(texts).map(([key, text]): [string, string] => [`${page}.${key}`, text]),
    ),
  )
}

/** "{count} of {total}" -> ["count", "total"]; literals such as {'@'} are none. */
function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? ''))].toSorted()
}

function pluralForms(text: string): number {
  return text.replaceAll(/\{'[^']*'\}/g, '').split(' | ').length
}

function sourcesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(vue|ts)$/.test(path) && !/\.test\.|\.test-data\./.test(path))
    .filter((path) => !path.startsWith('words/'))
    .map((path) => readFileSync(join(folder, path), 'utf8'))
}

describe('the words of the window', () => {
  const source = textsOf(english)

  it.each(others)('are all there in %s', (_name, pages) => {
    expect([...textsOf(pages).keys()].toSorted()).toEqual([...source.keys()].toSorted())
  })

  it.each(others)('name the same values in %s', (_name, pages) => {
    for (const [key, text] of textsOf(pages)) {
      expect(placeholders(text), `${key}: ${text}`).toEqual(placeholders(source.get(key) ?? ''))
    }
  })

  it.each(others)('have the plural forms that %s needs', (_name, pages, forms) => {
    for (const [key, text] of textsOf(pages)) {
      expect(pluralForms(text), `${key}: ${text}`).toBe(pluralForms(source.get(key) ?? '') === 1 ? 1 : forms)
    }
  })

  it.each(others)('of the engine are none of its English in %s', (_name, pages) => {
    // What holds nothing but values and names is the same everywhere.
    const hasWords = (text: string): boolean => /[a-z]{3}/.test(text.replaceAll(/\{\w+\}/g, ''))
    const same = Object.entries(english.said).filter(
      ([key, text]) => hasWords(text) && !NAMES.has(text) && pages['said']?.[key] === text,
    )
    expect(same).toEqual([])
  })

  it('are never empty', () => {
    for (const pages of [english, german, simplifiedChinese]) {
      expect([...textsOf(pages)].filter(([, text]) => text.trim() === '')).toEqual([])
    }
  })

  it('are all used somewhere', () => {
    // The engine's sentences are used where it says them.
    const code = new Set(
      [renderer, engine].flatMap(sourcesBelow).flatMap((source) => source.match(/\w+/g) ?? []),
    )
    // Keys are also put together: `counts.${noun}`; then the noun itself stands in the code. Those of "known" are looked
    // up by their English: known-words.test.ts tells which are used.
    const unused = [...source.keys()].filter((path) => {
      const [page, key = ''] = path.split('.')
      return page !== 'known' && !code.has(key)
    })
    expect(unused).toEqual([])
  })
})
