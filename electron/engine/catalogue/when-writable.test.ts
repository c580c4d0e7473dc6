import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, type CatalogueDatabase } from './open-database.ts'
import { whenWritable } from './when-writable.ts'

let folder: string
let here: CatalogueDatabase
let there: CatalogueDatabase

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-writable-'))
  here = openDatabase(join(folder, 'a.sqlite'), { readOnly: false })
  there = openDatabase(join(folder, 'a.sqlite'), { readOnly: false })
  here.exec('CREATE TABLE said (n INTEGER)')
})
afterEach(() => {
  here.close()
  there.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('whenWritable', () => {
  it('waits until another thread has written, and lets this one turn to others meanwhile', async () => {
    there.exec('BEGIN IMMEDIATE; INSERT INTO said VALUES (1)')
    let isWritable = false
    const wait = async (): Promise<void> => {
      await whenWritable(here)
      isWritable = true
    }
    const writable = wait()
    await new Promise((resolve) => setImmediate(resolve))
    expect(isWritable).toBe(false)
    there.exec('COMMIT')
    await writable
    here.exec('INSERT INTO said VALUES (2)')
    expect(here.pragma('busy_timeout', { simple: true })).toBe(10_000)
  })

  it('leaves nothing behind, and does not wait where nobody writes or where the lock is its own', async () => {
    await whenWritable(here)
    expect(here.inTransaction).toBe(false)
    here.exec('BEGIN IMMEDIATE')
    await whenWritable(here)
    here.exec('ROLLBACK')
  })

  it('ends when nobody waits for it any more', async () => {
    there.exec('BEGIN IMMEDIATE')
    const gone = new AbortController()
    const waiting = whenWritable(here, gone.signal)
    gone.abort()
    await expect(waiting).rejects.toThrow('aborted')
  })
})
