/**
 * Where a key moves to in a list; null when the key moves nothing.
 * @param index the row the keyboard is on
 * @param total rows of the list
 * @param pageRows rows that fit the screen
 */
export function listStep(key: string, index: number, total: number, pageRows: number): number | null {
  const last = total - 1
  if (last < 0) return null
  const target = targetOf(key, index, last, Math.max(1, pageRows - 1))
  return target === null ? null : Math.min(last, Math.max(0, target))
}

function targetOf(key: string, index: number, last: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return index + 1
    case 'ArrowUp':
      return index - 1
    case 'PageDown':
      return index + page
    case 'PageUp':
      return index - page
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return null
  }
}
