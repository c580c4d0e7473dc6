import { z } from 'zod'
import { float32Array, nearestListsMemory, int32Array, uint32Array } from '../../vector-index/typed-arrays.ts'

/** What a title-join worker is started with: TitleVectors, TitlePostings and NearestListsMemory, all in shared memory. */
export const titleJoinStart = z.object({
  vectors: z.object({
    offsets: uint32Array,
    terms: uint32Array,
    weights: float32Array,
    termCount: z.number().int(),
  }),
  postings: z.object({
    firstRow: z.number().int(),
    rowCount: z.number().int(),
    offsets: uint32Array,
    entries: int32Array,
    maximumWeights: float32Array,
    ranks: uint32Array,
    rowOffsets: uint32Array,
    rowEntries: int32Array,
    commonLengths: float32Array,
    maximumCommonLengths: float32Array,
  }),
  lists: nearestListsMemory,
  /** Row that task 0 is about */
  firstRow: z.number().int(),
})
export type TitleJoinStart = z.infer<typeof titleJoinStart>
