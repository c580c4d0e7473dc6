import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type RawData, WebSocket } from 'ws'
import type { EngineClient } from '../../contract/index.ts'
import { createTestEngine } from '../test-engine.ts'
import { type HeadlessServer, serveHeadless } from './serve-headless.ts'

const PICTURE = Buffer.from('not really a png')
const SHA256 = createHash('sha256').update(PICTURE).digest('hex')

let folder: string
let server: HeadlessServer
let logged: string[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doublet-headless-'))
  await mkdir(join(folder, 'window', 'assets'), { recursive: true })
  await mkdir(join(folder, 'exports'))
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'window', 'index.html'), '<!doctype html><title>Doublet</title>')
  await writeFile(join(folder, 'window', 'assets', 'index-1a2b3c4d.js'), 'export {}')
  await writeFile(join(folder, 'exports', 'pairs Größe.csv'), 'id_a,id_b\n')
  logged = []
  server = await serveHeadless({
    engine: createTestEngine({ folder, pictures: new Map([[SHA256, PICTURE]]) }),
    port: 0,
    host: null,
    rendererFolder: join(folder, 'window'),
    log: (line) => logged.push(line),
  })
})

afterEach(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A request as it is given: Node's client does not normalise the path, as fetch would. */
async function ask(
  method: string,
  path: string,
  headers: OutgoingHttpHeaders = {},
  body?: string,
): Promise<Answer> {
  const outgoing = request({ host: '127.0.0.1', port: server.port, method, path, headers, agent: false })
  outgoing.end(body)
  const [response] = await once(outgoing, 'response')
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() }
}

const origin = () => `http://127.0.0.1:${server.port}`

function pathOf(url: string): string {
  return url.slice(origin().length)
}

async function signIn(): Promise<{ cookie: string }> {
  const answer = await ask('GET', pathOf(server.newUrl()))
  return { cookie: answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '' }
}

async function signInToChange(): Promise<{ cookie: string; origin: string }> {
  return { ...(await signIn()), origin: origin() }
}

describe('signing in', () => {
  it('turns a one-time token into a session cookie and takes it out of the address', async () => {
    const answer = await ask('GET', pathOf(server.url))
    expect(answer.status).toBe(303)
    expect(answer.headers.location).toBe('/')
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(
        new RegExp(`^doublet-session-${server.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
      ),
    ])
  })

  it('lets nobody in with a token that was used, and says where a link comes from', async () => {
    await ask('GET', pathOf(server.url))
    const answer = await ask('GET', pathOf(server.url))
    expect(answer.status).toBe(401)
    expect(answer.headers['set-cookie']).toBeUndefined()
    expect(answer.body).toContain('printed in the terminal')
  })

  it('does not use a token up for HEAD or a prefetch', async () => {
    expect((await ask('HEAD', pathOf(server.url))).status).toBe(401)
    expect((await ask('GET', pathOf(server.url), { 'sec-purpose': 'prefetch' })).status).toBe(401)
    expect((await ask('GET', pathOf(server.url))).status).toBe(303)
  })

  it('goes home when a browser that has a session opens an old link', async () => {
    const session = await signIn()
    expect((await ask('GET', '/?token=old', session)).status).toBe(303)
  })

  it.each(['/', '/assets/index-1a2b3c4d.js', `/images/${SHA256}/full`, '/exports/pairs.csv'])(
    'answers 401 for %s without a session',
    async (path) => {
      expect((await ask('GET', path)).status).toBe(401)
      expect((await ask('GET', path, { cookie: `doublet-session-${server.port}=guess` })).status).toBe(401)
    },
  )
})

describe('where a request comes from', () => {
  it.each(['evil.example', 'evil.example:7311', '127.0.0.1', '127.0.0.1.evil.example'])(
    'refuses the Host %s even with a session',
    async (host) => {
      expect((await ask('GET', '/', { ...(await signIn()), host })).status).toBe(403)
    },
  )

  it('answers by the names of this machine', async () => {
    const session = await signIn()
    expect((await ask('GET', '/', { ...session, host: `localhost:${server.port}` })).status).toBe(200)
    expect((await ask('GET', '/', { ...session, host: `[::1]:${server.port}` })).status).toBe(200)
  })

  it.each(['cross-site', 'same-site'])('refuses Sec-Fetch-Site: %s', async (site) => {
    expect((await ask('GET', '/', { ...(await signIn()), 'sec-fetch-site': site })).status).toBe(403)
  })

  it.each(['http://evil.example', 'null', 'https://127.0.0.1'])('refuses the Origin %s', async (other) => {
    const session = await signIn()
    expect((await ask('GET', '/', { ...session, origin: other })).status).toBe(403)
    expect((await ask('POST', '/inbox', { ...session, origin: other })).status).toBe(403)
  })

  it('wants an Origin for every change', async () => {
    expect((await ask('POST', '/inbox', await signIn())).status).toBe(403)
    expect((await ask('POST', '/inbox', await signInToChange())).status).toBe(200)
  })
})

describe('the window', () => {
  it('comes with a strict content security policy for its own address', async () => {
    const answer = await ask('GET', '/', await signIn())
    expect(answer.status).toBe(200)
    expect(answer.body).toContain('<title>Doublet</title>')
    expect(answer.headers['content-security-policy']).toBe(
      `default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; ` +
        `font-src 'self'; connect-src 'self' ws://127.0.0.1:${server.port}; base-uri 'none'; form-action 'none'; ` +
        `frame-ancestors 'none'`,
    )
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
  })

  it('lets hashed assets be kept for ever', async () => {
    const answer = await ask('GET', '/assets/index-1a2b3c4d.js', await signIn())
    expect(answer.body).toBe('export {}')
    expect(answer.headers['cache-control']).toBe('private, max-age=31536000, immutable')
    expect(answer.headers['content-type']).toBe('text/javascript; charset=utf-8')
  })

  it('answers HEAD with the length and no body', async () => {
    const answer = await ask('HEAD', '/', await signIn())
    expect(answer).toMatchObject({ status: 200, body: '' })
    expect(answer.headers['content-length']).toBe('37')
  })

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '//secret.txt',
    '/index.html%00.js',
    '/missing.js',
  ])('serves nothing for %s', async (path) => {
    const answer = await ask('GET', path, await signIn())
    expect(answer.status).toBe(404)
    expect(answer.body).not.toContain('secret')
  })

  it('answers 400 for a target that is no path', async () => {
    const session = await signIn()
    expect((await ask('GET', '/%zz', session)).status).toBe(400)
    expect((await ask('GET', 'http://evil.example/', session)).status).toBe(400)
  })

  it('answers 405 for a change of what is only read', async () => {
    expect((await ask('DELETE', '/', await signInToChange())).status).toBe(405)
  })

  it('says to build when there is no window', async () => {
    const engine = createTestEngine({ folder })
    const options = { engine, port: 0, host: null, rendererFolder: join(folder, 'exports'), log: () => {} }
    await expect(serveHeadless(options)).rejects.toThrow('run "npm run build"')
  })
})

describe('pictures', () => {
  it('are served from the open catalogue, to be looked at only', async () => {
    const answer = await ask('GET', `/images/${SHA256}/full`, await signIn())
    expect(answer).toMatchObject({ status: 200, body: 'not really a png' })
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': '16',
      'cache-control': 'private, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
  })

  it.each([
    `/images/${'0'.repeat(64)}/full`,
    `/images/${SHA256}/huge`,
    `/images/${SHA256}`,
    `/images/${SHA256}/full/more`,
    '/images/..%2f..%2fsecret.txt/full',
  ])('are 404 for %s', async (path) => {
    expect((await ask('GET', path, await signIn())).status).toBe(404)
  })
})

describe('exports', () => {
  it('are downloads under their own name', async () => {
    const answer = await ask('GET', `/exports/${encodeURIComponent('pairs Größe.csv')}`, await signIn())
    expect(answer.body).toBe('id_a,id_b\n')
    expect(answer.headers['content-disposition']).toBe(
      "attachment; filename*=UTF-8''pairs%20Gr%C3%B6%C3%9Fe.csv",
    )
  })

  it.each(['/exports/..%2fsecret.txt', '/exports/../secret.txt', '/exports/', '/exports/none.csv'])(
    'are 404 for %s',
    async (path) => {
      expect((await ask('GET', path, await signIn())).status).toBe(404)
    },
  )
})

describe('a dropped folder', () => {
  async function openInbox(headers: OutgoingHttpHeaders): Promise<string> {
    const { body } = await ask('POST', '/inbox', headers)
    const { id }: { id: string } = JSON.parse(body)
    return id
  }

  it('arrives with its sub-folders and odd names, and is then ready to import', async () => {
    const headers = await signInToChange()
    const id = await openInbox(headers)
    const odd = 'mug ☕\n#2.jpg'
    expect(
      (await ask('PUT', `/inbox/${id}/mugs/red/${encodeURIComponent(odd)}`, headers, 'jpeg')).status,
    ).toBe(204)
    expect((await ask('PUT', `/inbox/${id}/plain.jpg`, headers, 'other')).status).toBe(204)
    const done = await ask('POST', `/inbox/${id}/done`, headers)
    const { folder: inbox }: { folder: string } = JSON.parse(done.body)
    expect(await readFile(join(inbox, 'mugs', 'red', odd), 'utf8')).toBe('jpeg')
    expect((await readdir(inbox)).toSorted()).toEqual(['mugs', 'plain.jpg'])
    expect((await ask('PUT', `/inbox/${id}/late.jpg`, headers, 'late')).status).toBe(404)
  })

  it.each([
    '..%2fout.jpg',
    '../out.jpg',
    '%2e%2e/out.jpg',
    '%2Fetc%2Fout.jpg',
    '/out.jpg',
    'a%00b.jpg',
    'a%5Cb.jpg',
    '',
  ])('may not hold the path %j', async (path) => {
    const headers = await signInToChange()
    const id = await openInbox(headers)
    expect((await ask('PUT', `/inbox/${id}/${path}`, headers, 'x')).status).toBe(400)
    const left = await readdir(join(folder, 'inbox'), { recursive: true })
    expect(left.filter((name) => name.endsWith('.jpg'))).toEqual([])
  })

  it('is refused without a known id', async () => {
    const headers = await signInToChange()
    expect((await ask('PUT', '/inbox/guess/a.jpg', headers, 'x')).status).toBe(404)
    expect((await ask('POST', '/inbox/guess/done', headers)).status).toBe(404)
  })

  it('refuses a file of more than 4 GiB before reading it', async () => {
    const headers = await signInToChange()
    const id = await openInbox(headers)
    const outgoing = request({
      host: '127.0.0.1',
      port: server.port,
      method: 'PUT',
      path: `/inbox/${id}/huge.tif`,
      headers: { ...headers, 'content-length': 4 * 1024 ** 3 + 1 },
    })
    outgoing.on('error', () => {})
    outgoing.flushHeaders()
    const [response] = await once(outgoing, 'response')
    expect(response.statusCode).toBe(413)
    outgoing.destroy()
  })

  it('says that a file is in the way of a folder', async () => {
    const headers = await signInToChange()
    const id = await openInbox(headers)
    await ask('PUT', `/inbox/${id}/mugs`, headers, 'a file')
    expect((await ask('PUT', `/inbox/${id}/mugs/red.jpg`, headers, 'x')).status).toBe(409)
  })

  it('keeps nothing of a file whose connection broke, and is busy until then', async () => {
    const headers = await signInToChange()
    const id = await openInbox(headers)
    const outgoing = request({
      host: '127.0.0.1',
      port: server.port,
      method: 'PUT',
      path: `/inbox/${id}/half.jpg`,
      headers: { ...headers, 'content-length': 1000 },
    })
    outgoing.on('error', () => {})
    outgoing.write('half')
    await expect.poll(() => readdir(join(folder, 'inbox'), { recursive: true })).toHaveLength(2)
    expect((await ask('POST', `/inbox/${id}/done`, headers)).status).toBe(409)
    outgoing.destroy()
    await expect.poll(() => readdir(join(folder, 'inbox'), { recursive: true })).toHaveLength(1)
    expect((await ask('POST', `/inbox/${id}/done`, headers)).status).toBe(200)
  })
})

describe('the API', () => {
  async function refusedStatus(path: string, headers: OutgoingHttpHeaders): Promise<number> {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { headers: flat(headers) })
    const [, response] = await once(socket, 'unexpected-response')
    socket.on('error', () => {})
    socket.terminate()
    return response.statusCode
  }

  it('answers the contract over a WebSocket', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/api`, {
      headers: flat(await signInToChange()),
    })
    const link = new RPCLink({ websocket: new BrowserLikeSocket(socket) })
    const client: EngineClient = createORPCClient(link)
    expect(await client.groups.categories()).toEqual(['Größe', '靴'])
    const events = []
    for await (const event of await client.jobs.watch()) events.push(event)
    expect(events).toEqual([{ type: 'changed', what: 'catalogue' }])
    socket.close()
  })

  it('refuses a socket without session, from elsewhere, or to another path', async () => {
    const headers = await signInToChange()
    expect(await refusedStatus('/api', { origin: origin() })).toBe(401)
    expect(await refusedStatus('/api', { ...headers, origin: 'http://evil.example' })).toBe(403)
    expect(await refusedStatus('/api', { cookie: headers.cookie })).toBe(403)
    expect(await refusedStatus('/api', { ...headers, host: 'evil.example' })).toBe(403)
    expect(await refusedStatus('/other', headers)).toBe(404)
  })

  it('survives messages that are not oRPC, and one that is too long', async () => {
    const headers = flat(await signInToChange())
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/api`, { headers })
    await once(socket, 'open')
    socket.send('x'.repeat(5 * 1024 * 1024))
    const [code] = await once(socket, 'close')
    expect(code).toBe(1009)
    expect((await ask('GET', '/', headers)).status).toBe(200)
  })
})

describe('what is not HTTP', () => {
  it.each([
    '\x16\x03\x01 nonsense\r\n\r\n',
    'GET / HTTP/1.1\r\n\r\n',
    `GET / HTTP/1.1\r\nHost: ${'x'.repeat(20_000)}\r\n\r\n`,
  ])('is answered with an error and the next request as ever (%#)', async (bytes) => {
    const socket = connect(server.port, '127.0.0.1')
    socket.on('error', () => {})
    socket.write(bytes)
    let answer = ''
    socket.on('data', (data) => (answer += data.toString()))
    await once(socket, 'close')
    expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
    expect((await ask('GET', '/', await signIn())).status).toBe(200)
    expect(logged).toEqual([])
  })
})

describe('the port', () => {
  it('that was asked for and is taken is an error', async () => {
    const options = {
      engine: createTestEngine({ folder }),
      port: server.port,
      host: null,
      rendererFolder: join(folder, 'window'),
      log: () => {},
    }
    await expect(serveHeadless(options)).rejects.toThrow('EADDRINUSE')
  })
})

function flat(headers: OutgoingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
}

/** The oRPC client wants a browser's socket, which cannot send a cookie or an origin of its own from Node. */
class BrowserLikeSocket extends EventTarget {
  readonly #socket: WebSocket

  constructor(socket: WebSocket) {
    super()
    this.#socket = socket
    socket.on('open', () => this.dispatchEvent(new Event('open')))
    socket.on('close', () => this.dispatchEvent(new Event('close')))
    socket.on('message', (data) => this.dispatchEvent(new MessageEvent('message', { data: textOf(data) })))
  }

  get readyState(): 0 | 1 | 2 | 3 {
    return this.#socket.readyState
  }

  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
    if (data instanceof Blob) throw new TypeError('Expected text or bytes but received a Blob')
    this.#socket.send(data)
  }
}

function textOf(data: RawData): string {
  return (
    Buffer.isBuffer(data) ? data : Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)])
  ).toString()
}
