import { RPCLink } from '@orpc/client/websocket'
import type { TransportListener } from './engine-transport.ts'

/** Speaks to the headless host that this page came from. */
export function openWebSocketTransport(listener: TransportListener): void {
  const address = new URL('/api', window.location.href)
  address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:'
  const websocket = new WebSocket(address)
  websocket.addEventListener('open', () => listener.opened(new RPCLink({ websocket })), { once: true })
  // A refused connection closes too, so this one event covers both ends of its life.
  websocket.addEventListener('close', () => listener.closed(), { once: true })
}
