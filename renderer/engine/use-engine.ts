import { inject, type InjectionKey } from 'vue'
import type { EngineClient } from '../../electron/contract/index.ts'
import type { EngineConnection } from './engine-connection.ts'

export const engineConnectionKey: InjectionKey<EngineConnection> = Symbol('engine connection')

/** The line to the engine and its state. */
export function useEngineConnection(): EngineConnection {
  const connection = inject(engineConnectionKey)
  if (connection === undefined) throw new Error('Expected an engine connection to be provided but found none')
  return connection
}

/** Everything that can be asked of the engine, typed by the contract. */
export function useEngine(): EngineClient {
  return useEngineConnection().client
}
