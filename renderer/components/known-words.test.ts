import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { english } from '../words/en/words.ts'
import { speak } from '../words/speak.test-data.ts'
import { knownInWords } from './known-words.ts'

const folder = join(import.meta.dirname, '../../models/known')

/** Of a model whose card says nothing: build/read-card-licence.ts. */
const SAID_OF_OTHERS = ['not stated', 'Its files do not say on what terms it may be used.']

const shipped = readdirSync(join(folder, '../scorer')).find((file) => /^scorer-\d+\.json$/.test(file)) ?? ''

/** The sets and measures of a scorer's figures; a refit has its own set, and names of public sets are names. */
function saidOfScorers(): string[] {
  const { provenance } = JSON.parse(readFileSync(join(folder, '../scorer', shipped), 'utf8'))
  const parts = Object.keys(provenance.figures).flatMap((figure) => figure.split(': '))
  return [...new Set([...parts, 'verdicts held out'])].filter((part) => !part.includes('-'))
}

/** Whatever a file of a known model says in English; a licence that is known by its identifier has no other name. */
function saidOfKnownModels(): string[] {
  const texts = readdirSync(folder).flatMap((file) => {
    const { goodFor, folder: holds, licence } = JSON.parse(readFileSync(join(folder, file), 'utf8'))
    return [goodFor, holds, licence.terms, licence.name]
  })
  return texts.filter((text) => text !== null && !/^[A-Z][\w.-]*$/.test(text))
}

afterEach(() => speak('en'))

it.each(['de', 'zh-Hans'] as const)('what comes with Doublet is described in %s', async (language) => {
  const texts = [...saidOfKnownModels(), ...saidOfScorers()]
  expect(texts.length).toBeGreaterThan(30)
  expect(texts.filter((text) => knownInWords(text) !== text)).toEqual([])
  await speak(language)
  expect(texts.filter((text) => knownInWords(text) === text)).toEqual([])
})

it('nothing is said of what does not come with Doublet', () => {
  const texts = new Set([...saidOfKnownModels(), ...saidOfScorers(), ...SAID_OF_OTHERS])
  const known = Object.values(english.known).map((text) => text.replace(/\{'([^']*)'\}/g, '$1'))
  expect(known.filter((text) => !texts.has(text))).toEqual([])
})
