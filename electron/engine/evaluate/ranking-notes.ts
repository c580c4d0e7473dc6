import type { RankingReport } from '../../contract/evaluate.ts'
import { say, type Saying } from '../../contract/saying.ts'

/** What to know of a ranking besides its figures: what could not take part in it, and rows that are not full. */
export function rankingNotes(
  report: Pick<RankingReport, 'queriesWithoutPicture' | 'galleryWithoutPicture' | 'gallery' | 'top'>,
): Saying[] {
  const { queriesWithoutPicture, galleryWithoutPicture, gallery, top } = report
  const notes: Saying[] = []
  if (queriesWithoutPicture > 0) notes.push(say('queriesWithoutPicture', { count: queriesWithoutPicture }))
  if (galleryWithoutPicture > 0) notes.push(say('galleryWithoutPicture', { count: galleryWithoutPicture }))
  if (gallery - galleryWithoutPicture < top) notes.push(say('galleryTooSmall', { top }))
  return notes
}
