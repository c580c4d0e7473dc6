/** How much a category that all recent cases came from is put back: to half of its worth. */
const DISCOUNT = 0.5

/**
 * What a case is worth when its category has had its share of late: its value, less up to half of it.
 * @param recent categories of the newest cases; null where one has none
 */
export function spreadValue(
  value: number,
  category: string | null,
  recent: readonly (string | null)[],
): number {
  if (recent.length === 0) return value
  const same = recent.filter((other) => other === category).length
  return value * (1 - (DISCOUNT * same) / recent.length)
}
