import type { Job } from '../../../electron/contract/jobs.ts'
import type { InstalledModel, KnownModel, ModelLicence } from '../../../electron/contract/models.ts'

const APACHE: ModelLicence = {
  name: 'Apache-2.0',
  terms: null,
  url: 'https://www.apache.org/licenses/LICENSE-2.0',
  mustBeAccepted: false,
  mayBeRedistributed: true,
}

/** An installed model as an engine could tell of it, for tests. */
export function makeInstalled(parts: Partial<InstalledModel> = {}): InstalledModel {
  return {
    id: 'built-in',
    name: 'Doublet encoder',
    task: 'embed-pictures',
    licence: APACHE,
    source: 'Doublet',
    citation: null,
    bytes: 12_000_000,
    dimension: 256,
    builtIn: true,
    accepted: null,
    roles: ['pictures'],
    problem: null,
    ...parts,
  }
}

export function makeKnown(parts: Partial<KnownModel> = {}): KnownModel {
  return {
    id: 'marketplace-encoder',
    name: 'Marketplace encoder',
    goodFor: 'Tells whether two photos show the same product.',
    task: 'embed-pictures',
    licence: { ...APACHE, name: 'Shop licence', terms: 'Do not pass it on.', mustBeAccepted: true },
    citation: 'Shop team, 2025',
    source: 'hf:Shop/encoder@main',
    folder: 'config.json and model.safetensors.',
    bytes: 453_000_000,
    ...parts,
  }
}

export function makeJob(parts: Partial<Job> = {}): Job {
  return {
    id: 1,
    kind: 'install-model',
    status: 'queued',
    progress: null,
    summary: {},
    notes: [],
    problems: 0,
    error: null,
    createdAt: '2026-01-01T00:00:00Z',
    startedAt: null,
    finishedAt: null,
    ...parts,
  }
}
