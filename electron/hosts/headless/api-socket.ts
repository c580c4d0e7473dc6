import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { RPCHandler } from '@orpc/server/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Engine } from '../../engine/engine.ts'

/** The largest call is a review of 1,225 verdicts with a note, some 200 kB. */
const LARGEST_MESSAGE_BYTES = 4 * 1024 * 1024
const HEARTBEAT_MS = 30_000

export interface ApiSocket {
  /** Answers a checked upgrade request; from then on the socket speaks oRPC. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Ends every connection; calls in flight see their signal aborted. */
  close(): void
}

/** The engine's router over WebSocket, one peer a connection. */
export function createApiSocket(engine: Engine): ApiSocket {
  const handler = new RPCHandler(engine.router)
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE_BYTES,
    perMessageDeflate: false,
  })
  const silent = new WeakSet<WebSocket>()

  // A browser that went to sleep answers no ping; its watches would otherwise be kept for ever.
  const heartbeat = setInterval(() => {
    for (const client of server.clients) {
      if (silent.has(client)) {
        client.terminate()
      } else {
        silent.add(client)
        client.ping()
      }
    }
  }, HEARTBEAT_MS)
  heartbeat.unref()

  return {
    upgrade(request, socket, head) {
      server.handleUpgrade(request, socket, head, (client) => {
        client.on('pong', () => silent.delete(client))
        // Too large a message or a broken frame: ws closes the connection itself.
        client.on('error', () => client.terminate())
        void handler.upgrade(client)
      })
    },
    close() {
      clearInterval(heartbeat)
      for (const client of server.clients) client.terminate()
      server.close()
    },
  }
}
