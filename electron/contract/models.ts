import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { job } from './jobs.ts'
import { saying } from './saying.ts'

/** What a model is used for in a catalogue; one model a role. */
export const modelRole = z.enum(['pictures', 'titles', 'categories'])
export type ModelRole = z.infer<typeof modelRole>

/** embed-pictures and find-items serve the role "pictures", embed-titles "titles", classify-items "categories". */
export const modelTask = z.enum(['embed-pictures', 'embed-titles', 'classify-items', 'find-items'])
export type ModelTask = z.infer<typeof modelTask>

export const modelLicence = z.object({
  name: z.string(),
  /** What the user agrees to, in plain words; null: nothing beyond the licence's name. */
  terms: z.string().nullable(),
  url: z.string().nullable(),
  mustBeAccepted: z.boolean(),
  mayBeRedistributed: z.boolean(),
})
export type ModelLicence = z.infer<typeof modelLicence>

export const installedModel = z.object({
  id: z.string(),
  name: z.string(),
  task: modelTask,
  licence: modelLicence,
  source: z.string(),
  citation: z.string().nullable(),
  /** Of all its files. */
  bytes: z.number().int(),
  /** Numbers in a vector; of a classifier, its classes. */
  dimension: z.number().int(),
  /** The one that comes with Doublet: it can be left aside, but not removed. */
  builtIn: z.boolean(),
  /** Who accepted its terms in this catalogue, and when; null while nobody has. */
  accepted: z.object({ by: z.string(), at: z.string() }).nullable(),
  /** What it is used for in this catalogue. */
  roles: z.array(modelRole),
  /** Why it cannot be used; null when it can. */
  problem: saying.nullable(),
})
export type InstalledModel = z.infer<typeof installedModel>

/** A published model that Doublet knows how to fetch or what to expect of. */
export const knownModel = z.object({
  id: z.string(),
  name: z.string(),
  goodFor: z.string(),
  task: modelTask,
  licence: modelLicence,
  citation: z.string().nullable(),
  /** What `models.install` takes: "hf:OWNER/NAME"; null where its owner publishes no weights and a folder is needed. */
  source: z.string().nullable(),
  /** What a folder of it must hold, in words. */
  folder: z.string(),
  /** Approximate size of the download; null: unknown until asked. */
  bytes: z.number().int().nullable(),
})
export type KnownModel = z.infer<typeof knownModel>

/** What a provider of onnxruntime is worth on this machine. */
export const providerReport = z.object({
  provider: z.enum(['cuda', 'dml', 'coreml', 'webgpu', 'cpu']),
  modelId: z.string(),
  trusted: z.boolean(),
  /** The one that Doublet uses for this model. */
  inUse: z.boolean(),
  /** Name of the graphics card; null for the CPU and where it could not be learnt. */
  adapter: z.string().nullable(),
  /** "WebGPU on NVIDIA ...: 14x CPU, max difference 2e-6", or why it was set aside. */
  said: saying,
  itemsPerSecond: z.number().nullable(),
  /** Its speed to that of the CPU with all cores. */
  timesCpu: z.number().nullable(),
  /** Against the CPU on the same input. */
  largestDifference: z.number().nullable(),
})
export type ProviderReport = z.infer<typeof providerReport>

/** What using a model would cost before the catalogue can be matched by it. */
export const modelCost = z.object({
  /** Pictures, titles or items that it has not described yet. */
  missing: z.number().int(),
  /** Those that it has described before. */
  kept: z.number().int(),
  /** "pictures", "titles" or "items" */
  of: z.enum(['pictures', 'titles', 'items']),
  /** By a short trial of the model on this machine, on the CPU. */
  seconds: z.number(),
})
export type ModelCost = z.infer<typeof modelCost>

const role = z.object({ role: modelRole, id: z.string().nullable() })

export const modelsContract = {
  list: oc
    .errors(errorMap)
    .output(z.object({ installed: z.array(installedModel), known: z.array(knownModel) })),
  /**
   * Starts a job that fetches (from the hub) or reads (from a folder) a model, turns it into a graph and installs it.
   * Terms that must be accepted are refused with TERMS_NOT_ACCEPTED, which carries them, before anything is fetched.
   */
  install: oc
    .errors(errorMap)
    .input(
      z.object({
        /** A folder's path, or "hf:OWNER/NAME[@REVISION]". */
        source: z.string().min(1),
        /** Its name in Doublet, or of the known model whose kind it is; left out: chosen from the source. */
        name: z.string().min(1).optional(),
        /** Which file holds the weights, where a folder has several. */
        weights: z.string().min(1).optional(),
        acceptTerms: z.boolean().default(false),
        /** For gated repositories; used for this download and kept nowhere. */
        token: z.string().min(1).optional(),
      }),
    )
    .output(job),
  /** Its files go; what it described stays in the catalogues and can be used again once it is installed again. */
  remove: oc
    .errors(errorMap)
    .input(z.object({ id: z.string() }))
    .output(z.null()),
  cost: oc.errors(errorMap).input(role).output(modelCost),
  /** Gives a role to a model (null: none, or the built-in one for pictures), describes what is missing and matches anew. */
  use: oc
    .errors(errorMap)
    .input(role.extend({ acceptTerms: z.boolean().default(false) }))
    .output(job),
  providers: oc.errors(errorMap).output(z.array(providerReport)),
  /** Tries every provider of this machine with a model, each in a process of its own. */
  check: oc
    .errors(errorMap)
    .input(z.object({ id: z.string().optional() }))
    .output(job),
}
