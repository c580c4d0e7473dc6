/** Up to here weights are learnt from every title. */
const LEARN_ALL_TITLES = 5_000
/** How much a catalogue grows until its weights are learnt anew. */
const LEARN_ANEW_FACTOR = 1.2

/**
 * How many of a catalogue's titles, from the first, its weights are learnt from. They stay the same while it grows by a
 * fifth, so that only new titles need to be compared with others, and depend on the titles alone, not on when they came.
 */
export function titlesLearntFrom(titles: number): number {
  let learnt = LEARN_ALL_TITLES
  if (titles <= learnt) return titles
  while (learnt * LEARN_ANEW_FACTOR <= titles) learnt = Math.floor(learnt * LEARN_ANEW_FACTOR)
  return learnt
}
