import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openingOf, pathArguments } from './opened-paths.ts'

describe('pathArguments', () => {
  it('takes the catalogue and whatever is no option, as absolute paths', () => {
    const parameters = [
      'photos',
      '--catalogue',
      'a.doublet',
      '--port',
      '0',
      '--root=/data',
      '--enable-x',
      '/b.doublet',
    ]
    const expected = [
      resolve('/photos-of-ada/photos'),
      resolve('/photos-of-ada/a.doublet'),
      resolve('/b.doublet'),
    ]
    expect(pathArguments(parameters, '/photos-of-ada')).toEqual(expected)
  })

  it('takes --catalogue=DIR, and nothing from an option without its value', () => {
    expect(pathArguments(['--catalogue=a.doublet'], '/photos-of-ada')).toEqual([
      resolve('/photos-of-ada/a.doublet'),
    ])
    expect(pathArguments(['--catalogue'], '/photos-of-ada')).toEqual([])
    expect(pathArguments(['--root', 'photos'], '/photos-of-ada')).toEqual([])
  })
})

describe('openingOf', () => {
  it('tells catalogues, folders and tables apart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'doublet-open-'))
    await mkdir(join(folder, 'photos'))
    await writeFile(join(folder, 'items.CSV'), 'id\n')
    await writeFile(join(folder, 'notes.txt'), '')
    expect(await openingOf(join(folder, 'mugs.doublet'))).toMatchObject({ kind: 'catalogue' })
    expect(await openingOf(join(folder, 'photos'))).toMatchObject({ kind: 'folder' })
    expect(await openingOf(join(folder, 'items.CSV'))).toMatchObject({ kind: 'table' })
    expect(await openingOf(join(folder, 'notes.txt'))).toBeNull()
    expect(await openingOf(join(folder, 'nothing'))).toBeNull()
  })
})
