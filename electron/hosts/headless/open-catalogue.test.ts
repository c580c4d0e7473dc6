import { describe, expect, it } from 'vitest'
import { createTestEngine } from '../test-engine.ts'
import { openOrCreateCatalogue } from './open-catalogue.ts'

describe('openOrCreateCatalogue', () => {
  it('creates a catalogue where there is none', async () => {
    const created: string[] = []
    const engine = createTestEngine({ folder: '/nowhere', onCreate: (path) => created.push(path) })
    await openOrCreateCatalogue(engine, '/nowhere/new.doublet')
    expect(created).toEqual(['/nowhere/new.doublet'])
  })

  it('passes every other error on', async () => {
    const engine = createTestEngine({ folder: '/nowhere' })
    await expect(openOrCreateCatalogue(engine, '/nowhere/locked.doublet')).rejects.toThrow('locked')
  })
})
