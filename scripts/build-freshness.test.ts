import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { isBuildFresh } from './build-freshness.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doublet-build-'))
  for (const path of ['electron/hosts/headless/main.ts', 'renderer/App.vue', 'package.json'])
    await put(path, 100)
  await put('out/main/electron/hosts/headless/main.js', 200)
  await put('out/preload/preload.cjs', 201)
  await put('out/renderer/index.html', 202)
})

/** A file that was changed so many seconds into 1970. */
async function put(path: string, changedAtSeconds: number): Promise<void> {
  const file = join(folder, path)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, '')
  await utimes(file, changedAtSeconds, changedAtSeconds)
}

describe('isBuildFresh', () => {
  it('holds while nothing that is built changed', async () => {
    expect(isBuildFresh(folder)).toBe(true)
    await put('electron/engine/new.test.ts', 300)
    await put('renderer/components.d.ts', 300)
    expect(isBuildFresh(folder)).toBe(true)
  })

  it.each(['electron/engine/deep/new.ts', 'renderer/App.vue', 'package.json', 'electron.vite.config.ts'])(
    'ends with a change of %s',
    async (path) => {
      await put(path, 201)
      expect(isBuildFresh(folder)).toBe(false)
    },
  )

  it.each(['out/preload/preload.cjs', 'out/renderer/index.html', 'out/main/electron/hosts/headless/main.js'])(
    'needs %s',
    async (path) => {
      await rm(join(folder, path))
      expect(isBuildFresh(folder)).toBe(false)
    },
  )
})
