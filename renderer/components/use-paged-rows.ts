import { keepPreviousData, useQueries, type QueryFunctionContext } from '@tanstack/vue-query'
import { computed, shallowRef, toValue, watch, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import { pagesOf } from './page-window.ts'

interface Page<Row> {
  readonly total: number
  readonly rows: Row[]
}

interface PagedRowsOptions<Row, PageOfRows extends Page<Row>> {
  readonly pageSize: number
  /** Cache key of one page; a change of anything in it is another list. */
  readonly pageKey: (page: number) => readonly unknown[]
  readonly fetchPage: (page: number, context: Pick<QueryFunctionContext, 'signal'>) => Promise<PageOfRows>
  readonly enabled?: MaybeRefOrGetter<boolean>
}

export interface PagedRows<Row, PageOfRows extends Page<Row>> {
  /** Rows of the whole list; null until the first answer. */
  readonly total: ComputedRef<number | null>
  /** Any page at hand, for what is told of the whole list beside its rows. */
  readonly somePage: ComputedRef<PageOfRows | null>
  /** The row at an index; null while its page is on its way. */
  readonly rowAt: (index: number) => Row | null
  /** Tells which rows are visible, so that their pages are fetched. */
  readonly showRange: (first: number, last: number) => void
  readonly error: ComputedRef<unknown>
  readonly isLoading: ComputedRef<boolean>
  readonly refetch: () => void
}

/** A long list read page by page as it scrolls; pages stay in the query cache and are refreshed by engine events. */
export function usePagedRows<Row, PageOfRows extends Page<Row>>(
  options: PagedRowsOptions<Row, PageOfRows>,
): PagedRows<Row, PageOfRows> {
  const range = shallowRef({ first: 0, last: 0 })
  const lastTotal = shallowRef<number | null>(null)
  const pages = computed(() =>
    pagesOf(range.value.first, range.value.last, options.pageSize, lastTotal.value),
  )

  const results = useQueries({
    queries: computed(() =>
      pages.value.map((page) => ({
        queryKey: options.pageKey(page),
        queryFn: ({ signal }: QueryFunctionContext) => options.fetchPage(page, { signal }),
        enabled: toValue(options.enabled ?? true),
        placeholderData: page === 0 ? keepPreviousData : undefined,
      })),
    ),
  })

  const pageResults = computed(
    () => new Map(pages.value.map((page, index) => [page, results.value[index]?.data])),
  )
  const somePage = computed(() => results.value.find(({ data }) => data !== undefined)?.data ?? null)
  // Far jumps leave every known page for a moment: the list must keep its length meanwhile.
  const total = computed(() => somePage.value?.total ?? lastTotal.value)
  watch(somePage, (page) => {
    if (page !== null) lastTotal.value = page.total
  })

  return {
    total,
    somePage,
    rowAt: (index) =>
      pageResults.value.get(Math.floor(index / options.pageSize))?.rows[index % options.pageSize] ?? null,
    showRange(first, last) {
      if (first !== range.value.first || last !== range.value.last) range.value = { first, last }
    },
    error: computed(
      () => results.value.find(({ error, data }) => error !== null && data === undefined)?.error ?? null,
    ),
    isLoading: computed(() => somePage.value === null && results.value.some(({ isPending }) => isPending)),
    refetch: () => results.value.forEach((result) => void result.refetch()),
  }
}
