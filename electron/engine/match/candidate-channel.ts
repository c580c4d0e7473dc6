import type { Neighbours } from '../vector-index/neighbours.ts'

/** The neighbours that one channel found, of pictures or of items (dense numbers). */
export interface CandidateChannel {
  readonly name: string
  readonly of: 'pictures' | 'items'
  readonly neighbours: Neighbours
  /** Distance, in the channel's unit, up to which two pictures show practically the same: decides who is a hub */
  readonly closeDistance: number
}
