import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { say } from '../contract/saying.ts'
import { refusal } from './refuse.ts'

it('a refusal carries what a person is to be told, and tells it in English itself', () => {
  const said = say('jobUnknown', { id: '7' })
  expect(refusal('NOT_FOUND', said, { what: 'job', id: '7' })).toMatchObject({
    code: 'NOT_FOUND',
    message: 'There is no job 7.',
    data: { what: 'job', id: '7', said },
  })
})

it('a sentence holds other sentences as its parts', () => {
  const reason = say('fileMissing', { file: 'graph.onnx' })
  expect(say('modelUnusable', { folder: '/models/a', reason }).words).toBe(
    'The model in /models/a cannot be used: its file graph.onnx is missing; install the model again',
  )
})

/** The window has words of its own for these: nothing of them changes from case to case. */
const WITHOUT_PARTICULARS = new Set([
  'NO_CATALOGUE',
  'NOTHING_TO_UNDO',
  'NOTHING_TO_REDO',
  'TERMS_NOT_ACCEPTED',
])

it('no error goes to a window as an English sentence alone', () => {
  const sources = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(join(import.meta.dirname, path), 'utf8'))
  const codes = sources.flatMap((source) =>
    [...source.matchAll(/new ORPCError\('(\w+)'/g)].map(([, code]) => code),
  )
  expect(codes.filter((code) => code !== undefined && !WITHOUT_PARTICULARS.has(code))).toEqual([])
})
