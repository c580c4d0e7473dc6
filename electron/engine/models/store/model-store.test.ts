import { type ChildProcess, spawn } from 'node:child_process'
import { hash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ModelStore, type StoredModel } from './model-store.ts'
import { InstallRefused } from './store-errors.ts'
import { installTiny, tinyManifest } from './tiny-model.fixture.ts'

const INSTALLER = new URL('./install-in-a-loop.fixture.ts', import.meta.url).pathname

describe('ModelStore', () => {
  let dataFolder: string
  let store: ModelStore
  const { signal } = new AbortController()

  beforeEach(async () => {
    dataFolder = await mkdtemp(join(tmpdir(), 'store-'))
    store = new ModelStore(dataFolder)
  })
  afterEach(async () => {
    await rm(dataFolder, { recursive: true, force: true })
  })

  const inStore = (...path: string[]) => join(dataFolder, 'models', ...path)
  const names = async () => (await readdir(inStore())).sort()
  const reason = (model: StoredModel | null) => (model?.manifest === null ? model.reason.words : null)

  it('has no models before the first, and needs no folder for that', async () => {
    await store.sweep()
    expect(await store.list()).toEqual([])
    expect(await store.find('tiny')).toBeNull()
  })

  it('installs a model and finds it again', async () => {
    const folder = await installTiny(store, 'tiny', 1)
    expect(folder).toBe(inStore('tiny'))
    const found = await store.find('tiny')
    expect(found).toEqual({ id: 'tiny', folder, manifest: tinyManifest('tiny', 1, 'graph of version 1') })
    await installTiny(store, 'another', 1)
    expect((await store.list()).map(({ id }) => id)).toEqual(['another', 'tiny'])
    expect(await names()).toEqual(['another', 'tiny'])
  })

  it('keeps what else was staged, as a licence', async () => {
    const staging = await store.stage()
    await writeFile(join(staging, 'graph.onnx'), 'x')
    await writeFile(join(staging, 'LICENSE'), 'words')
    const folder = await store.install(staging, tinyManifest('tiny', 1, 'x'), signal)
    expect(await readFile(join(folder, 'LICENSE'), 'utf8')).toBe('words')
  })

  it('replaces a version by another of the same id', async () => {
    await installTiny(store, 'tiny', 1)
    await installTiny(store, 'tiny', 2)
    expect(await store.find('tiny')).toMatchObject({ manifest: { version: 2 } })
    expect(await names()).toEqual(['tiny'])
  })

  it('removes a model, and minds no model that is not there', async () => {
    await installTiny(store, 'tiny', 1)
    await store.remove('tiny')
    await store.remove('tiny')
    expect(await names()).toEqual([])
    await expect(store.remove('../tiny')).rejects.toThrow(/Invalid string/)
  })

  describe('refuses to install', () => {
    it.each([
      ['other bytes of the same length', 'y', /expected graph.onnx to have SHA-256/],
      ['a cut file', '', /expected graph.onnx to have 1 bytes but it has 0/],
    ])('%s, and leaves the earlier version as it was', async (_what, content, message) => {
      await installTiny(store, 'tiny', 1)
      const staging = await store.stage()
      await writeFile(join(staging, 'graph.onnx'), content)
      await expect(store.install(staging, tinyManifest('tiny', 2, 'x'), signal)).rejects.toThrow(message)
      await store.discard(staging)
      expect(await store.find('tiny')).toMatchObject({ manifest: { version: 1 } })
      expect(await names()).toEqual(['tiny'])
    })

    it('without a file that the manifest names, or with a link in its place', async () => {
      const staging = await store.stage()
      await expect(store.install(staging, tinyManifest('tiny', 1, 'x'), signal)).rejects.toThrow(
        /its file graph.onnx cannot be read/,
      )
      await writeFile(join(dataFolder, 'elsewhere'), 'x')
      await symlink(join(dataFolder, 'elsewhere'), join(staging, 'graph.onnx'))
      await expect(store.install(staging, tinyManifest('tiny', 1, 'x'), signal)).rejects.toThrow(
        InstallRefused,
      )
      expect(await store.list()).toEqual([])
    })

    it('a folder that it did not make', async () => {
      await mkdir(join(dataFolder, 'mine'))
      for (const folder of [join(dataFolder, 'mine'), inStore('tiny'), inStore('.staging-1-x')])
        await expect(store.install(folder, tinyManifest('tiny', 1, 'x'), signal)).rejects.toThrow(
          /made by stage/,
        )
    })

    it('when it was cancelled', async () => {
      const staging = await store.stage()
      await writeFile(join(staging, 'graph.onnx'), 'x')
      const cancelled = AbortSignal.abort(new Error('Cancelled'))
      await expect(store.install(staging, tinyManifest('tiny', 1, 'x'), cancelled)).rejects.toThrow(
        'Cancelled',
      )
      expect(await store.list()).toEqual([])
    })
  })

  describe('says why a folder is no model', () => {
    it.each([
      ['without a manifest', null, /has no manifest.json/],
      ['with a manifest that is no JSON', '{', /is no JSON/],
      ['with a manifest that is not a model’s', '{}', /is not a model's/],
      ['with another model’s manifest', JSON.stringify(tinyManifest('other', 1, 'x')), /model "other"/],
      ['without its files', JSON.stringify(tinyManifest('tiny', 1, 'x')), /graph.onnx is missing/],
    ])('%s', async (_what, manifest, message) => {
      await mkdir(inStore('tiny'), { recursive: true })
      if (manifest !== null) await writeFile(inStore('tiny', 'manifest.json'), manifest)
      expect(reason(await store.find('tiny'))).toMatch(message)
      const listed = await store.list()
      expect(listed).toHaveLength(1)
      expect(reason(listed[0] ?? null)).toMatch(message)
    })

    it('with a file that was cut', async () => {
      await installTiny(store, 'tiny', 1)
      await writeFile(inStore('tiny', 'graph.onnx'), 'cut')
      expect(reason(await store.find('tiny'))).toMatch(/has 3 bytes instead of 18/)
    })
  })

  it('finds nothing by a name that leads elsewhere', async () => {
    await installTiny(store, 'tiny', 1)
    for (const id of ['..', '../models/tiny', '/tiny', '', 'TINY', '.staging'])
      expect(await store.find(id)).toBeNull()
  })

  describe('sweeps at start', () => {
    /** Of a process that ended; its number is not given out again so soon. */
    async function deadProcess(): Promise<number> {
      const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
      await once(child, 'exit')
      if (child.pid === undefined) throw new Error('Expected a process')
      return child.pid
    }
    const hidden = (purpose: string, processId: number) => `.${purpose}-${processId}-0123456789ab`

    it('what ended processes were making and removing, and not what is being made', async () => {
      const dead = await deadProcess()
      await mkdir(inStore(hidden('staging', dead)), { recursive: true })
      await writeFile(inStore(hidden('staging', dead), 'graph.onnx'), 'half')
      await mkdir(inStore(hidden('removed', dead)))
      await mkdir(inStore(hidden('staging', process.ppid)))
      const staging = await store.stage()
      await store.sweep()
      expect((await names()).map(inName)).toEqual(
        [hidden('staging', process.ppid), staging].map(inName).toSorted(compareNames),
      )
    })
    const inName = (path: string) => path.split(/[/\\]/).at(-1) ?? ''
    const compareNames = (one: string, other: string) => (one < other ? -1 : 1)

    it('what an earlier process with the number of this one left', async () => {
      const name = hidden('staging', process.pid)
      await mkdir(inStore(name), { recursive: true })
      await utimes(inStore(name), 1, 1)
      await store.sweep()
      expect(await names()).toEqual([])
    })

    it('and puts a version back whose successor did not get its place', async () => {
      const dead = await deadProcess()
      await installTiny(store, 'tiny', 1)
      await rename(inStore('tiny'), inStore(hidden('replaced', dead)))
      await store.sweep()
      expect(await store.find('tiny')).toMatchObject({ manifest: { version: 1 } })
      expect(await names()).toEqual(['tiny'])
    })

    it('and keeps downloads to go on from', async () => {
      const folder = store.downloadFolder('owner/name', 'main')
      expect(folder).toBe(inStore('.downloads', 'owner--name@main'))
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, 'model.safetensors.part'), 'half')
      await store.sweep()
      expect(await readdir(folder)).toEqual(['model.safetensors.part'])
      expect(await store.list()).toEqual([])
      await store.discardDownload('owner/name', 'main')
      expect(await readdir(inStore('.downloads'))).toEqual([])
      expect(() => store.downloadFolder('../name', 'main')).toThrow(/Expected OWNER\/NAME/)
    })
  })

  describe('with several processes', () => {
    function install(first: number, last: number): ChildProcess {
      return spawn(process.execPath, [INSTALLER, dataFolder, 'tiny', String(first), String(last)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
    }

    it('shows whole models only, whoever installs, and the last one stays', async () => {
      const children = [install(100, 130), install(200, 230), install(300, 330)]
      const ended = Promise.all(children.map(async (child) => await once(child, 'exit')))
      while (children.some(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
        expect(reason(await store.find('tiny'))).toBeNull()
        await new Promise(setImmediate)
      }
      expect((await ended).map(([code]) => code)).toEqual([0, 0, 0])
      const found = await store.find('tiny')
      const version = found?.manifest?.version ?? 0
      expect([130, 230, 330]).toContain(version)
      const content = await readFile(inStore('tiny', 'graph.onnx'))
      expect(hash('sha256', content)).toBe(found?.manifest?.files[0]?.sha256)
      expect(await names()).toEqual(['tiny'])
    })

    it('has a whole model after kill -9 at any moment of an installation', async () => {
      for (let killed = 1; killed <= 4; killed++) {
        const child = install(killed * 1000, killed * 1000 + 999)
        const exited = once(child, 'exit')
        if (child.stdout === null) throw new Error('Expected a pipe')
        let printed = 0
        for await (const _line of createInterface({ input: child.stdout })) {
          printed += 1
          if (printed === killed * 3) child.kill('SIGKILL')
        }
        await exited
        await store.sweep()
        expect(await names()).toEqual(['tiny'])
        const found = await store.find('tiny')
        expect(reason(found)).toBeNull()
        expect(found?.manifest?.version).toBeGreaterThanOrEqual(killed * 1000)
      }
    })
  })
})
