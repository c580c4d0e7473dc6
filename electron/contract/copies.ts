import { oc } from '@orpc/contract'
import { z } from 'zod'
import { errorMap } from './errors.ts'
import { job } from './jobs.ts'

/** What sellers do to a photo that is not their own: see engine/evaluate/copies/ for what each is at each strength. */
export const copyKind = z.enum([
  're-encoding',
  'resizing',
  'crop',
  'padding',
  'background',
  'watermark',
  'sticker',
  'text',
  'collage',
  'mirror',
  'light',
  'screenshot',
])
export type CopyKind = z.infer<typeof copyKind>

export const copyStrength = z.enum(['mild', 'medium', 'strong'])
export type CopyStrength = z.infer<typeof copyStrength>

export const copiesRequest = z.object({
  /** Photos of the catalogue of which copies are made, spread over it; fewer where it has fewer. */
  photos: z.number().int().min(1).max(10_000).default(200),
  /** Decides by chance what every edit leaves open; the same number makes the same copies. */
  seed: z.number().int().nonnegative().default(1),
})
export type CopiesRequest = z.infer<typeof copiesRequest>

/** 0..1; null where there was nothing to count. */
const share = z.number().min(0).max(1).nullable()

export const copyFigures = z.object({
  copies: z.number().int(),
  /** Share whose original is the nearest of all pictures; ties are shared. */
  recallAt1: share,
  /** Share that one distance finds while 999 of 1,000 pairs up to it are right. */
  recallAtPrecision: share,
  /** That distance; null where no distance is right so often. */
  distance: z.number().nullable(),
})
export type CopyFigures = z.infer<typeof copyFigures>

export const copiesReport = z.object({
  jobId: z.number().int().positive(),
  createdAt: z.string(),
  model: z.string(),
  /** Photos that were copied, and pictures among which each copy's original was looked for. */
  photos: z.number().int(),
  pictures: z.number().int(),
  /** Photos that could not be read any more. */
  unreadable: z.number().int(),
  seed: z.number().int(),
  /** By kind and strength. */
  rows: z.array(z.object({ kind: copyKind, strength: copyStrength, figures: copyFigures })),
  /** All kinds together, by one distance. */
  byStrength: z.array(z.object({ strength: copyStrength, figures: copyFigures })),
})
export type CopiesReport = z.infer<typeof copiesReport>

export const copiesContract = {
  /** Starts a job that edits some of the catalogue's photos and looks for them by its picture model; changes nothing else. */
  start: oc.errors(errorMap).input(copiesRequest).output(job),
  /** What the last such job found; null before the first. */
  report: oc.errors(errorMap).output(copiesReport.nullable()),
  /** Writes the last report as CSV, a row for each kind and strength. */
  exportTable: oc
    .errors(errorMap)
    .input(z.object({ path: z.string() }))
    .output(z.object({ path: z.string(), rows: z.number().int(), bytes: z.number() })),
}
