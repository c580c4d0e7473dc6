import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES, createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Engine } from '../../engine/engine.ts'
import { type WindowFile, listWindowFiles } from '../window-files.ts'
import { type ApiSocket, createApiSocket } from './api-socket.ts'
import { respondExport } from './export-route.ts'
import { respondInbox } from './inbox-route.ts'
import { Inboxes } from './inboxes.ts'
import { listen } from './listen.ts'
import { OneTimeTokens } from './one-time-tokens.ts'
import { respondPicture } from './picture-route.ts'
import { allowedHosts, bracketed, refusalReason } from './request-guard.ts'
import { requestSegments } from './request-path.ts'
import { respondText } from './respond.ts'
import { Sessions } from './sessions.ts'
import { checkSession } from './sign-in.ts'
import { respondWindowFile } from './window-route.ts'

const LARGEST_HEADERS_BYTES = 16 * 1024
const HEADERS_TIMEOUT_MS = 10_000
/** A client that neither sends nor reads for this long is cut off; a large upload may take hours. */
const IDLE_TIMEOUT_MS = 30_000
const MOST_CONNECTIONS = 256

export interface HeadlessOptions {
  readonly engine: Engine
  /** 0..65535, 0 for any free port; null: 7311 or the next free one. */
  readonly port: number | null
  /** Address to listen on; null: 127.0.0.1, so that only this machine reaches it. */
  readonly host: string | null
  /** The built window. */
  readonly rendererFolder: string
  readonly log: (line: string) => void
}

export interface HeadlessServer {
  /** Where to go, with a one-time token: `http://127.0.0.1:7311/?token=...`. */
  readonly url: string
  readonly port: number
  /** A link with a fresh one-time token. */
  newUrl(): string
  /** Ends every connection and stops listening; the engine stays open. */
  close(): Promise<void>
}

interface Site {
  readonly engine: Engine
  readonly files: ReadonlyMap<string, WindowFile>
  readonly hosts: ReadonlySet<string>
  readonly sessions: Sessions
  readonly tokens: OneTimeTokens
  readonly inboxes: Inboxes
  readonly api: ApiSocket
  readonly log: (line: string) => void
}

/**
 * Serves the same window and API as the desktop to a browser. Every request and every socket is checked for its
 * Host, its Origin and a session that a one-time token started.
 * @throws Error when the window is not built or the port is taken
 */
export async function serveHeadless(options: HeadlessOptions): Promise<HeadlessServer> {
  const { engine, log } = options
  const host = options.host ?? '127.0.0.1'
  const files = await listWindowFiles(options.rendererFolder)
  const server = createServer({
    maxHeaderSize: LARGEST_HEADERS_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: 0,
    connectionsCheckingInterval: HEADERS_TIMEOUT_MS / 2,
  })
  server.setTimeout(IDLE_TIMEOUT_MS)
  server.maxConnections = MOST_CONNECTIONS
  const port = await listen(server, host, options.port)

  const tokens = new OneTimeTokens()
  const api = createApiSocket(engine)
  const site: Site = {
    engine,
    files,
    hosts: allowedHosts(host, port),
    sessions: new Sessions(port),
    tokens,
    inboxes: new Inboxes(() => engine.createInboxFolder()),
    api,
    log,
  }
  attach(server, site)

  const newUrl = () => `http://${bracketed(reachableName(host))}:${port}/?token=${tokens.issue()}`
  return {
    url: newUrl(),
    port,
    newUrl,
    async close() {
      api.close()
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

function attach(server: Server, site: Site): void {
  server.on('request', (request, response) => {
    answer(site, request, response).catch((error: unknown) => {
      site.log(`${request.method} ${JSON.stringify(pathOnly(request.url))} failed: ${describe(error)}`)
      if (response.headersSent) response.destroy()
      else
        respondText(response, 500, 'Something went wrong here; the terminal says what.', {
          Connection: 'close',
        })
    })
  })
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    const refusal = upgradeRefusal(site, request)
    if (refusal === null) site.api.upgrade(request, socket, head)
    else refuseUpgrade(socket, refusal)
  })
  // What is not HTTP is answered like this by Node's own default, but without ever throwing.
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    else socket.destroy()
  })
}

async function answer(site: Site, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const reason = refusalReason(
    { method: request.method ?? '', headers: request.headers, upgrade: false },
    site.hosts,
  )
  if (reason !== null) return respondText(response, 403, reason, { Connection: 'close' })
  const segments = requestSegments(request.url)
  if (segments === null) return respondText(response, 400, 'Expected a path.', { Connection: 'close' })
  if (!checkSession(request, response, site.sessions, site.tokens)) return

  const [first, ...rest] = segments
  if (first === 'inbox') return respondInbox(site.inboxes, rest, request, response)
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return respondText(response, 405, 'Use GET here.', { Allow: 'GET, HEAD', Connection: 'close' })
  }
  if (first === 'images') return respondPicture(site.engine, rest, response)
  if (first === 'exports') return respondExport(site.engine, rest, response)
  const file = site.files.get(first === '' && rest.length === 0 ? 'index.html' : segments.join('/'))
  if (file === undefined) return respondText(response, 404, 'Nothing is here.')
  return respondWindowFile(response, file)
}

function upgradeRefusal(site: Site, request: IncomingMessage): number | null {
  const reason = refusalReason(
    { method: request.method ?? '', headers: request.headers, upgrade: true },
    site.hosts,
  )
  if (reason !== null) return 403
  if (!site.sessions.has(request.headers.cookie)) return 401
  return requestSegments(request.url)?.join('/') === 'api' ? null : 404
}

function refuseUpgrade(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Listening on every address is no address to open: this machine's own is. */
function reachableName(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  return host === '::' ? '::1' : host
}

/** Without the query, which may hold a token. */
function pathOnly(target: string | undefined): string {
  return target?.split('?', 1)[0] ?? ''
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
