import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sourceState } from './source-state.ts'
import { walkFolder } from './walk-folder.ts'

let folder: string
let deep: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-source-state-'))
  deep = join(folder, 'spring', 'cups')
  mkdirSync(deep, { recursive: true })
  writeFileSync(join(deep, 'a.jpg'), 'a')
  // What is done next is not to fall into the same tick of the disk's clock.
  for (const path of [deep, join(folder, 'spring'), folder]) utimesSync(path, 1_700_000_000, 1_700_000_000)
})
afterEach(() => rmSync(folder, { recursive: true }))

/** The source as an import reads it, and a look at what became of it. */
async function read(): Promise<() => Promise<string>> {
  const known: { path: string; mtimeMs: number }[] = []
  const onFolder = (path: string, mtimeMs: number): void => void known.push({ path, mtimeMs })
  const events = walkFolder(folder, { allowedRoots: null, onFolder })
  for (let next = await events.next(); next.done !== true; next = await events.next());
  expect(known.map(({ path }) => path)).toEqual([folder, join(folder, 'spring'), deep])
  return () => sourceState({ folder, table: null, importedAt: new Date().toISOString() }, known)
}

describe('sourceState', () => {
  it('sees a picture that is new in a folder of a folder', async () => {
    const look = await read()
    expect(await look()).toBe('as-read')
    writeFileSync(join(deep, 'b.jpg'), 'b')
    expect(await look()).toBe('changed')
  })

  it.each([
    ['removed', () => rmSync(join(deep, 'a.jpg'))],
    ['renamed', () => renameSync(join(deep, 'a.jpg'), join(deep, 'b.jpg'))],
    ['in a new folder', () => mkdirSync(join(deep, 'more'))],
    ['gone with its folder', () => rmSync(deep, { recursive: true })],
  ])('sees one that is %s', async (_, change) => {
    const look = await read()
    change()
    expect(await look()).toBe('changed')
  })

  it('does not take a change of the clock for one of the folder', async () => {
    const later = new Date(Date.now() + 3_600_000)
    utimesSync(folder, later, later)
    const look = await read()
    expect(await look()).toBe('as-read')
  })

  it('goes by the time of the folder itself where no others are known, and by that of the table', async () => {
    const table = join(folder, 'shop.csv')
    writeFileSync(table, 'id\n1')
    const importedAt = new Date(statSync(table).mtimeMs + 1000).toISOString()
    expect(await sourceState({ folder, table, importedAt }, [])).toBe('as-read')
    const later = new Date(Date.now() + 60_000)
    utimesSync(table, later, later)
    expect(await sourceState({ folder, table, importedAt }, [])).toBe('changed')
    expect(await sourceState({ folder: null, table, importedAt: null }, [])).toBe('unread')
    rmSync(table)
    expect(await sourceState({ folder, table, importedAt }, [])).toBe('gone')
  })
})
