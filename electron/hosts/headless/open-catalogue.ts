import { createRouterClient, isDefinedError, safe } from '@orpc/server'
import type { Engine } from '../../engine/engine.ts'

/**
 * Opens the catalogue at a path, and creates it where there is none.
 * @throws the engine's own errors (CATALOGUE_LOCKED, CATALOGUE_TOO_NEW ...)
 */
export async function openOrCreateCatalogue(engine: Engine, path: string): Promise<void> {
  const client = createRouterClient(engine.router)
  const { error } = await safe(client.catalogue.open({ path }))
  if (error === null) return
  if (isDefinedError(error) && error.code === 'CATALOGUE_NOT_FOUND') await client.catalogue.create({ path })
  else throw error
}
