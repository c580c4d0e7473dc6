import { RPCLink } from '@orpc/client/message-port'
import type { AnyRouter } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import type { OpenTransport } from './engine-transport.ts'

/** A line to a router in the page itself, for tests: every call is checked by the contract on both sides. */
export function inPageTransport(router: AnyRouter): OpenTransport {
  return (listener) => {
    const { port1, port2 } = new MessageChannel()
    new RPCHandler(router).upgrade(port1)
    port1.start()
    port2.start()
    listener.opened(new RPCLink({ port: port2 }))
  }
}
