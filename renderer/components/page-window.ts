/**
 * Which pages of a long list must be at hand to show the rows from `first` to `last`.
 * @param first index of the first visible row, from 0
 * @param last index of the last visible row, inclusive
 * @param pageSize rows a page, at least 1
 * @param total rows of the whole list, or null while unknown
 */
export function pagesOf(first: number, last: number, pageSize: number, total: number | null): number[] {
  const lastRow = total === null ? last : Math.min(last, total - 1)
  const firstPage = Math.max(0, Math.floor(first / pageSize))
  const lastPage = Math.max(firstPage, Math.floor(lastRow / pageSize))
  return Array.from({ length: lastPage - firstPage + 1 }, (_, index) => firstPage + index)
}
