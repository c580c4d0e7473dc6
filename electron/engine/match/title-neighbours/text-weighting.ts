/** How titles become sparse vectors, whose dot product is their cosine similarity. */
export interface TextWeighting {
  /** What of the similarity comes from words, 0..1; the rest comes from character n-grams */
  readonly wordShare: number
  /** Lengths of the character n-grams; not read where all comes from words */
  readonly gramLengths: readonly number[]
  /** What a term counts that occurs tf times: tf, 1 + ln(tf), or 1 */
  readonly count: 'raw' | 'sublinear' | 'binary'
  /**
   * What a term counts that df of n titles hold. smooth: ln((1 + n) / (1 + df)) + 1, as scikit-learn has it. plain:
   * ln((1 + n) / (1 + df)), so that what every title holds counts nothing.
   */
  readonly rarity: 'smooth' | 'plain'
}

/** Doublet's own: what titles are measured by in the evidence, and matched by unless another is chosen. */
export const WORDS_AND_GRAMS: TextWeighting = {
  wordShare: 0.6,
  gramLengths: [3],
  count: 'sublinear',
  rarity: 'smooth',
}
