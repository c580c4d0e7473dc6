import { execFileSync } from 'node:child_process'
import { hash } from 'node:crypto'
import {
  appendFileSync,
  chmodSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPictureFile } from './read-picture-file.ts'

let folder: string
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'doublet-read-'))))
afterEach(() => rmSync(folder, { recursive: true }))

describe('reading a picture file', () => {
  it('gives its bytes with their SHA-256, whatever its name', async () => {
    const path = join(folder, 'a\n\u202eÅ🍾.jpg')
    writeFileSync(path, 'abc')
    expect(await readPictureFile(path)).toMatchObject({
      bytes: Buffer.from('abc'),
      // The first test vector of FIPS 180-2.
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      size: 3,
    })
  })

  it('gives a large file the hash that it has at one go', async () => {
    const path = join(folder, 'large.tif')
    const content = Buffer.alloc(20 * 1024 ** 2 + 1, 'doublet')
    writeFileSync(path, content)
    expect((await readPictureFile(path)).sha256).toBe(hash('sha256', content))
  })

  it('says that it vanished', async () => {
    await expect(readPictureFile(join(folder, 'a.jpg'))).rejects.toMatchObject({ code: 'FILE_VANISHED' })
    writeFileSync(join(folder, 'b'), 'x')
    await expect(readPictureFile(join(folder, 'b', 'a.jpg'))).rejects.toMatchObject({ code: 'FILE_VANISHED' })
  })

  it('says that it is empty, a folder, a pipe or a link to itself', async () => {
    writeFileSync(join(folder, 'empty.jpg'), '')
    await expect(readPictureFile(join(folder, 'empty.jpg'))).rejects.toMatchObject({ code: 'FILE_EMPTY' })
    await expect(readPictureFile(folder)).rejects.toMatchObject({
      code: 'FILE_UNREADABLE',
      reason: 'Expected a file but found a folder',
    })
    symlinkSync('loop.jpg', join(folder, 'loop.jpg'))
    await expect(readPictureFile(join(folder, 'loop.jpg'))).rejects.toMatchObject({ code: 'LINK_LOOP' })
  })

  it.skipIf(process.platform === 'win32')('does not wait for a pipe', async () => {
    execFileSync('mkfifo', [join(folder, 'pipe.jpg')])
    await expect(readPictureFile(join(folder, 'pipe.jpg'))).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
  })

  it.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
    'says that it may not be read',
    async () => {
      const path = join(folder, 'a.jpg')
      writeFileSync(path, 'abc')
      chmodSync(path, 0)
      await expect(readPictureFile(path)).rejects.toMatchObject({
        code: 'FILE_UNREADABLE',
        reason: 'You are not allowed to read the file',
      })
    },
  )

  it('refuses a file over 512 MiB without reading it', async () => {
    const path = join(folder, 'a.jpg')
    writeFileSync(path, '')
    truncateSync(path, 600 * 1024 ** 2)
    await expect(readPictureFile(path)).rejects.toMatchObject({
      code: 'PICTURE_TOO_LARGE',
      reason: 'Expected at most 512 MiB but the file has 600 MiB',
    })
  })

  it('refuses a file that is written while it is read', async () => {
    const path = join(folder, 'a.jpg')
    writeFileSync(path, Buffer.alloc(32 * 1024 ** 2))
    const done = new AbortController()
    const outcome = readPictureFile(path).finally(() => done.abort())
    const writing = (async () => {
      while (!done.signal.aborted) {
        appendFileSync(path, 'more')
        await new Promise((resolve) => setImmediate(resolve))
      }
    })()
    await expect(outcome).rejects.toMatchObject({ reason: 'The file changed while it was read' })
    await writing
  })

  it('stops when aborted', async () => {
    const path = join(folder, 'a.jpg')
    writeFileSync(path, 'abc')
    const reason = new Error('enough')
    await expect(readPictureFile(path, AbortSignal.abort(reason))).rejects.toBe(reason)
  })
})
