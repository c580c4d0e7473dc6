import { RPCLink } from '@orpc/client/message-port'
import type { HostBridge } from '../../electron/contract/host-bridge.ts'
import type { OpenTransport } from './engine-transport.ts'

const PORT_MESSAGE = 'doublet:port'

/** Asks the desktop for a port to the engine process; after a crash of that process a new port is asked for. */
export function messagePortTransport(bridge: HostBridge): OpenTransport {
  return (listener) => {
    const receive = (event: MessageEvent): void => {
      const port = event.ports[0]
      // Only our own preload posts from this very window; anything else is not for us.
      if (event.source !== window || event.data !== PORT_MESSAGE || port === undefined) return
      window.removeEventListener('message', receive)
      port.addEventListener('close', () => listener.closed(), { once: true })
      port.start()
      listener.opened(new RPCLink({ port }))
    }
    window.addEventListener('message', receive)
    bridge.requestEnginePort()
  }
}
