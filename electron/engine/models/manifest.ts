import { z } from 'zod'
import { detectorInput, normalisation, pixelInput } from './preprocessing/pixel-input.ts'
import { tokenInput } from './tokenizer/token-input.ts'

/** A file inside the model's folder, or of one part of it ("detector/graph.onnx"); never a path out of it. */
const fileName = z.string().regex(/^([a-z0-9-]+\/)?[^/\\]+$/)

export const modelId = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/)

const modelFile = z.object({
  file: fileName,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int().nonnegative(),
})
export type ModelFile = z.infer<typeof modelFile>

/** Whose a model is and on what terms it may be used. */
export const licence = z.object({
  /** SPDX identifier where there is one: "Apache-2.0". */
  name: z.string().min(1),
  /** What the user agrees to, in the owner's own terms or their summary; null: nothing beyond the licence's name. */
  terms: z.string().nullable(),
  url: z.string().nullable(),
  /** The user must accept before the model is fetched or used. */
  mustBeAccepted: z.boolean(),
  /** False: the weights are never copied out of Doublet, exported or hosted. */
  mayBeRedistributed: z.boolean(),
})
export type Licence = z.infer<typeof licence>

/** A graph's output of one row a picture or text: float32 [N, dimension], L2 norm 1. */
const embeddingOutput = z.object({
  name: z.string().min(1),
  dimension: z.number().int().min(1).max(8192),
  /** Cosine distance up to which its makers call two things the same; null where they say nothing. */
  sameUpTo: z.number().min(0).max(2).nullable(),
  /** Cosine distance up to which practically all pairs (999 of 1,000) are copies of a picture; left out: nobody measured it. */
  copyUpTo: z.number().min(0).max(2).optional(),
})
export type EmbeddingOutput = z.infer<typeof embeddingOutput>

const embedPictures = z.object({
  task: z.literal('embed-pictures'),
  graph: fileName,
  pixels: pixelInput,
  normalisation,
  embedding: embeddingOutput,
  /** Pictures that the graph takes at a time, where it was saved for one; left out: any number. */
  largestBatch: z.literal(1).optional(),
})
const embedTitles = z.object({
  task: z.literal('embed-titles'),
  graph: fileName,
  tokens: tokenInput,
  embedding: embeddingOutput,
})
const classifyItems = z.object({
  task: z.literal('classify-items'),
  graph: fileName,
  pixels: pixelInput,
  normalisation,
  tokens: tokenInput,
  /** The graph gives float32 [N, classes], logits. */
  output: z.string().min(1),
  classes: z.array(z.string().min(1)).min(2),
  top: z.number().int().min(1),
  /** Below this probability of the best class, `otherName` is put first with 1 - that probability. */
  threshold: z.number().min(0).max(1),
  otherName: z.string().min(1),
})
const findItems = z.object({
  task: z.literal('find-items'),
  detector: z.object({
    graph: fileName,
    input: detectorInput,
    normalisation,
    /** The graph gives float32 [1, queries, classes] logits and [1, queries, 4] boxes: centre x, y, width, height, 0..1. */
    logits: z.string().min(1),
    boxes: z.string().min(1),
    /** By class number; null where a number means nothing. */
    classes: z.array(z.string().min(1).nullable()).min(1),
    threshold: z.number().min(0).max(1),
  }),
  /** Embeds each crop; crops are compared with crops of the same class only. */
  encoder: embedPictures.omit({ task: true }),
})

/** manifest.json of an installed model: all that is needed to run it and to know whose it is. */
export const modelManifest = z
  .object({
    id: modelId,
    version: z.number().int().positive(),
    name: z.string().min(1),
    licence,
    /** Where it came from: a page's address, or a folder. */
    source: z.string(),
    citation: z.string().nullable(),
    /** Every file that a graph needs, the graphs included. */
    files: z.array(modelFile).min(1),
  })
  .and(z.discriminatedUnion('task', [embedPictures, embedTitles, classifyItems, findItems]))
export type ModelManifest = z.infer<typeof modelManifest>
export type ModelTask = ModelManifest['task']
export type ManifestOf<Task extends ModelTask> = Extract<ModelManifest, { task: Task }>
