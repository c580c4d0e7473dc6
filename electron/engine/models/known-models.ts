import { readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { modelTask } from '../../contract/models.ts'
import { builtInModelFolder } from './built-in-model-folder.ts'
import { isRepositoryName, isRevision } from './hub/model-source.ts'
import { licence, modelId } from './manifest.ts'
import { detectorInput, normalisation, pixelInput } from './preprocessing/pixel-input.ts'

const preprocessing = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pixels'), pixels: pixelInput, normalisation }),
  z.object({ kind: z.literal('detector'), detector: detectorInput, normalisation }),
])

/** What the makers say of a model elsewhere than in its files; left out where its files say it. */
const parameters = z.strictObject({
  /** timm's name of the network below the head. */
  backbone: z.string().min(1).optional(),
  preprocessing: preprocessing.optional(),
  /** Cosine distance up to which its makers call two things the same. */
  sameUpTo: z.number().min(0).max(2).optional(),
  /** Probability from which a found item counts. */
  detectorThreshold: z.number().min(0).max(1).optional(),
  classes: z
    .strictObject({
      top: z.number().int().min(1),
      threshold: z.number().min(0).max(1),
      otherName: z.string().min(1),
    })
    .optional(),
  /** Every title is padded, or cut, to this many tokens. */
  paddedTokens: z.number().int().min(2).optional(),
  /** Put before every title: "query: ". */
  titlePrefix: z.string().min(1).optional(),
})

const repository = z.strictObject({
  /** "OWNER/NAME" on the hub. */
  repository: z.string().refine(isRepositoryName),
  revision: z.string().refine(isRevision),
  /** Folder of the model that its files belong into; "" for the top. */
  folder: z.enum(['', 'detector', 'encoder', 'text_encoder']),
  /** Names, and patterns with "*"; null: whatever makes up a model. */
  files: z.array(z.string().min(1)).min(1).nullable(),
})

/** A published model: what it is, whose it is, and how it is had. models/known/ID.json */
export const knownModel = z.strictObject({
  id: modelId,
  name: z.string().min(1),
  /** One plain sentence. */
  goodFor: z.string().min(1),
  task: modelTask,
  /** Name of the system that makes a graph of it. */
  system: z.enum([
    'trendyol-arcface',
    'ecommerce-classifier',
    'arcface',
    'fashion',
    'picture-encoder',
    'title-encoder',
  ]),
  /** The first is the model's own; none where its makers publish no weights. */
  repositories: z.array(repository),
  /** What a folder of it holds, in words, for those who bring their own. */
  folder: z.string().min(1),
  /** Of all that is fetched, approximately; null: unknown until the hub is asked. */
  bytes: z.number().int().positive().nullable(),
  licence,
  citation: z.string().min(1).nullable(),
  parameters,
})
export type KnownModel = z.infer<typeof knownModel>

/** The folder beside the built-in encoder's. */
function knownModelFolder(): string {
  return join(dirname(builtInModelFolder()), 'known')
}

/**
 * All models that Doublet knows, by name.
 * @throws when a file is not one: these files are part of Doublet
 */
export async function readKnownModels(folder: string = knownModelFolder()): Promise<KnownModel[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'))
  const models = await Promise.all(files.map(async (file) => await readKnownModel(join(folder, file))))
  return models.toSorted((one, other) => one.name.localeCompare(other.name, 'en'))
}

async function readKnownModel(path: string): Promise<KnownModel> {
  const parsed = knownModel.safeParse(JSON.parse(await readFile(path, 'utf8')))
  if (!parsed.success)
    throw new Error(`Expected ${path} to describe a model: ${z.prettifyError(parsed.error)}`)
  return parsed.data
}

/**
 * The known model of a repository, or of an id.
 * @param named "OWNER/NAME", whatever the case of its letters, as on the hub; or an id
 */
export function findKnownModel(models: readonly KnownModel[], named: string): KnownModel | null {
  const wanted = named.toLowerCase()
  const isIt = ({ id, repositories }: KnownModel): boolean =>
    id === wanted || repositories[0]?.repository.toLowerCase() === wanted
  return models.find(isIt) ?? null
}
