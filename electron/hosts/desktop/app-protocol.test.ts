import { mkdtemp, mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type WindowFile, listWindowFiles } from '../window-files.ts'
import { CUSTOM_SCHEMES, answerPicture, answerWindowFile, handleSchemes } from './app-protocol.ts'
import { contentSecurityPolicy } from './security.ts'

const SHA256 = 'ab'.repeat(32)
let files: ReadonlyMap<string, WindowFile>

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'doublet-app-'))
  await mkdir(join(folder, 'window', 'assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'window', 'index.html'), '<title>Doublet</title>')
  await writeFile(join(folder, 'window', 'assets', 'a-12345678.css'), 'a{}')
  files = await listWindowFiles(join(folder, 'window'))
})

describe('app://', () => {
  it('serves the page with its policy', async () => {
    const response = await answerWindowFile(new Request('app://doublet/'), files)
    expect(await response.text()).toBe('<title>Doublet</title>')
    expect(response.headers.get('content-security-policy')).toBe(contentSecurityPolicy())
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('serves an asset by its exact name', async () => {
    const response = await answerWindowFile(new Request('app://doublet/assets/a-12345678.css'), files)
    expect(await response.text()).toBe('a{}')
  })

  it.each([
    'app://doublet/../secret.txt',
    'app://doublet/%2e%2e/secret.txt',
    'app://doublet/..%2fsecret.txt',
    'app://doublet/..%5csecret.txt',
    'app://doublet//etc/passwd',
    'app://other/index.html',
    'app://doublet/missing.js',
  ])('serves nothing for %s', async (url) => {
    expect((await answerWindowFile(new Request(url), files)).status).toBe(404)
  })

  it('answers GET only', async () => {
    expect((await answerWindowFile(new Request('app://doublet/', { method: 'POST' }), files)).status).toBe(
      404,
    )
  })
})

describe('doublet-image://', () => {
  const read = async (sha256: string) =>
    sha256 === SHA256 ? { contentType: 'image/png', bytes: new Uint8Array([1, 2, 3]) } : null

  it('serves a picture of the open catalogue, to be looked at only', async () => {
    const response = await answerPicture(new Request(`doublet-image://catalogue/${SHA256}/full`), read)
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]))
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(response.headers.get('access-control-allow-origin')).toBe('app://doublet')
  })

  it('serves what is no picture as bytes', async () => {
    const html = async () => ({ contentType: 'text/html', bytes: new Uint8Array() })
    const response = await answerPicture(new Request(`doublet-image://catalogue/${SHA256}/full`), html)
    expect(response.headers.get('content-type')).toBe('application/octet-stream')
  })

  it.each([
    `doublet-image://catalogue/${'0'.repeat(64)}/full`,
    `doublet-image://catalogue/${SHA256}/huge`,
    `doublet-image://catalogue/${SHA256}/full/more`,
    `doublet-image://other/${SHA256}/full`,
    'doublet-image://catalogue/..%2f..%2fsecret.txt/full',
    'doublet-image://catalogue/',
  ])('serves nothing for %s', async (url) => {
    expect((await answerPicture(new Request(url), read)).status).toBe(404)
  })
})

describe('the schemes', () => {
  it('are the two that are handled, as secure origins that bypass no policy', () => {
    const handled: string[] = []
    handleSchemes({ handle: (scheme) => handled.push(scheme) }, files, async () => null)
    expect(handled).toEqual(['app', 'doublet-image'])
    expect(CUSTOM_SCHEMES.map(({ scheme }) => scheme)).toEqual(handled)
    for (const { privileges } of CUSTOM_SCHEMES) {
      expect(privileges).toMatchObject({ standard: true, secure: true })
      expect(privileges).not.toHaveProperty('bypassCSP')
      expect(privileges).not.toHaveProperty('allowServiceWorkers')
    }
  })
})
