import type { JobContext } from './job-context.ts'

/** Rows read from the catalogue at a time. */
const PAGE = 128

/**
 * Everything that is still to be done, a page at a time, with a checkpoint between pages.
 * @param find the rows after a place, in its order
 * @param placeOf where a row stands
 */
export async function* pageThrough<Row>(
  find: (after: number, limit: number) => readonly Row[],
  placeOf: (row: Row) => number,
  context: JobContext,
): AsyncGenerator<Row, void, undefined> {
  for (let after = 0; ;) {
    await context.checkpoint()
    const page = find(after, PAGE)
    const last = page.at(-1)
    if (last === undefined) return
    yield* page
    after = placeOf(last)
  }
}
