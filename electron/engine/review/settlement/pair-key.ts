/** The same key for both orders of a pair of item ids. */
export function pairKey(itemA: number, itemB: number): string {
  return itemA < itemB ? `${itemA}:${itemB}` : `${itemB}:${itemA}`
}
