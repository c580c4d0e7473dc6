export interface LikelyClass {
  readonly name: string
  /** 0..1 */
  readonly probability: number
}

/** How a classifier's answer is read. */
export interface ClassRule {
  readonly classes: readonly string[]
  /** How many are named. */
  readonly top: number
  readonly threshold: number
  readonly otherName: string
}

/**
 * The likeliest classes by softmax, ties by class number. Below the threshold the name for "none of these" comes first,
 * with 1 less the best one's probability, as the EcommerceClassifier's own code has it.
 * @param logits float32 [classes]
 * @returns with `best` null when the model is not sure enough
 */
export function likeliestClasses(
  logits: Float32Array,
  { classes, top, threshold, otherName }: ClassRule,
): { readonly best: string | null; readonly named: readonly LikelyClass[] } {
  if (logits.length !== classes.length)
    throw new RangeError(`Expected ${classes.length} logits but received ${logits.length}`)
  const highest = Math.max(...logits)
  const parts = Float64Array.from(logits, (logit) => Math.exp(logit - highest))
  const sum = parts.reduce((total, part) => total + part, 0)
  const named = classes
    .map((name, index) => ({ name, probability: (parts[index] ?? 0) / sum }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, top)
  const first = named[0]
  if (first === undefined || first.probability >= threshold) return { best: first?.name ?? null, named }
  return { best: null, named: [{ name: otherName, probability: 1 - first.probability }, ...named] }
}
