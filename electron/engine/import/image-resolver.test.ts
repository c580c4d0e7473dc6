import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createImageResolver, type ImageResolverOptions } from './image-resolver.ts'
import { isInside } from './is-inside.ts'
import type { FoundFile } from './raw-item.ts'
import { walkFolder } from './walk-folder.ts'

let base: string
let folder: string
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'doublet-resolve-'))
  folder = join(base, 'photos')
  mkdirSync(folder)
})
afterEach(() => rmSync(base, { recursive: true }))

function write(name: string, below = folder): string {
  const path = join(below, name)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, 'x')
  return path
}

async function createResolver(options: Partial<ImageResolverOptions> = {}) {
  const { allowedRoots = null } = options
  const files: FoundFile[] = []
  for await (const event of walkFolder(options.folder ?? folder, { allowedRoots: null })) {
    if (event.kind === 'file') files.push(event.file)
  }
  return createImageResolver({ folder, tablePath: null, files, ...options, allowedRoots })
}

/** The path of the file below the temporary folder, or the problem's code. */
async function find(name: string, options: Partial<ImageResolverOptions> = {}): Promise<string> {
  const resolved = await (await createResolver(options)).resolve(name)
  return resolved.kind === 'found' ? resolved.file.path.slice(base.length + 1) : resolved.code
}

describe('createImageResolver', () => {
  it('finds a path below the folder, with either separator', async () => {
    for (const name of ['a/1.jpg', 'b/1.jpg']) write(name)
    for (const name of ['a/1.jpg', 'a\\1.jpg', './a/1.jpg', 'b/../a/1.jpg'])
      expect(await find(name)).toBe('photos/a/1.jpg')
  })

  it("finds a path below the table's own folder", async () => {
    write('tables/img/1.jpg', base)
    write('other/1.jpg')
    const tablePath = join(base, 'tables', 'table.csv')
    expect(await find('img/1.jpg', { tablePath, allowedRoots: [folder] })).toBe('tables/img/1.jpg')
  })

  it("prefers the folder to the table's own", async () => {
    for (const name of ['photos/1.jpg', 'tables/1.jpg']) write(name, base)
    expect(await find('1.jpg', { tablePath: join(base, 'tables', 't.csv') })).toBe('photos/1.jpg')
  })

  it('finds a file by its name anywhere, in any case, without or with another extension', async () => {
    write('deep/down/Mug_1.JPG')
    for (const name of ['Mug_1.JPG', 'mug_1.jpg', 'Mug_1', 'mug_1', 'mug_1.png', '/kaggle/input/Mug_1.JPG']) {
      expect(await find(name)).toBe('photos/deep/down/Mug_1.JPG')
    }
  })

  it('finds names in either Unicode form', async () => {
    write('Cafe\u0301.jpg')
    expect(await find('Caf\u00e9.jpg')).toBe('photos/Cafe\u0301.jpg')
  })

  it('prefers the exact name to one in another case, and that to one without its extension', async () => {
    for (const name of ['a/x.jpg', 'b/X.jpg', 'c/x.png']) write(name)
    expect(await find('X.jpg')).toBe('photos/b/X.jpg')
    expect(await find('x.jpg')).toBe('photos/a/x.jpg')
    expect(await find('X.PNG')).toBe('photos/c/x.png')
  })

  it('tells files of one name apart by the folders that the table names', async () => {
    for (const name of ['set/red/1.jpg', 'set/blue/1.jpg']) write(name)
    expect(await find('/data/red/1.jpg')).toBe('photos/set/red/1.jpg')
  })

  it('names up to three files that a name may mean, and how many more', async () => {
    for (const name of ['a/1.jpg', 'b/1.jpg', 'c/1.jpg', 'd/1.jpg']) write(name)
    const resolved = await (await createResolver()).resolve('1.jpg')
    expect(resolved).toMatchObject({
      code: 'IMAGE_AMBIGUOUS',
      reason: '"1.jpg" may be any of 4 files: "a/1.jpg", "b/1.jpg", "c/1.jpg" and 1 more',
    })
  })

  it('finds an absolute path and a file: address, in the scan and elsewhere', async () => {
    const inside = write('1.jpg')
    const outside = write('elsewhere/2.jpg', base)
    expect(await find(inside)).toBe('photos/1.jpg')
    expect(await find(outside)).toBe('elsewhere/2.jpg')
    expect(await find(pathToFileURL(outside).href)).toBe('elsewhere/2.jpg')
    expect(await find('../elsewhere/2.jpg')).toBe('elsewhere/2.jpg')
    expect(await find(outside, { allowedRoots: [join(base, 'elsewhere')] })).toBe('elsewhere/2.jpg')
  })

  it('refuses what lies outside of the allowed roots, whether or not it exists', async () => {
    const outside = write('elsewhere/2.jpg', base)
    for (const name of [
      outside,
      '../elsewhere/2.jpg',
      join(base, 'nowhere', '3.jpg'),
      '../../../etc/passwd',
    ]) {
      expect(await find(name, { allowedRoots: [] })).toBe('PATH_NOT_ALLOWED')
    }
  })

  it('refuses a link beside the table that leads out', async () => {
    const outside = write('elsewhere/2.jpg', base)
    mkdirSync(join(base, 'tables'))
    symlinkSync(outside, join(base, 'tables', 'link.jpg'))
    const tablePath = join(base, 'tables', 't.csv')
    expect(await find('link.jpg', { tablePath, allowedRoots: [] })).toBe('PATH_NOT_ALLOWED')
  })

  it('finds a named file that has no extension of a picture', async () => {
    write('images/0001')
    expect(await find('images/0001')).toBe('photos/images/0001')
  })

  it.each([
    'https://shop.example/a.jpg',
    '//cdn.example/a.jpg',
    's3://bucket/a.jpg',
    'data:image/png;base64,AAAA',
  ])('advises to download %s first, even where a file has its name', async (name) => {
    write('a.jpg')
    const resolved = await (await createResolver()).resolve(name)
    expect(resolved).toMatchObject({ code: 'IMAGE_NOT_FOUND', advice: expect.stringContaining('Download') })
  })

  it('finds nothing by names that name nothing', async () => {
    write('a.jpg')
    for (const name of ['', '.', '..', '/', 'b.jpg', 'a/', 'a\0.jpg']) {
      expect(['IMAGE_NOT_FOUND', 'PATH_NOT_ALLOWED']).toContain(await find(name, { allowedRoots: [] }))
    }
  })

  it('never gives a file outside of its roots', async () => {
    for (const name of [
      'photos/a.jpg',
      'photos/sub/b.jpg',
      'tables/t.jpg',
      'secret/a.jpg',
      'secret/sub/b.jpg',
    ]) {
      write(name, base)
    }
    symlinkSync(join(base, 'secret'), join(base, 'tables', 'link'))
    const resolver = await createResolver({ tablePath: join(base, 'tables', 't.csv'), allowedRoots: [] })
    const roots = await Promise.all([realpath(folder), realpath(join(base, 'tables'))])
    const part = fc.constantFrom(
      '..',
      '.',
      'secret',
      'photos',
      'tables',
      'sub',
      'link',
      'a.jpg',
      'b.jpg',
      't.jpg',
      '',
    )
    const path = fc.tuple(fc.constantFrom('', '/', `${base}/`, 'file://', `file://${base}/`), fc.array(part))
    let found = 0
    await fc.assert(
      fc.asyncProperty(path, fc.constantFrom('/', '\\'), async ([start, parts], separator) => {
        const resolved = await resolver.resolve(start + parts.join(separator))
        if (resolved.kind !== 'found') return
        found += 1
        const real = await realpath(resolved.file.path)
        expect(roots.some((root) => isInside(root, real))).toBe(true)
      }),
      { numRuns: 500 },
    )
    expect(found).toBeGreaterThan(10)
  })
})
