import { hash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  describeRepository,
  fetchModelFiles,
  type FetchProgress,
  type FetchRequest,
} from './fetch-model-files.ts'
import {
  ChecksumMismatch,
  DiskFull,
  DownloadTooLarge,
  HubAnswerUnusable,
  HubBusy,
  HubUnreachable,
  ModelGated,
  NotOnHub,
  UnsafeFileName,
} from './hub-errors.ts'
import { COMMIT, HubServer } from './hub-server.fixture.ts'

const WEIGHTS = randomBytes(300_000)
const CONFIG = '{"model_type":"convnext"}'
/** What `git hash-object` prints for it. */
const SHA1_OF_CONFIG_BY_GIT = 'f62fd55a1ff380135fdf0b5206a8951d8bb56625'

describe('fetchModelFiles', () => {
  let hub: HubServer
  let destination: string
  let waits: number[]
  let stop: AbortController

  beforeEach(async () => {
    hub = await new HubServer().start()
    hub.add('config.json', CONFIG).add('model.safetensors', WEIGHTS, true).add('README.md', 'words')
    destination = await mkdtemp(join(tmpdir(), 'hub-'))
    waits = []
    stop = new AbortController()
  })
  afterEach(async () => {
    await hub.stop()
    await rm(destination, { recursive: true, force: true })
  })

  function request(changes: Partial<FetchRequest> = {}): FetchRequest {
    return {
      repository: 'owner/name',
      revision: 'main',
      files: ['config.json', 'model.safetensors'],
      destination,
      endpoint: hub.endpoint,
      signal: stop.signal,
      onProgress: ({ doneBytes }) => hub.clientHas(doneBytes),
      wait: async (ms) => {
        waits.push(ms)
      },
      ...changes,
    }
  }
  const weightsOnly = { files: ['model.safetensors'] }
  const content = async (name: string) => await readFile(join(destination, name))
  const left = async () => (await readdir(destination)).sort()
  const ranges = () => hub.requestsFor('storage').map(({ range }) => range)

  it('fetches small files from the hub and large ones from its storage, and gives their SHA-256', async () => {
    const fetched = await fetchModelFiles(request())
    expect(fetched).toEqual({
      repository: 'owner/name',
      commit: COMMIT,
      folder: destination,
      files: [
        { name: 'config.json', bytes: CONFIG.length, sha256: hash('sha256', CONFIG) },
        { name: 'model.safetensors', bytes: WEIGHTS.length, sha256: hash('sha256', WEIGHTS) },
      ],
    })
    expect(await content('config.json')).toEqual(Buffer.from(CONFIG))
    expect(await content('model.safetensors')).toEqual(WEIGHTS)
    expect(await left()).toEqual(['config.json', 'model.safetensors'])
  })

  it('fetches all files of the commit that the revision meant when it was asked', async () => {
    await fetchModelFiles(request({ revision: 'v1.0' }))
    expect(hub.seen[0]?.path).toBe('/api/models/owner/name/revision/v1.0?blobs=true')
    expect(
      hub
        .requestsFor('hub')
        .slice(1)
        .every(({ path }) => path.includes(`/resolve/${COMMIT}/`)),
    ).toBe(true)
  })

  it('takes patterns, and files one folder deep', async () => {
    hub.add('1_Pooling/config.json', '{}').add('onnx/deeper/model.onnx', 'no')
    const { files } = await fetchModelFiles(request({ files: ['*.json', '*_Pooling/config.json', 'none*'] }))
    expect(files.map(({ name }) => name)).toEqual(['config.json', '1_Pooling/config.json'])
    expect(await content('1_Pooling/config.json')).toEqual(Buffer.from('{}'))
  })

  it('chooses what makes up a model when nobody says', async () => {
    hub.add('pytorch_model.bin', 'the same again', true).add('tokenizer.json', '{}')
    const { files } = await fetchModelFiles(request({ files: null }))
    expect(files.map(({ name }) => name)).toEqual([
      'config.json',
      'model.safetensors',
      'README.md',
      'tokenizer.json',
    ])
  })

  it('fetches an empty file', async () => {
    hub.add('vocab.txt', '')
    const { files } = await fetchModelFiles(request({ files: ['vocab.txt'] }))
    expect(files).toEqual([{ name: 'vocab.txt', bytes: 0, sha256: hash('sha256', '') }])
    expect(await left()).toEqual(['vocab.txt'])
  })

  it('reports progress over all files', async () => {
    const seen: FetchProgress[] = []
    await fetchModelFiles(request({ onProgress: (progress) => seen.push(progress) }))
    const totalBytes = CONFIG.length + WEIGHTS.length
    expect(seen.at(-1)).toEqual({ file: 'model.safetensors', doneBytes: totalBytes, totalBytes })
    expect(seen.map(({ doneBytes }) => doneBytes)).toEqual(
      seen.map(({ doneBytes }) => doneBytes).sort((a, b) => a - b),
    )
  })

  describe('goes on', () => {
    it('from where the connection dropped, with the range and the tag of the storage', async () => {
      hub.treatments.push({ dropAfter: 100_000 }, { dropAfter: 100_000 })
      await fetchModelFiles(request(weightsOnly))
      expect(await content('model.safetensors')).toEqual(WEIGHTS)
      expect(ranges()).toEqual([undefined, 'bytes=100000-', 'bytes=200000-'])
      expect(hub.requestsFor('storage').map(({ ifRange }) => ifRange)).toEqual([
        undefined,
        '"stored"',
        '"stored"',
      ])
    })

    it('in a later call, after it was stopped, and fetches nothing twice', async () => {
      const onProgress = ({ file, doneBytes }: FetchProgress) => {
        if (file === 'model.safetensors' && doneBytes > CONFIG.length) stop.abort(new Error('Paused'))
      }
      await expect(fetchModelFiles(request({ onProgress }))).rejects.toThrow('Paused')
      expect(await left()).toEqual(['config.json', 'model.safetensors.part', 'model.safetensors.part.json'])
      const there = (await content('model.safetensors.part')).length
      expect(there).toBeGreaterThan(0)
      hub.seen.length = 0
      await fetchModelFiles(request({ signal: new AbortController().signal }))
      expect(await content('model.safetensors')).toEqual(WEIGHTS)
      expect(ranges()).toEqual([`bytes=${there}-`])
      expect(hub.seen.some(({ path }) => path.endsWith('/config.json'))).toBe(false)
      expect(await left()).toEqual(['config.json', 'model.safetensors'])
    })

    it('from the beginning when the server knows no ranges', async () => {
      hub.treatments.push({ dropAfter: 100_000 }, { ignoreRange: true })
      await fetchModelFiles(request(weightsOnly))
      expect(await content('model.safetensors')).toEqual(WEIGHTS)
    })

    it('from the beginning when the storage has another tag by now', async () => {
      hub.treatments.push({ dropAfter: 100_000, tag: '"before"' }, { tag: '"after"' })
      await fetchModelFiles(request(weightsOnly))
      expect(ranges()).toEqual([undefined, 'bytes=100000-'])
      expect(await content('model.safetensors')).toEqual(WEIGHTS)
    })

    it('without a condition where the storage gives no tag, or a weak one', async () => {
      hub.treatments.push({ dropAfter: 100_000, tag: null }, { tag: 'W/"weak"' })
      await fetchModelFiles(request(weightsOnly))
      expect(hub.requestsFor('storage').at(-1)).toMatchObject({ range: 'bytes=100000-', ifRange: undefined })
      expect(await content('model.safetensors')).toEqual(WEIGHTS)
    })

    it('from the beginning when the answer is another part than was asked for', async () => {
      hub.treatments.push({ dropAfter: 100_000 }, { shiftRange: 7 })
      await fetchModelFiles(request(weightsOnly))
      expect(ranges()).toEqual([undefined, 'bytes=100000-', undefined])
      expect(await content('model.safetensors')).toEqual(WEIGHTS)
    })

    it('from the beginning when what was left is of another version of the file', async () => {
      hub.treatments.push({ dropAfter: 100_000 }, ...Array.from({ length: 9 }, () => ({ status: 500 })))
      await expect(fetchModelFiles(request(weightsOnly))).rejects.toThrow(HubUnreachable)
      hub.treatments.length = 0
      const newer = randomBytes(200_000)
      hub.add('model.safetensors', newer, true)
      await fetchModelFiles(request(weightsOnly))
      expect(ranges().at(-1)).toBeUndefined()
      expect(await content('model.safetensors')).toEqual(newer)
    })

    it('from the beginning, once, when what was left turns out to be damaged', async () => {
      hub.treatments.push({ dropAfter: 100_000 }, ...Array.from({ length: 9 }, () => ({ status: 500 })))
      await expect(fetchModelFiles(request(weightsOnly))).rejects.toThrow(HubUnreachable)
      hub.treatments.length = 0
      await writeFile(join(destination, 'model.safetensors.part'), randomBytes(100_000))
      await fetchModelFiles(request(weightsOnly))
      expect(ranges().slice(-2)).toEqual(['bytes=100000-', undefined])
      expect(await content('model.safetensors')).toEqual(WEIGHTS)
    })

    it('from the beginning when nobody can tell what the part is of', async () => {
      await writeFile(join(destination, 'model.safetensors.part'), randomBytes(100_000))
      await writeFile(join(destination, 'model.safetensors.part.json'), '{"checksum":')
      await fetchModelFiles(request(weightsOnly))
      expect(ranges()).toEqual([undefined])
      expect(await content('model.safetensors')).toEqual(WEIGHTS)
    })

    it('with a new signed address when the old one ran out', async () => {
      hub.treatments.push({ status: 403 })
      await fetchModelFiles(request(weightsOnly))
      expect(await content('model.safetensors')).toEqual(WEIGHTS)
    })

    it('replaces a whole file that belongs to another version', async () => {
      await writeFile(join(destination, 'config.json'), '{}')
      await fetchModelFiles(request())
      expect(await content('config.json')).toEqual(Buffer.from(CONFIG))
    })
  })

  describe('waits', () => {
    it('longer each time, and gives up after five attempts that bring nothing', async () => {
      hub.treatments.push(...Array.from({ length: 9 }, () => ({ status: 502 })))
      await expect(fetchModelFiles(request(weightsOnly))).rejects.toThrow(/it answered with status 502/)
      expect(waits).toEqual([1000, 2000, 4000, 8000])
    })

    it('as long as a busy hub asks, and goes on', async () => {
      hub.hubTreatments.push({ status: 429, headers: { 'retry-after': '7' } })
      await fetchModelFiles(request())
      expect(waits).toEqual([7000])
    })

    it('not for an hour', async () => {
      hub.hubTreatments.push({ status: 429, headers: { 'retry-after': '3600' } })
      const error = await fetchModelFiles(request()).catch((error: unknown) => error)
      expect(error).toBeInstanceOf(HubBusy)
      expect(error).toMatchObject({ retryAfterMs: 3_600_000 })
      expect(waits).toEqual([])
    })

    it('no longer than allowed for a server that takes a request and says nothing', async () => {
      hub.treatments.push({ silent: true })
      await fetchModelFiles(request({ ...weightsOnly, stallMs: 200 }))
      expect(await content('model.safetensors')).toEqual(WEIGHTS)
      expect(waits).toHaveLength(1)
    })

    it('not at all once it is stopped, even before the answer begins', async () => {
      hub.treatments.push({ silent: true })
      const silent = hub.untilSilent()
      const fetching = fetchModelFiles(request(weightsOnly))
      void silent.then(() => stop.abort(new Error('Cancelled')))
      await expect(fetching).rejects.toThrow('Cancelled')
      expect(await left()).toEqual([])
    })
  })

  describe('refuses', () => {
    it('bytes that have another checksum, and keeps nothing of them', async () => {
      hub.treatments.push({ content: randomBytes(WEIGHTS.length) })
      const error = await fetchModelFiles(request(weightsOnly)).catch((error: unknown) => error)
      expect(error).toBeInstanceOf(ChecksumMismatch)
      expect(error).toMatchObject({ file: 'model.safetensors' })
      expect(await left()).toEqual([])
    })

    it('a small file that has another checksum', async () => {
      hub.hubTreatments.push({}, { content: Buffer.from(CONFIG.replace('convnext', 'c0nvnext')) })
      await expect(fetchModelFiles(request({ files: ['config.json'] }))).rejects.toThrow(
        new RegExp(`checksum ${SHA1_OF_CONFIG_BY_GIT}`),
      )
      expect(await left()).toEqual([])
    })

    it('a file whose checksum in the answer is not the listed one', async () => {
      hub.hubTreatments.push({}, { tag: `"${'0'.repeat(40)}"` })
      await expect(fetchModelFiles(request({ files: ['config.json'] }))).rejects.toThrow(ChecksumMismatch)
      expect(await left()).toEqual([])
    })

    it('more bytes than were listed', async () => {
      hub.treatments.push({ content: Buffer.concat([WEIGHTS, WEIGHTS]) })
      await expect(fetchModelFiles(request(weightsOnly))).rejects.toThrow(/more bytes/)
      expect(await left()).toEqual([])
    })

    it('what is larger than allowed, by what is listed', async () => {
      const limits = { fileBytes: 299_999, totalBytes: 1e9 }
      await expect(fetchModelFiles(request({ limits }))).rejects.toThrow(DownloadTooLarge)
      await expect(
        fetchModelFiles(request({ limits: { fileBytes: 1e9, totalBytes: 300_000 } })),
      ).rejects.toThrow(DownloadTooLarge)
      expect(hub.requestsFor('storage')).toEqual([])
    })

    it('what is larger than allowed, by what comes', async () => {
      hub.listsBlobs = false
      const limits = { fileBytes: 299_999, totalBytes: 1e9 }
      await expect(fetchModelFiles(request({ limits }))).rejects.toThrow(DownloadTooLarge)
    })

    it.each([
      '../outside.json',
      '/etc/outside.json',
      'a/../../outside.json',
      String.raw`..\outside.json`,
      'C:outside.json',
      './config.json',
      'a/b/outside.json',
      '.hidden.json',
      'nul.json',
      'CONFIG.json',
      'model.part',
      'line\nbreak.json',
    ])('a listed file called %j', async (rfilename) => {
      hub.extraSiblings.push({ rfilename, size: 2, blobId: '0'.repeat(40) })
      const files = ['config.json', rfilename.replaceAll('*', '')]
      await expect(fetchModelFiles(request({ files }))).rejects.toThrow(UnsafeFileName)
      expect(await left()).toEqual([])
    })

    it('unsafe names that a pattern finds, but not those that nobody asked for', async () => {
      hub.extraSiblings.push({ rfilename: '../outside.json', size: 2, blobId: '0'.repeat(40) })
      await expect(fetchModelFiles(request({ files: ['*/*.json'] }))).rejects.toThrow(UnsafeFileName)
      await fetchModelFiles(request({ files: ['*.json'] }))
      expect(await left()).toEqual(['config.json'])
    })

    it('a file without any checksum', async () => {
      hub.listsBlobs = false
      hub.announcesChecksums = false
      await expect(fetchModelFiles(request(weightsOnly))).rejects.toThrow(/no checksum for model.safetensors/)
    })

    it('a redirect away from https, except on this machine', async () => {
      hub.hubTreatments.push({}, { redirect: 'http://storage.example/model' })
      await expect(fetchModelFiles(request(weightsOnly))).rejects.toThrow(
        /http:\/\/storage.example, which is not https/,
      )
    })

    it('redirects without end', async () => {
      hub.hubTreatments.push({}, ...Array.from({ length: 9 }, () => ({ redirect: '/again' })))
      await expect(fetchModelFiles(request(weightsOnly))).rejects.toThrow(/more than 5 redirects/)
    })

    it.each([
      ['a listing that is no JSON', { status: 200 }, /no JSON/],
      ['a redirect to nowhere', { redirect: 'http://' }, /without a usable address/],
      ['another status', { status: 418 }, /status 418/],
    ])('%s', async (_what, treatment, message) => {
      hub.hubTreatments.push(treatment)
      const error = await fetchModelFiles(request()).catch((error: unknown) => error)
      expect(error).toBeInstanceOf(HubAnswerUnusable)
      expect(error).toMatchObject({ message: expect.stringMatching(message) })
    })

    it('an address of the hub that is neither https nor on this machine', async () => {
      await expect(fetchModelFiles(request({ endpoint: 'http://hub.example' }))).rejects.toThrow(
        /Expected the hub's address/,
      )
    })
  })

  describe('tells', () => {
    it('of a gated model where its terms are accepted, and of a token that does not help', async () => {
      hub.gatedToken = 'right'
      const error = await fetchModelFiles(request()).catch((error: unknown) => error)
      expect(error).toBeInstanceOf(ModelGated)
      expect(error).toMatchObject({ repository: 'owner/name', page: `${hub.endpoint}/owner/name` })
      expect(error).toMatchObject({ message: expect.stringMatching(/accept the terms there, then give/) })
      await expect(fetchModelFiles(request({ token: 'wrong' }))).rejects.toThrow(/account of this token/)
      expect(await left()).toEqual([])
    })

    it('the token to the hub, and to nobody else', async () => {
      hub.gatedToken = 'right'
      await fetchModelFiles(request({ token: 'right' }))
      const tokens = (host: 'hub' | 'storage') =>
        new Set(hub.requestsFor(host).map(({ authorization }) => authorization))
      expect(tokens('hub')).toEqual(new Set(['Bearer right']))
      expect(tokens('storage')).toEqual(new Set([undefined]))
    })

    it('what the hub does not have', async () => {
      await expect(fetchModelFiles(request({ repository: 'nobody/nothing' }))).rejects.toThrow(
        /The hub has no nobody\/nothing/,
      )
      await expect(fetchModelFiles(request({ files: ['model.onnx'] }))).rejects.toThrow(
        /The hub has no file model.onnx in owner\/name/,
      )
      hub.hubTreatments.push({ status: 404, headers: { 'x-error-code': 'RevisionNotFound' } })
      await expect(fetchModelFiles(request({ revision: 'v9' }))).rejects.toThrow(NotOnHub)
    })

    it('that nobody answers', async () => {
      const closed = createServer()
      await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve))
      const address = closed.address()
      await new Promise((resolve) => closed.close(resolve))
      const port = typeof address === 'object' ? address?.port : undefined
      await expect(fetchModelFiles(request({ endpoint: `http://127.0.0.1:${port}` }))).rejects.toThrow(
        /127.0.0.1:\d+ cannot be reached: it refuses connections/,
      )
    })

    it('nothing of a signed address in its errors', async () => {
      hub.treatments.push({ content: Buffer.concat([WEIGHTS, WEIGHTS]) })
      const error = await fetchModelFiles(request(weightsOnly)).catch((error: unknown) => error)
      expect(String(error)).not.toContain('secret')
    })

    it('that the disk is too small before it begins', async () => {
      hub.extraSiblings.push({ rfilename: 'huge.bin', size: 2 ** 52, blobId: '0'.repeat(40) })
      const limits = { fileBytes: 2 ** 53, totalBytes: 2 ** 53 }
      await expect(fetchModelFiles(request({ files: ['huge.bin'], limits }))).rejects.toThrow(DiskFull)
      expect(await left()).toEqual([])
    })

    // Every write to /dev/full fails as on a full disk.
    it.runIf(existsSync('/dev/full'))(
      'that the disk became full, and leaves no file that looks whole',
      async () => {
        await symlink('/dev/full', join(destination, 'model.safetensors.part'))
        await expect(fetchModelFiles(request())).rejects.toThrow(DiskFull)
        expect(await left()).toEqual(['config.json'])
      },
    )
  })

  it('fetches the same files twice at once into one folder, and both have them', async () => {
    const other = { onProgress: () => undefined }
    const both = await Promise.all([fetchModelFiles(request(other)), fetchModelFiles(request(other))])
    expect(both[0]).toEqual(both[1])
    expect(await content('model.safetensors')).toEqual(WEIGHTS)
    expect((await left()).filter((name) => !name.endsWith('.json'))).toEqual(['model.safetensors'])
  })

  it('finds sizes and checksums in the answers where the list has only names', async () => {
    hub.listsBlobs = false
    hub.treatments.push({ dropAfter: 100_000 })
    const weights = await fetchModelFiles(request(weightsOnly))
    expect(weights.files).toMatchObject([{ bytes: WEIGHTS.length, sha256: hash('sha256', WEIGHTS) }])
    const config = await fetchModelFiles(request({ files: ['config.json'] }))
    expect(config.files).toMatchObject([{ bytes: CONFIG.length, sha256: hash('sha256', CONFIG) }])
    expect(ranges()).toEqual([undefined, 'bytes=100000-'])
  })

  it('describes a repository with its licence before anything is fetched', async () => {
    hub.gatedToken = 'right'
    const listing = await describeRepository(
      { repository: 'owner/name', revision: 'main' },
      { endpoint: hub.endpoint, signal: stop.signal },
    )
    expect(listing).toMatchObject({ commit: COMMIT, licence: 'apache-2.0', gated: true })
    expect(listing.files[0]).toEqual({
      name: 'config.json',
      bytes: CONFIG.length,
      checksum: { algorithm: 'git-sha1', hex: SHA1_OF_CONFIG_BY_GIT },
    })
  })
})
