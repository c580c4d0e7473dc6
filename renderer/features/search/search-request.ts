import type {
  SearchBox,
  SearchFilter,
  SearchInput,
  SearchPicture,
} from '../../../electron/contract/search.ts'

/** The picture that is searched by. */
export type SearchSubject =
  | {
      readonly kind: 'file'
      /** On the engine's disk; null while it is on its way there. */
      readonly path: string | null
      readonly name: string
      /** An object URL of the file, for as long as it is searched by. */
      readonly url: string
    }
  | {
      readonly kind: 'item'
      readonly itemId: number
      readonly name: string
      readonly sha256: string
    }

/** What hits must be, as it is written in the form: empty says nothing. */
export interface FilterDraft {
  readonly category: string
  readonly brand: string
  readonly minimumPrice: number | null
  readonly maximumPrice: number | null
  readonly attributes: readonly { readonly name: string; readonly value: string }[]
}

export const EMPTY_FILTER: FilterDraft = {
  category: '',
  brand: '',
  minimumPrice: null,
  maximumPrice: null,
  attributes: [],
}

export interface SearchDraft {
  readonly words: string
  readonly subject: SearchSubject | null
  readonly box: SearchBox | null
  readonly filter: FilterDraft
  readonly top: number
}

/** What to ask the engine; null while there is nothing to search by, or its picture is still on its way. */
export function searchRequest({ words, subject, box, filter, top }: SearchDraft): SearchInput | null {
  const text = words.trim()
  const picture = subject === null ? null : pictureOf(subject)
  if (subject !== null && picture === null) return null
  if (picture === null && text === '') return null
  return {
    ...(picture === null ? {} : { picture }),
    ...(picture === null || box === null ? {} : { box }),
    ...(text === '' ? {} : { text }),
    filter: filterOf(filter),
    top,
  }
}

function pictureOf(subject: SearchSubject): SearchPicture | null {
  if (subject.kind === 'item') return { itemId: subject.itemId, sha256: subject.sha256 }
  return subject.path === null ? null : { path: subject.path }
}

function filterOf(draft: FilterDraft): SearchFilter {
  const [category, brand] = [draft.category.trim(), draft.brand.trim()]
  return {
    ...(category === '' ? {} : { category }),
    ...(brand === '' ? {} : { brand }),
    ...(draft.minimumPrice === null ? {} : { minimumPrice: draft.minimumPrice }),
    ...(draft.maximumPrice === null ? {} : { maximumPrice: draft.maximumPrice }),
    // A row whose value is still to be written filters nothing yet.
    attributes: draft.attributes.filter(({ name, value }) => name !== '' && value.trim() !== ''),
  }
}
