import { once } from 'node:events'
import type { Server } from 'node:http'

export const DEFAULT_PORT = 7311
/** How many ports after the default are tried before any free one is taken. */
const PORTS_TRIED = 20

/**
 * Binds a server. A port that was asked for is taken or fails; without one, the default or the next free port after
 * it is used, so that a second Doublet starts as well.
 * @param port 0..65535, 0 for any free port; null for the default
 * @returns the port that is listened on
 * @throws Error when the port that was asked for is taken or may not be used
 */
export async function listen(server: Server, host: string, port: number | null): Promise<number> {
  if (port !== null) return listenOn(server, host, port)
  for (let candidate = DEFAULT_PORT; candidate < DEFAULT_PORT + PORTS_TRIED; candidate += 1) {
    try {
      return await listenOn(server, host, candidate)
    } catch (error) {
      if (!isTaken(error)) throw error
    }
  }
  return listenOn(server, host, 0)
}

async function listenOn(server: Server, host: string, port: number): Promise<number> {
  server.listen({ port, host, exclusive: true })
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string')
    throw new Error(`Expected to listen on a port of ${host}`)
  return address.port
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')
}
