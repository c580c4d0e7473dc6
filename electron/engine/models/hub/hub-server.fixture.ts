import { createHash, hash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'

/** How the server treats one request for a file's bytes. */
export interface Treatment {
  /** Sends so many bytes of the body, and cuts the connection when the other side says by clientHas that it has them. */
  readonly dropAfter?: number
  /** Answers 200 with everything, as servers without ranges do. */
  readonly ignoreRange?: boolean
  /** Answers the range with bytes from elsewhere in the file. */
  readonly shiftRange?: number
  /** ETag of the storage; null: none. */
  readonly tag?: string | null
  /** Sends these bytes instead of the file's. */
  readonly content?: Buffer
  /** Answers with this status and nothing else. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Takes the request and says nothing. */
  readonly silent?: boolean
  /** Redirects the hub's answer to here instead of to the storage. */
  readonly redirect?: string
}

/** One request as the server saw it. */
export interface SeenRequest {
  readonly host: 'hub' | 'storage'
  readonly path: string
  readonly range: string | undefined
  readonly ifRange: string | undefined
  readonly authorization: string | undefined
}

interface HubFile {
  readonly content: Buffer
  /** Large files are redirected to the storage and named by SHA-256; small ones come from the hub, named by git. */
  readonly large: boolean
}

export const COMMIT = '0123456789abcdef0123456789abcdef01234567'

/** A model hub on this machine, and its storage on another port, behaving as the public one does. */
export class HubServer {
  readonly files = new Map<string, HubFile>()
  readonly seen: SeenRequest[] = []
  /** Files listed under names that nobody should take, as { rfilename, size, blobId }. */
  readonly extraSiblings: unknown[] = []
  /** In the order of requests for bytes; after the last one, as it should be. */
  readonly treatments: Treatment[] = []
  /** For requests of the hub itself, listing and resolving. */
  readonly hubTreatments: Treatment[] = []
  /** False: the list has names only, as older mirrors give. */
  listsBlobs = true
  /** Answers with checksums in the hub's headers. */
  announcesChecksums = true
  licence: string | null = 'apache-2.0'
  gatedToken: string | null = null
  readonly #hub = createServer((request, response) => this.#answerHub(request, response))
  readonly #storage = createServer((request, response) => this.#answerStorage(request, response))
  #silenced: (() => void) | null = null
  #drop: { readonly at: number; readonly response: ServerResponse } | null = null

  async start(): Promise<this> {
    for (const server of [this.#hub, this.#storage]) await once(server.listen(0, '127.0.0.1'), 'listening')
    return this
  }

  async stop(): Promise<void> {
    for (const server of [this.#hub, this.#storage]) {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }

  get endpoint(): string {
    return `http://127.0.0.1:${portOf(this.#hub)}`
  }

  get storage(): string {
    return `http://127.0.0.1:${portOf(this.#storage)}`
  }

  add(name: string, content: Buffer | string, large = false): this {
    this.files.set(name, { content: Buffer.from(content), large })
    return this
  }

  /** Resolves when a request is being kept waiting. */
  async untilSilent(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#silenced = resolve
    })
  }

  /** Told how many bytes of the file arrived, since what is still under way when a connection is cut is lost. */
  clientHas(bytes: number): void {
    if (this.#drop === null || bytes < this.#drop.at) return
    this.#drop.response.destroy()
    this.#drop = null
  }

  requestsFor(host: SeenRequest['host']): SeenRequest[] {
    return this.seen.filter((request) => request.host === host)
  }

  #note(host: SeenRequest['host'], { url = '', headers }: IncomingMessage): void {
    const { range, authorization } = headers
    this.seen.push({ host, path: url, range, ifRange: headers['if-range']?.toString(), authorization })
  }

  #answerHub(request: IncomingMessage, response: ServerResponse): void {
    this.#note('hub', request)
    const treatment = this.hubTreatments.shift() ?? {}
    if (this.#answeredOddly(treatment, response)) return
    const [path = '', query] = (request.url ?? '').split('?')
    if (path.startsWith('/api/models/owner/name/revision/')) {
      this.#list(response, query === 'blobs=true' && this.listsBlobs)
      return
    }
    const name = path.startsWith(`/owner/name/resolve/${COMMIT}/`) ? path.split('/').slice(5).join('/') : ''
    const file = this.files.get(decodeURIComponent(name))
    if (file === undefined) {
      refuse(response, path.includes('/owner/name/') ? 404 : 401, 'RepoNotFound')
    } else if (this.gatedToken !== null && request.headers.authorization !== `Bearer ${this.gatedToken}`) {
      refuse(response, request.headers.authorization === undefined ? 401 : 403, 'GatedRepo')
    } else if (file.large) {
      const linked = this.announcesChecksums ? { 'x-linked-etag': `"${hash('sha256', file.content)}"` } : {}
      const location = `${this.storage}/${encodeURIComponent(decodeURIComponent(name))}?signature=secret`
      response.writeHead(302, { location, etag: '"of-the-redirect"', ...linked }).end()
    } else {
      const tag = this.announcesChecksums ? `"${gitSha1(file.content)}"` : null
      this.#send(request, response, file.content, { tag, ...treatment })
    }
  }

  #list(response: ServerResponse, withBlobs: boolean): void {
    const siblings = Array.from(this.files, ([rfilename, { content, large }]) => {
      if (!withBlobs) return { rfilename }
      const size = content.length
      const pointer = { blobId: gitSha1(Buffer.from('pointer')), size }
      return large
        ? { rfilename, ...pointer, lfs: { sha256: hash('sha256', content), size, pointerSize: 134 } }
        : { rfilename, blobId: gitSha1(content), size }
    })
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({
        id: 'owner/name',
        sha: COMMIT,
        gated: this.gatedToken === null ? false : 'manual',
        cardData: { license: this.licence },
        siblings: [...siblings, ...this.extraSiblings],
      }),
    )
  }

  #answerStorage(request: IncomingMessage, response: ServerResponse): void {
    this.#note('storage', request)
    const treatment = this.treatments.shift() ?? {}
    if (this.#answeredOddly(treatment, response)) return
    const [name = ''] = (request.url ?? '').slice(1).split('?')
    const file = this.files.get(decodeURIComponent(name))
    if (file === undefined) refuse(response, 404, 'NoSuchKey')
    else this.#send(request, response, file.content, treatment)
  }

  #answeredOddly({ status, headers, silent, redirect }: Treatment, response: ServerResponse): boolean {
    if (silent === true) this.#silenced?.()
    else if (redirect !== undefined) response.writeHead(302, { location: redirect }).end()
    else if (status !== undefined) response.writeHead(status, headers).end()
    else return false
    return true
  }

  #send(request: IncomingMessage, response: ServerResponse, whole: Buffer, treatment: Treatment): void {
    const { dropAfter, ignoreRange = false, shiftRange = 0, tag = '"stored"', content = whole } = treatment
    const { range, 'if-range': condition } = request.headers
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? Number.NaN)
    const partial =
      !ignoreRange && !Number.isNaN(start) && (condition === undefined || condition.toString() === tag)
    if (tag !== null) response.setHeader('etag', tag)
    if (partial && start >= content.length) {
      response.writeHead(416).end()
      return
    }
    const from = partial ? start + shiftRange : 0
    const body = content.subarray(from)
    response.setHeader('content-length', body.length)
    if (partial) response.setHeader('content-range', `bytes ${from}-${content.length - 1}/${content.length}`)
    response.writeHead(partial ? 206 : 200)
    if (dropAfter === undefined) response.end(body)
    else {
      response.write(body.subarray(0, dropAfter))
      this.#drop = { at: from + dropAfter, response }
    }
  }
}

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { 'x-error-code': code }).end()
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('Expected a server that listens')
  return address.port
}

/** By the definition in git's documentation: SHA-1 over "blob LENGTH\0" and the bytes. */
function gitSha1(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex')
}
