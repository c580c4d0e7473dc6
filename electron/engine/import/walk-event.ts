import type { ImportProblem } from './problem.ts'
import type { FoundFile } from './raw-item.ts'

/** What a walk meets: a picture file, or something that cannot be taken in. */
export type WalkEvent =
  | { readonly kind: 'file'; readonly file: FoundFile }
  | { readonly kind: 'problem'; readonly problem: ImportProblem }
