import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { RememberedColumns } from './remembered-columns.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-columns-'))
  file = join(folder, 'columns.json')
})
afterEach(() => rmSync(folder, { recursive: true }))

const header = ['nr', 'name', 'foto']

describe('RememberedColumns', () => {
  it('knows what the columns of the same header were said to mean, in another run too', () => {
    new RememberedColumns(file).remember(header, { id: 'nr', images: ['foto'] })
    const again = new RememberedColumns(file)
    expect(again.find(header)).toMatchObject({ id: 'nr', title: 'name', images: ['foto'] })
    expect(again.find(['nr', 'foto', 'name'])).toBeNull()
    expect(again.find([...header, 'more'])).toBeNull()
  })

  it('forgets once the columns are taken for what their names say', () => {
    const columns = new RememberedColumns(file)
    columns.remember(header, { id: 'nr' })
    columns.remember(header, {})
    expect(columns.find(header)).toBeNull()
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([])
  })

  it('keeps the last 200 headers', () => {
    const columns = new RememberedColumns(file)
    for (let n = 0; n < 205; n++) columns.remember(['nr', `name ${n}`], { id: 'nr' })
    expect(columns.find(['nr', 'name 204'])).not.toBeNull()
    expect(columns.find(['nr', 'name 4'])).toBeNull()
  })

  it('begins anew where the file was damaged', () => {
    const warned = vi.spyOn(console, 'warn').mockReturnValue()
    writeFileSync(file, '[{"header": 3')
    const columns = new RememberedColumns(file)
    expect(columns.find(header)).toBeNull()
    columns.remember(header, { id: 'nr' })
    expect(columns.find(header)).toMatchObject({ id: 'nr' })
    expect(warned).toHaveBeenCalled()
    warned.mockRestore()
  })
})
