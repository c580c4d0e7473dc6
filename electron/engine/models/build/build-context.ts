import type { ModelManifest } from '../manifest.ts'
import type { ModelPreprocessing } from '../preprocessing/preprocessing-source.ts'
import type { OnBytes } from '../weights/write-safetensors.ts'

/** What a model's own files may leave unsaid, and a known model's manifest says. */
export interface BuildParameters {
  /** timm's name of the network below the head, where there is no config.json. */
  readonly backbone?: string | undefined
  readonly preprocessing?: ModelPreprocessing | undefined
  /** Cosine distance up to which its makers call two things the same. */
  readonly sameUpTo?: number | undefined
  readonly detectorThreshold?: number | undefined
  readonly classes?:
    | { readonly top: number; readonly threshold: number; readonly otherName: string }
    | undefined
  /** Every text is padded to this many tokens. */
  readonly paddedTokens?: number | undefined
  /** Put before every title. */
  readonly titlePrefix?: string | undefined
}

export interface BuildContext {
  /** The model's folder as it came. */
  readonly source: string
  /** Folder for everything that is to be installed; empty at first. */
  readonly staging: string
  readonly parameters: BuildParameters
  /** Name of the file that holds the weights, where the folder has several. */
  readonly weightsFile: string | undefined
  readonly signal: AbortSignal
  readonly onBytes: OnBytes | undefined
}

type WithoutOrigin<Manifest> = Manifest extends unknown
  ? Omit<Manifest, 'id' | 'version' | 'name' | 'licence' | 'source' | 'citation' | 'files'>
  : never

/** The part of a manifest that says how to run the model. */
export type RunManifest = WithoutOrigin<ModelManifest>

export interface BuiltModel {
  readonly run: RunManifest
  /** Keys of the checkpoint that the network does without: a head for training, mostly. */
  readonly leftover: readonly string[]
}

/** A kind of model: whether a folder is one, and what to make of it. */
export interface System {
  readonly name: string
  readonly recognises: (source: string, config: unknown) => Promise<boolean>
  /** @throws ModelRefused, WeightsUnreadable, MissingWeight, WeightShapeMismatch, PreprocessingUnreadable, ZodError */
  readonly build: (context: BuildContext, config: unknown) => Promise<BuiltModel>
}
