import type { ClientContext, ClientLink } from '@orpc/client'

export type EngineLink = ClientLink<ClientContext>

export interface TransportListener {
  opened(link: EngineLink): void
  /** The line is gone, or could not be opened. */
  closed(): void
}

/** One attempt to reach the engine; told apart by host, used alike. */
export type OpenTransport = (listener: TransportListener) => void
