import type { SearchBox } from '../../../../electron/contract/search.ts'
import type { Alignment } from './align-planes.ts'
import type { DifferenceMap } from './difference-map.ts'
import type { Turns } from './picture-frame.ts'

/** A picture as the worker reads it. */
export interface FrameSource {
  readonly url: string
  /** In shares of the upright picture, 0..1: the file that is served may be smaller than the original. */
  readonly crop: SearchBox
  readonly turns: Turns
  readonly mirrored: boolean
  /** Size of what is shown, in pixels of the original. */
  readonly width: number
  readonly height: number
}

export interface CompareRequest {
  readonly id: number
  readonly fixed: FrameSource
  readonly moved: FrameSource
}

/** What comparing two pictures came to. */
export interface Comparison {
  /** In pixels of the fixed frame and of the moved one; null where they show too little in common. */
  readonly alignment: Alignment | null
  /** With the moved picture in the middle of the fixed one where they could not be aligned. */
  readonly difference: DifferenceMap
}

export type CompareAnswer =
  | { readonly id: number; readonly comparison: Comparison }
  | { readonly id: number; readonly error: string }
