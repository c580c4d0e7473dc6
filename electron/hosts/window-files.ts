import { readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'

export interface WindowFile {
  readonly path: string
  readonly bytes: number
  readonly contentType: string
  readonly cacheControl: string
}

/** What a built window is made of; anything else is sent as bytes. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** Vite puts a hash of eight characters before the extension; such a name never changes its content. */
const HASHED_NAME = /^assets\/.*-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/

/**
 * Every file of the built window by its request path (`assets/index-1a2b3c4d.js`). A host serves only what is listed
 * here, so no request path is ever joined to a folder.
 * @throws Error when the folder holds no index.html
 */
export async function listWindowFiles(folder: string): Promise<ReadonlyMap<string, WindowFile>> {
  const names = await listNames(folder).catch((cause: unknown) => {
    throw new Error(`Expected the built window in ${folder} but could not read it: run "npm run build"`, {
      cause,
    })
  })
  if (!names.includes('index.html')) {
    throw new Error(`Expected the built window in ${folder} but found no index.html: run "npm run build"`)
  }
  return new Map(
    await Promise.all(names.map(async (name) => [name, await describeFile(folder, name)] as const)),
  )
}

async function listNames(folder: string, prefix = ''): Promise<string[]> {
  const entries = await readdir(join(folder, prefix), { withFileTypes: true })
  const nested = entries.map(async (entry) => {
    const name = `${prefix}${entry.name}`
    if (entry.isDirectory()) return listNames(folder, `${name}/`)
    return entry.isFile() ? [name] : []
  })
  return (await Promise.all(nested)).flat()
}

async function describeFile(folder: string, name: string): Promise<WindowFile> {
  const path = join(folder, name)
  return {
    path,
    bytes: (await stat(path)).size,
    contentType: CONTENT_TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream',
    cacheControl: HASHED_NAME.test(name) ? 'private, max-age=31536000, immutable' : 'no-cache',
  }
}
