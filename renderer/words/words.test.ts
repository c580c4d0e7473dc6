import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { german } from './de/words.ts'
import { english } from './en/words.ts'
import { simplifiedChinese } from './zh-Hans/words.ts'

type Pages = Readonly<Record<string, Readonly<Record<string, string>>>>

const renderer = join(import.meta.dirname, '..')
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

  it('are never empty', () => {
    for (const pages of [english, german, simplifiedChinese]) {
      expect([...textsOf(pages)].filter(([, text]) => text.trim() === '')).toEqual([])
    }
  })

  it('are all used somewhere', () => {
    const code = sourcesBelow(renderer).join('\n')
    // Keys are also put together: `counts.${noun}`; then the noun itself stands in the code.
    const unused = [...source.keys()].filter((path) => {
      const key = path.slice(path.indexOf('.') + 1)
      return !code.includes(path) && !new RegExp(`\\b${key}\\b`).test(code)
    })
    expect(unused).toEqual([])
  })
})
