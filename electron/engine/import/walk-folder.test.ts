import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { chmod, rename } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { walkFolder, type WalkOptions } from './walk-folder.ts'

let base: string
let root: string

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'doublet-walk-'))
  root = join(base, 'root')
  mkdirSync(root)
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

function write(name: string, content = 'x', below = root): string {
  const path = join(below, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, content)
  return path
}

/** Files as "relative path", problems as "CODE last part of the path", in the order they come. */
async function walk(options: Partial<WalkOptions> = {}, from = root): Promise<string[]> {
  const seen: string[] = []
  for await (const event of walkFolder(from, { allowedRoots: null, ...options })) {
    if (event.kind === 'file') seen.push(event.file.relativePath)
    else seen.push(`${event.problem.code} ${event.problem.path.slice(from.length + 1)}`)
  }
  return seen
}

describe('walkFolder', () => {
  it('finds pictures of every extension in any case, by folder and name, and nothing else', async () => {
    for (const name of ['b/2.JPG', 'b/1.heic', 'a.png', 'z.TIFF', 'c.jpe', 'd.jfif', 'e.webp', 'f.avif'])
      write(name)
    for (const name of ['g.gif', 'h.tif', 'i.heif', 'j.jpeg', 'B.jpg', 'notes.txt', 'jpg', 'a.jpg.bak'])
      write(name)
    write('a/deep/1.jpg')
    expect(await walk()).toEqual(
      ['B.jpg', 'a.png', 'c.jpe', 'd.jfif', 'e.webp', 'f.avif', 'g.gif', 'h.tif', 'i.heif', 'j.jpeg'].concat([
        'z.TIFF',
        'a/deep/1.jpg',
        'b/1.heic',
        'b/2.JPG',
      ]),
    )
  })

  it('gives size, time and absolute path of each file', async () => {
    const path = write('a.jpg', '12345')
    const events = []
    for await (const event of walkFolder(root, { allowedRoots: null })) events.push(event)
    expect(events).toEqual([
      { kind: 'file', file: { path, relativePath: 'a.jpg', size: 5, mtimeMs: expect.any(Number) } },
    ])
  })

  it('leaves out hidden entries, catalogues and what macOS puts into archives', async () => {
    for (const name of ['.hidden/a.jpg', '._a.jpg', 'shop.doublet/thumb.jpg', '__MACOSX/a.jpg', 'kept/a.jpg'])
      write(name)
    expect(await walk()).toEqual(['kept/a.jpg'])
  })

  it('walks a hidden folder or a catalogue that it was asked to walk', async () => {
    write('shop.doublet/inbox/a.jpg')
    expect(await walk({}, join(root, 'shop.doublet', 'inbox'))).toEqual(['a.jpg'])
  })

  it('takes names with line ends, emoji and right-to-left marks as they are', async () => {
    const names = ['a\nb.jpg', '\u202eabc.jpg', '🧦 sock.jpg', 'e\u0301.jpg']
    for (const name of names) write(name)
    expect((await walk()).toSorted()).toEqual(names.toSorted())
  })

  it.skipIf(process.platform !== 'linux')(
    'lists names that are not UTF-8 as problems and goes on',
    async () => {
      write('a.jpg')
      execFileSync('sh', ['-c', `printf x > "$(printf 'caf\\351.jpg')"; mkdir "$(printf 'd\\351')"`], {
        cwd: root,
      })
      expect(await walk()).toEqual(['NAME_NOT_UTF8 caf\uFFFD.jpg', 'NAME_NOT_UTF8 d\uFFFD', 'a.jpg'])
    },
  )

  it('lists empty files as problems', async () => {
    write('a.jpg', '')
    write('b.jpg')
    expect(await walk()).toEqual(['FILE_EMPTY a.jpg', 'b.jpg'])
  })

  it.skipIf(process.platform === 'win32')('does not take a socket for a picture', async () => {
    const server = createServer().listen(join(root, 'socket.jpg'))
    await once(server, 'listening')
    expect(await walk()).toEqual(['FILE_UNREADABLE socket.jpg'])
    server.close()
  })

  it('follows links to files and to folders elsewhere', async () => {
    const elsewhere = join(base, 'elsewhere')
    write('far/1.jpg', 'x', elsewhere)
    write('2.jpg', 'four', elsewhere)
    symlinkSync(join(elsewhere, 'far'), join(root, 'link'))
    symlinkSync(join(elsewhere, '2.jpg'), join(root, 'two.jpg'))
    expect(await walk()).toEqual(['two.jpg', 'link/1.jpg'])
  })

  it('walks each real folder once, under its own name where it has one', async () => {
    write('b/1.jpg')
    symlinkSync(join(root, 'b'), join(root, 'a-link'))
    symlinkSync(join(root, 'b'), join(root, 'c-link'))
    expect(await walk()).toEqual(['b/1.jpg'])
  })

  it('reports a link to a folder that it lies in and goes on', async () => {
    write('a/1.jpg')
    write('b/2.jpg')
    symlinkSync('..', join(root, 'a', 'up'))
    symlinkSync('.', join(root, 'b', 'self'))
    expect(await walk()).toEqual(['a/1.jpg', 'b/2.jpg', 'LINK_LOOP a/up', 'LINK_LOOP b/self'])
  })

  it('walks a link to a folder above the root once and reports the loop in it', async () => {
    write('1.jpg')
    write('beside/2.jpg', 'x', base)
    symlinkSync(join(base, 'beside'), join(root, 'out'))
    symlinkSync(base, join(base, 'beside', 'back'))
    expect(await walk()).toEqual(['1.jpg', 'out/2.jpg', 'LINK_LOOP out/back'])
  })

  it('reports links that lead round in a circle and links to nothing', async () => {
    symlinkSync('b.jpg', join(root, 'a.jpg'))
    symlinkSync('a.jpg', join(root, 'b.jpg'))
    symlinkSync('gone.jpg', join(root, 'c.jpg'))
    expect(await walk()).toEqual(['LINK_LOOP a.jpg', 'LINK_LOOP b.jpg', 'FILE_VANISHED c.jpg'])
  })

  it('follows no link out of the allowed roots, and refuses a root outside of them', async () => {
    write('secret/1.jpg', 'x', base)
    write('ok/2.jpg')
    symlinkSync(join(base, 'secret'), join(root, 'folder'))
    symlinkSync(join(base, 'secret', '1.jpg'), join(root, 'file.jpg'))
    expect(await walk({ allowedRoots: [root] })).toEqual([
      'PATH_NOT_ALLOWED file.jpg',
      'ok/2.jpg',
      'PATH_NOT_ALLOWED folder',
    ])
    expect(await walk({ allowedRoots: [join(root, 'ok')] })).toEqual(['PATH_NOT_ALLOWED '])
    expect(await walk({ allowedRoots: [join(base, 'secret'), root] })).toEqual([
      'file.jpg',
      'ok/2.jpg',
      'folder/1.jpg',
    ])
  })

  it('takes an allowed root that is itself a link', async () => {
    write('1.jpg')
    symlinkSync(root, join(base, 'alias'))
    expect(await walk({ allowedRoots: [join(base, 'alias')] })).toEqual(['1.jpg'])
  })

  it('reports a root that does not exist, and one that is a file', async () => {
    const file = write('1.jpg')
    expect(await walk({}, join(base, 'nowhere'))).toEqual(['FOLDER_UNREADABLE '])
    expect(await walk({}, file)).toEqual(['FOLDER_UNREADABLE '])
  })

  it('goes on after a folder that goes away during the walk', async () => {
    for (const name of ['1.jpg', 'a/2.jpg', 'b/3.jpg']) write(name)
    const seen: string[] = []
    for await (const event of walkFolder(root, { allowedRoots: null })) {
      if (event.kind === 'file') seen.push(event.file.relativePath)
      else seen.push(event.problem.code)
      if (seen.length === 1) await rename(join(root, 'a'), join(base, 'a'))
    }
    expect(seen).toEqual(['1.jpg', 'FOLDER_UNREADABLE', 'b/3.jpg'])
  })

  it.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'goes on after a folder that may not be read (skipped for root, who may read everything)',
    async () => {
      for (const name of ['a/1.jpg', 'b/2.jpg']) write(name)
      await chmod(join(root, 'a'), 0)
      expect(await walk()).toEqual(['FOLDER_UNREADABLE a', 'b/2.jpg'])
      await chmod(join(root, 'a'), 0o755)
    },
  )

  it('walks a tree of a thousand levels', async () => {
    const deep = Array.from({ length: 1000 }, () => 'd').join('/')
    write(`${deep}/1.jpg`)
    expect(await walk()).toEqual([`${deep}/1.jpg`])
  })

  it('stops with the reason of the signal', async () => {
    for (const name of ['a/1.jpg', 'b/2.jpg', 'c/3.jpg']) write(name)
    const controller = new AbortController()
    const seen: string[] = []
    const walking = (async () => {
      for await (const event of walkFolder(root, { allowedRoots: null, signal: controller.signal })) {
        seen.push(event.kind)
        controller.abort(new Error('cancelled by the curator'))
      }
    })()
    await expect(walking).rejects.toThrow('cancelled by the curator')
    expect(seen).toEqual(['file'])
  })
})
