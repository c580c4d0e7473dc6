/** The same for a new case and for one that is asked again: a curator must not know which it is. */
export const RANDOM_CASE_WORDS =
  'Drawn at random: by such cases it is estimated how good the groups are and how reliable the verdicts.'
