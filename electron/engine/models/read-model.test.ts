import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { builtInModelFolder } from './built-in-model-folder.ts'
import { readManifest, readModel, readModelFor } from './read-model.ts'

const builtIn = await readManifest(builtInModelFolder())
const [first = expect.fail('no file')] = builtIn.files.map(({ file }) => file)

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-model-'))
  for (const file of ['manifest.json', ...builtIn.files.map(({ file }) => file)])
    cpSync(join(builtInModelFolder(), file), join(folder, file))
})
afterEach(() => rmSync(folder, { recursive: true }))

function changeManifest(change: (text: string) => string): void {
  const path = join(folder, 'manifest.json')
  writeFileSync(path, change(readFileSync(path, 'utf8')))
}

describe('reading a model', () => {
  it('gives the space of its embeddings, the same each time', async () => {
    const { space, manifest } = await readModel(folder)
    expect(space).toMatchObject({ modelId: manifest.id, version: manifest.version, metric: 'cosine' })
    expect(space.dimension).toBe(192)
    expect((await readModel(folder)).space).toEqual(space)
  })

  it('gives another space when pictures are prepared in another way', async () => {
    const before = (await readModel(folder)).space.preprocessing
    changeManifest((text) => text.replace(/"widthPx": \d+/, '"widthPx": 99'))
    expect((await readModel(folder)).space.preprocessing).not.toBe(before)
  })

  it('keeps the space when only words about the model change', async () => {
    const before = (await readModel(folder)).space
    changeManifest((text) => text.replace(builtIn.name, 'Another name'))
    expect((await readModel(folder)).space).toEqual(before)
  })

  it('refuses a model that is for something else', async () => {
    await expect(readModelFor(folder, 'embed-titles')).rejects.toThrow(
      'it is for comparing pictures, and one for comparing titles is needed',
    )
  })

  it('refuses weights that are not those of the manifest, with both hashes', async () => {
    appendFileSync(join(folder, first), 'x')
    await expect(readModel(folder)).rejects.toMatchObject({
      name: 'ModelHashMismatch',
      expected: expect.stringMatching(/^[0-9a-f]{64}$/),
      found: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })

  it('refuses missing weights, a missing or broken manifest and a path out of the folder', async () => {
    rmSync(join(folder, first))
    await expect(readModel(folder)).rejects.toThrow(`its file ${first} cannot be read`)
    changeManifest((text) => text.replace(`"file": "${first}"`, `"file": "../${first}"`))
    await expect(readModel(folder)).rejects.toMatchObject({ name: 'ModelUnreadable' })
    changeManifest(() => '{')
    await expect(readModel(folder)).rejects.toMatchObject({ name: 'ModelUnreadable' })
    await expect(readModel(join(folder, 'none'))).rejects.toMatchObject({ name: 'ModelUnreadable' })
  })
})
