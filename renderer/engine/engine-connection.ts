import { createORPCClient, DynamicLink } from '@orpc/client'
import { readonly, shallowRef, type Ref } from 'vue'
import type { EngineClient } from '../../electron/contract/index.ts'
import type { EngineLink, OpenTransport } from './engine-transport.ts'
import { reconnectDelayMs } from './reconnect-delay.ts'

export type ConnectionState = 'connecting' | 'open' | 'lost'

/** Thrown for every call made while the engine cannot be reached: nothing is kept back and sent later. */
export class ConnectionLostError extends Error {
  constructor() {
    super('The connection to the engine is lost. Doublet is reconnecting; try again when it is back.')
    this.name = 'ConnectionLostError'
  }
}

export interface EngineConnection {
  readonly client: EngineClient
  readonly state: Readonly<Ref<ConnectionState>>
  /** Called after every time the line opens, the first included; returns the way to stop listening. */
  onOpen(listener: () => void): () => void
}

/** Keeps one line to the engine open: calls wait for the first connection and fail at once while it is lost. */
export function connectEngine(openTransport: OpenTransport): EngineConnection {
  const state = shallowRef<ConnectionState>('connecting')
  const openListeners = new Set<() => void>()
  let link: EngineLink | null = null
  let failedAttempts = 0
  let announceFirst: (() => void) | undefined
  const firstOpen = new Promise<void>((resolve) => (announceFirst = resolve))

  const attempt = (): void =>
    openTransport({
      opened(newLink) {
        link = newLink
        failedAttempts = 0
        state.value = 'open'
        announceFirst?.()
        for (const listener of openListeners) listener()
      },
      closed() {
        link = null
        state.value = 'lost'
        setTimeout(attempt, reconnectDelayMs(failedAttempts))
        failedAttempts += 1
      },
    })
  attempt()

  const client: EngineClient = createORPCClient(
    new DynamicLink(async () => {
      if (state.value === 'connecting') await firstOpen
      if (link === null) throw new ConnectionLostError()
      return link
    }),
  )
  return {
    client,
    state: readonly(state),
    onOpen(listener) {
      openListeners.add(listener)
      return () => openListeners.delete(listener)
    },
  }
}
