import { z } from 'zod'
import { contentHash } from '../../contract/identifiers.ts'

/** What the main process tells the engine's process; `start` and `connect` carry one port each. */
export const engineOrder = z.discriminatedUnion('kind', [
  /** The port is for pictures. */
  z.object({ kind: z.literal('start'), dataFolder: z.string(), reviewer: z.string() }),
  /** The port speaks oRPC, for a window or for the main process itself. */
  z.object({ kind: z.literal('connect') }),
  z.object({ kind: z.literal('close') }),
])
export type EngineOrder = z.infer<typeof engineOrder>
export type StartOrder = Extract<EngineOrder, { kind: 'start' }>

/** What the engine's process tells the main process. */
export const engineNotice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
])
export type EngineNotice = z.infer<typeof engineNotice>

export const pictureRequest = z.object({
  id: z.number().int(),
  sha256: contentHash,
  size: z.enum(['thumbnail', 'full']),
})
export type PictureRequest = z.infer<typeof pictureRequest>

export const pictureAnswer = z.object({
  id: z.number().int(),
  /** null: not a picture of the open catalogue. */
  picture: z.object({ contentType: z.string(), bytes: z.instanceof(Uint8Array) }).nullable(),
})
export type PictureAnswer = z.infer<typeof pictureAnswer>
