import { say } from '../../contract/saying.ts'
import type {
  SearchAnswer,
  SearchHit,
  SearchInput,
  SearchNote,
  SearchReadiness,
} from '../../contract/search.ts'
import type { Catalogue } from '../catalogue/open-catalogue.ts'
import { createRepositories, type Repositories } from '../catalogue/repositories.ts'
import { countPassing } from './item-filter.ts'
import { measureHits, type WordQuery } from './measure-hits.ts'
import { pictureQuery } from './picture-query.ts'
import { type RankedItem, rankItems, type WordDistances } from './rank-items.ts'
import { loadSearchData, type SearchData, searchState } from './search-data.ts'
import type { SearchedPart } from './search-messages.ts'
import { SearchModels } from './search-models.ts'
import { SearchRefused } from './search-refused.ts'
import { hasWords, TitleSearch } from './title-search.ts'

interface Prepared {
  readonly data: SearchData
  /** Made when words are searched by for the first time. */
  titles: Promise<TitleSearch> | null
}

/** Searches one catalogue. What it needs is loaded once, and again when the catalogue has changed. */
export class Searcher {
  readonly #catalogue: Catalogue
  readonly #repositories: Repositories
  readonly #models: SearchModels
  #prepared: Promise<Prepared> | null = null
  /** What providers had to tell since the last answer. */
  #notices: SearchNote[] = []

  constructor(catalogue: Catalogue, dataFolder: string) {
    this.#catalogue = catalogue
    this.#repositories = createRepositories(catalogue.db)
    this.#models = new SearchModels(dataFolder, (said) =>
      this.#notices.push({ kind: 'provider', said, words: said.words }),
    )
  }

  /** Drops what is out of date. Groups are asked for with every search; with them only a match changes what is loaded. */
  async forget(changed: SearchedPart): Promise<void> {
    const loaded = await this.#prepared?.catch(() => null)
    const isSame = changed === 'groups' && loaded?.data.state === searchState(this.#repositories)
    if (!isSame) this.#prepared = null
    if (changed === 'models') await this.#models.close()
  }

  /** Loads everything, and says what can be searched by. A model is started with the first search that needs it. */
  async prepare(): Promise<SearchReadiness> {
    const prepared = await this.#load()
    await this.#titles(prepared)
    const { loaded, searchable, index, pictureSpace, textSpace, filter } = prepared.data
    return {
      items: loaded.items.length,
      pictures: searchable,
      indexed: index !== null,
      pictureModel: pictureSpace?.modelId ?? null,
      textModel: textSpace?.modelId ?? null,
      attributes: filter.attributes,
    }
  }

  /** @throws SearchRefused and as pictureQuery */
  async find({ picture: given, box, text, filter, top }: SearchInput): Promise<SearchAnswer> {
    const startedMs = performance.now()
    const prepared = await this.#load()
    const { data } = prepared
    const notes: SearchNote[] = []
    const note = (told: SearchNote): void => {
      notes.push(told)
    }
    const means = { data, repositories: this.#repositories, models: this.#models, note }
    const loadedMs = performance.now()
    const picture = given === undefined ? null : await pictureQuery(given, box, means)
    const words = await this.#words(text ?? '', prepared, note)
    if (picture === null && words === null) throw new SearchRefused(say('noWordToSearch', {}))
    if (picture !== null && data.index === null) note(WITHOUT_INDEX)
    const embeddedMs = performance.now()
    const passing = data.filter.passing(filter, note)
    const distances = words === null ? null : await this.#distances(words, prepared)
    const hits = rankItems(data, picture, distances, passing, top)
    const measured = await measureHits(
      hits.map(({ item }) => item),
      picture,
      words,
      data,
    )
    const answer: SearchAnswer = {
      hits: this.#name(hits, measured, data),
      candidates: passing === null ? data.loaded.items.length : countPassing(passing),
      picture:
        picture === null
          ? null
          : {
              sha256: picture.sha256,
              width: picture.width,
              height: picture.height,
              box: picture.box,
              found: [...picture.found],
            },
      notes: [...notes, ...this.#notices.splice(0)],
      tookMs: {
        embed: embeddedMs - loadedMs,
        search: performance.now() - embeddedMs + (loadedMs - startedMs),
      },
    }
    return answer
  }

  async close(): Promise<void> {
    await this.#models.close()
    this.#catalogue.close()
  }

  #load(): Promise<Prepared> {
    this.#prepared ??= loadSearchData(this.#catalogue, this.#repositories).then((data) => ({
      data,
      titles: null,
    }))
    const loading = this.#prepared
    // What could not be loaded is tried again with the next search.
    loading.catch(() => {
      if (this.#prepared === loading) this.#prepared = null
    })
    return loading
  }

  #titles(prepared: Prepared): Promise<TitleSearch> {
    prepared.titles ??= TitleSearch.open(prepared.data.loaded.items.map(({ title }) => title))
    return prepared.titles
  }

  /** Null where there is nothing in the text to compare. */
  async #words(
    text: string,
    prepared: Prepared,
    note: (told: SearchNote) => void,
  ): Promise<WordQuery | null> {
    if (!hasWords(text)) {
      const words = 'There is no word or number in the text, so it was left out.'
      if (text.trim() !== '') note({ kind: 'no-word', words })
      return null
    }
    const { model: titleModel } = await this.#titles(prepared)
    const { textSpace } = prepared.data
    if (textSpace === null) return { words: text, meaning: null, titleModel }
    const { tokenizer, encoder } = await this.#models.titles(textSpace)
    return { words: text, meaning: await encoder.embed(tokenizer.encode([text])), titleModel }
  }

  async #distances({ words, meaning }: WordQuery, prepared: Prepared): Promise<WordDistances> {
    const titles = await this.#titles(prepared)
    return {
      similarities: await titles.similarities(words),
      meaning,
      containing: () => titles.containing(words),
    }
  }

  #name(
    hits: readonly RankedItem[],
    measured: Awaited<ReturnType<typeof measureHits>>,
    { loaded, run }: SearchData,
  ): SearchHit[] {
    const { items, pictures, groups } = this.#repositories
    const ids = hits.map(({ item }) => loaded.itemIds[item] ?? 0)
    const found = new Map(items.findByIds(ids).map((item) => [item.id, item]))
    const hashes = pictures.hashesOf(measured.flatMap(({ pictureId }) => pictureId ?? []))
    return hits.flatMap(({ distance }, n) => {
      const item = found.get(ids[n] ?? 0)
      const { channels = [], conflicts = [], pictureId = null } = measured[n] ?? {}
      if (item === undefined) return []
      return {
        item,
        distance,
        channels,
        conflicts,
        picture: pictureId === null ? null : (hashes.get(pictureId) ?? null),
        groupId: run === null ? null : (groups.findOfItems(run.id, [item.id])[0] ?? null),
      }
    })
  }
}

const WITHOUT_INDEX: SearchNote = {
  kind: 'without-index',
  words:
    'There is no index of the pictures as they are now, so every one was compared. Match to make searching faster.',
}
