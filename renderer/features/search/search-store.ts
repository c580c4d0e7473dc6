import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { SearchBox } from '../../../electron/contract/search.ts'
import { EMPTY_FILTER, searchRequest, type FilterDraft, type SearchSubject } from './search-request.ts'

const HITS_AT_FIRST = 20
const MOST_HITS = 200

/** What is searched by; kept while other views are shown. */
export const useSearch = defineStore('search', () => {
  const words = shallowRef('')
  const subject = shallowRef<SearchSubject | null>(null)
  const box = shallowRef<SearchBox | null>(null)
  const filter = shallowRef<FilterDraft>(EMPTY_FILTER)
  const top = shallowRef(HITS_AT_FIRST)

  const request = computed(() =>
    searchRequest({
      words: words.value,
      subject: subject.value,
      box: box.value,
      filter: filter.value,
      top: top.value,
    }),
  )
  const isEmpty = computed(
    () => words.value === '' && subject.value === null && filter.value === EMPTY_FILTER,
  )

  /** Another picture, or none: a box drawn in the one before means nothing in it. */
  function searchBy(next: SearchSubject | null): void {
    const before = subject.value
    if (before?.kind === 'file' && before.url !== (next?.kind === 'file' ? next.url : null))
      URL.revokeObjectURL(before.url)
    subject.value = next
    box.value = null
    top.value = HITS_AT_FIRST
  }
  function changeFilter(part: Partial<FilterDraft>): void {
    filter.value = { ...filter.value, ...part }
  }
  function clear(): void {
    searchBy(null)
    words.value = ''
    filter.value = EMPTY_FILTER
  }

  return {
    words,
    subject,
    box,
    filter,
    top,
    request,
    isEmpty,
    searchBy,
    changeFilter,
    clear,
    showMore: () => (top.value = Math.min(MOST_HITS, top.value * 3)),
    canShowMore: computed(() => top.value < MOST_HITS),
  }
})
