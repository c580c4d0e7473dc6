import { foldTitle } from '../titles/fold-title.ts'

/** The category that two items are both of, folded as matching compares it; null where they are not of one. */
export function sharedCategory(a: string | null | undefined, b: string | null | undefined): string | null {
  const folded = foldTitle(a ?? '')
  return folded !== '' && folded === foldTitle(b ?? '') ? folded : null
}
