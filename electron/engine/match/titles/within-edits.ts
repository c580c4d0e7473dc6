/**
 * Whether one word becomes the other by so many edits or fewer: a letter put in, left out, changed, or swapped with its
 * neighbour, no letter touched twice (optimal string alignment, the usual restriction of Damerau and Levenshtein's distance).
 * @param edits 0 or more; time grows with 4 to its power
 * @param startA,startB where in the words to start
 */
export function withinEdits(a: string, b: string, edits: number, startA = 0, startB = 0): boolean {
  let atA = startA
  let atB = startB
  while (atA < a.length && a[atA] === b[atB]) {
    atA += 1
    atB += 1
  }
  const leftA = a.length - atA
  const leftB = b.length - atB
  if (Math.abs(leftA - leftB) > edits) return false
  if (leftA === 0 || leftB === 0) return true
  if (edits === 0) return false
  return (
    withinEdits(a, b, edits - 1, atA + 1, atB + 1) ||
    withinEdits(a, b, edits - 1, atA + 1, atB) ||
    withinEdits(a, b, edits - 1, atA, atB + 1) ||
    (leftA > 1 &&
      leftB > 1 &&
      a[atA] === b[atB + 1] &&
      a[atA + 1] === b[atB] &&
      withinEdits(a, b, edits - 1, atA + 2, atB + 2))
  )
}
