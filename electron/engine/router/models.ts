import type { InstalledModel, KnownModel as KnownModelAnswer, ModelRole } from '../../contract/models.ts'
import { say, type Saying } from '../../contract/saying.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { EngineState } from '../engine-state.ts'
import type { CheckModelsPayload, DescribePayload, InstallModelPayload } from '../jobs/job-payload.ts'
import { modelCost } from '../jobs/model-cost.ts'
import { listProviders } from '../jobs/list-providers.ts'
import { builtInModelFolder } from '../models/built-in-model-folder.ts'
import { installedName } from '../models/build/installed-name.ts'
import { parseModelSource } from '../models/hub/model-source.ts'
import { type KnownModel, readKnownModels } from '../models/known-models.ts'
import { knownModelOf } from '../models/known-model-of.ts'
import type { ModelManifest } from '../models/manifest.ts'
import { MODEL_SETTING } from '../models/model-roles.ts'
import { BUILT_IN_ID, readChosenModel } from '../models/read-chosen-model.ts'
import { readManifest, spaceOf } from '../models/read-model.ts'
import { sayRole } from '../models/say-role.ts'
import { ModelStore } from '../models/store/model-store.ts'
import { refusal } from '../refuse.ts'
import { requireAllowed } from '../require-allowed.ts'
import { acceptTerms, requireRole } from './choose-model.ts'
import type { Procedures } from './procedures.ts'

export function modelsRouter(os: Procedures['models'], state: EngineState) {
  const { dataFolder, allowedRoots, host } = state.options
  const store = new ModelStore(dataFolder)
  return os.router({
    list: os.list.handler(async () => ({
      installed: await listInstalled(state.session, store),
      known: (await readKnownModels()).map(asAnswer),
    })),
    install: os.install.handler(async ({ input }) => {
      const session = state.requireSession()
      const source = parseModelSource(input.source)
      const path = source.kind === 'folder' ? await requireAllowed(source.path, allowedRoots) : null
      const known = await knownModelOf(
        path === null ? source : { kind: 'folder', path },
        input.name ?? null,
        await readKnownModels(),
      )
      const name = installedName(source, known, input.name ?? null)
      if (known !== null) acceptTerms(session, { ...known, ...name }, input.acceptTerms, input.source)
      const payload: InstallModelPayload = {
        source: path ?? input.source,
        name: input.name ?? null,
        weights: input.weights ?? null,
      }
      return session.enqueue('install-model', payload, input.token)
    }),
    remove: os.remove.handler(async ({ input }) => {
      const session = state.requireSession()
      const role = rolesOf(session, input.id)[0]
      if (input.id === BUILT_IN_ID || role !== undefined)
        throw refusal(
          'MODEL_UNUSABLE',
          role === undefined
            ? say('builtInStays', {})
            : say('modelInRole', { model: input.id, role: sayRole(role) }),
        )
      await store.remove(input.id)
      session.jobs.emit({ type: 'changed', what: 'models' })
      return null
    }),
    cost: os.cost.handler(async ({ input }) => {
      const { repositories } = state.requireSession()
      const id = input.id ?? (input.role === 'pictures' ? BUILT_IN_ID : null)
      const model = id === null ? null : await readChosenModel(id, dataFolder)
      const context = { cores: state.cores, dataFolder, note: (): void => undefined }
      return modelCost(repositories, model, input.role, context)
    }),
    use: os.use.handler(async ({ input }) => {
      const session = state.requireSession()
      const { settings } = session.repositories
      const id = input.id === BUILT_IN_ID ? null : input.id
      if (id === null) settings.remove(MODEL_SETTING[input.role])
      else {
        const { manifest } = await readChosenModel(id, dataFolder)
        requireRole(manifest, input.role)
        acceptTerms(session, manifest, input.acceptTerms, manifest.source)
        settings.set(MODEL_SETTING[input.role], id)
      }
      session.jobs.emit({ type: 'changed', what: 'models' })
      const payload: DescribePayload = { thenMatch: host !== 'cli' }
      return session.enqueue('describe', payload)
    }),
    providers: os.providers.handler(async () => {
      const session = state.requireSession()
      return listProviders(await listInstalled(session, store), dataFolder)
    }),
    check: os.check.handler(({ input }) => {
      const payload: CheckModelsPayload = { modelId: input.id ?? null }
      return state.requireSession().enqueue('check-models', payload)
    }),
  })
}

function rolesOf({ repositories }: CatalogueSession, id: string): ModelRole[] {
  return (['pictures', 'titles', 'categories'] as const).filter((role) => {
    const chosen = repositories.settings.get(MODEL_SETTING[role])
    return chosen === id || (chosen === null && role === 'pictures' && id === BUILT_IN_ID)
  })
}

async function listInstalled(session: CatalogueSession | null, store: ModelStore): Promise<InstalledModel[]> {
  const builtIn = await readManifest(builtInModelFolder())
  const models = [{ id: BUILT_IN_ID, manifest: builtIn, reason: null }, ...(await store.list())]
  const acceptances = session?.repositories.acceptances.findNewest()
  return models.map((model) => {
    const acceptance = acceptances?.get(model.id)
    return {
      ...describe(model),
      builtIn: model.id === BUILT_IN_ID,
      accepted: acceptance === undefined ? null : { by: acceptance.acceptedBy, at: acceptance.acceptedAt },
      roles: session === null ? [] : rolesOf(session, model.id),
    }
  })
}

type Described = Omit<InstalledModel, 'builtIn' | 'accepted' | 'roles'>

function describe(model: { id: string; manifest: ModelManifest | null; reason?: Saying | null }): Described {
  const { id, manifest } = model
  if (manifest === null)
    return {
      id,
      name: id,
      task: 'embed-pictures',
      licence: { name: 'unknown', terms: null, url: null, mustBeAccepted: false, mayBeRedistributed: false },
      source: '',
      citation: null,
      bytes: 0,
      dimension: 0,
      problem: model.reason ?? say('manifestMissing', {}),
    }
  const { name, task, licence, source, citation, files } = manifest
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  const { dimension } = spaceOf(manifest)
  return { id, name, task, licence, source, citation, bytes, dimension, problem: null }
}

function asAnswer(model: KnownModel): KnownModelAnswer {
  const { id, name, goodFor, task, licence, citation, repositories, folder, bytes } = model
  const [first] = repositories
  const source = first === undefined ? null : `hf:${first.repository}@${first.revision}`
  return { id, name, goodFor, task, licence, citation, source, folder, bytes }
}
