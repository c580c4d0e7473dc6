import { mkdtemp, mkdir, writeFile } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { applicationRoot } from './application-root.ts'
import { dataFolder } from './data-folder.ts'

describe('dataFolder', () => {
  it('follows the platform', () => {
    expect(dataFolder('linux', {})).toBe(join(homedir(), '.local', 'share', 'doublet'))
    expect(dataFolder('linux', { XDG_DATA_HOME: '/data' })).toBe(join('/data', 'doublet'))
    expect(dataFolder('darwin', {})).toBe(join(homedir(), 'Library', 'Application Support', 'Doublet'))
    expect(dataFolder('win32', { APPDATA: '/roaming' })).toBe(join('/roaming', 'Doublet'))
  })

  it('is where DOUBLET_DATA_FOLDER says', () => {
    expect(dataFolder('darwin', { DOUBLET_DATA_FOLDER: '/elsewhere' })).toBe('/elsewhere')
  })
})

describe('applicationRoot', () => {
  it('is the nearest folder above with a package.json', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'doublet-root-'))
    await mkdir(join(folder, 'out', 'main'), { recursive: true })
    await writeFile(join(folder, 'package.json'), '{}')
    expect(applicationRoot(pathToFileURL(join(folder, 'out', 'main', 'x.js')).href)).toBe(folder)
  })

  it('says when there is none', () => {
    expect(() => applicationRoot(pathToFileURL('/nowhere/x.js').href)).toThrow('Expected a package.json')
  })
})
