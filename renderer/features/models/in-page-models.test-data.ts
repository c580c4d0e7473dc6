import { RPCLink } from '@orpc/client/message-port'
import { implement, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { contract } from '../../../electron/contract/index.ts'
import type {
  InstalledModel,
  KnownModel,
  ModelRole,
  ProviderReport,
} from '../../../electron/contract/models.ts'
import type { OpenTransport } from '../../engine/engine-transport.ts'
import type { InstallRequest } from './install-request.ts'
import { makeJob } from './make-model.test-data.ts'

export interface InPageModels {
  readonly openTransport: OpenTransport
  installed: InstalledModel[]
  readonly known: KnownModel[]
  readonly providers: ProviderReport[]
  /** Every call that changes something, in order. */
  readonly calls: { readonly name: string; readonly input: object }[]
  /** While true, nothing is installed or used without its terms accepted. */
  asksForTerms: boolean
}

/** The part of an engine that the Models page talks to, in the page itself, with every call checked by the contract. */
export function inPageModels(parts: Partial<InPageModels> = {}): InPageModels {
  const os = implement(contract)

  function requireTerms(acceptTerms: boolean): void {
    if (!engine.asksForTerms || acceptTerms) return
    const data = { model: 'Marketplace encoder', licence: 'Shop licence', terms: 'Do not pass it on.' }
    throw new ORPCError('TERMS_NOT_ACCEPTED', { defined: true, data })
  }
  function requirePlace({ source }: InstallRequest): void {
    if (!source.startsWith('/elsewhere')) return
    const data = { path: source, roots: ['/home/ada'] }
    throw new ORPCError('PATH_NOT_ALLOWED', { defined: true, message: 'It lies outside.', data })
  }
  function setRole(role: ModelRole, id: string | null): void {
    const chosen = id ?? (role === 'pictures' ? 'built-in' : null)
    engine.installed = engine.installed.map((model) => {
      const others = model.roles.filter((other) => other !== role)
      return { ...model, roles: model.id === chosen ? [...others, role] : others }
    })
  }

  const router = {
    jobs: {
      startMatch: os.jobs.startMatch.handler(({ input }) => {
        engine.calls.push({ name: 'match', input })
        return makeJob({ id: 8, kind: 'match', status: 'queued' })
      }),
    },
    models: {
      list: os.models.list.handler(() => ({ installed: engine.installed, known: engine.known })),
      install: os.models.install.handler(({ input }) => {
        requirePlace(input)
        requireTerms(input.acceptTerms)
        engine.calls.push({ name: 'install', input })
        return makeJob()
      }),
      cost: os.models.cost.handler(({ input }) =>
        input.role === 'pictures'
          ? { missing: 8692, kept: 0, of: 'pictures' as const, seconds: 118 }
          : { missing: 0, kept: 12, of: 'titles' as const, seconds: 0 },
      ),
      use: os.models.use.handler(({ input }) => {
        requireTerms(input.acceptTerms)
        engine.calls.push({ name: 'use', input })
        setRole(input.role, input.id)
        return makeJob({ id: 2, kind: 'describe' })
      }),
      remove: os.models.remove.handler(({ input }) => {
        engine.calls.push({ name: 'remove', input })
        engine.installed = engine.installed.filter(({ id }) => id !== input.id)
        return null
      }),
      providers: os.models.providers.handler(() => engine.providers),
      check: os.models.check.handler(({ input }) => {
        engine.calls.push({ name: 'check', input })
        return makeJob({ id: 3, kind: 'check-models' })
      }),
    },
    rehearsal: {
      start: os.rehearsal.start.handler(({ input }) => {
        requireTerms(input.model?.acceptTerms ?? true)
        engine.calls.push({ name: 'rehearse', input })
        return makeJob({ id: 4, kind: 'rehearse' })
      }),
    },
  }
  const engine: InPageModels = {
    openTransport: (listener) => {
      const { port1, port2 } = new MessageChannel()
      new RPCHandler(router).upgrade(port1)
      port1.start()
      port2.start()
      listener.opened(new RPCLink({ port: port2 }))
    },
    installed: [],
    known: [],
    providers: [],
    calls: [],
    asksForTerms: false,
    ...parts,
  }
  return engine
}
