import type { EngineClient } from '../../../electron/contract/index.ts'

/** What is to be installed; whether its terms are accepted is asked apart. */
export type InstallRequest = Omit<Parameters<EngineClient['models']['install']>[0], 'acceptTerms'>
