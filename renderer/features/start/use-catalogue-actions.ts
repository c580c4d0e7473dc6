import { useMutation, useQueryClient } from '@tanstack/vue-query'
import { computed } from 'vue'
import type { CatalogueInfo } from '../../../electron/contract/catalogue.ts'
import { hasErrorCode } from '../../engine/explain-error.ts'
import { hostBridge } from '../../engine/host-bridge.ts'
import { queryKeys } from '../../engine/query-keys.ts'
import { useEngine } from '../../engine/use-engine.ts'
import { useNavigation } from '../../navigation/navigation-store.ts'
import { useGroups } from '../groups/groups-store.ts'
import { useFrozenCases } from '../review/session/frozen-cases-store.ts'
import { useSearch } from '../search/search-store.ts'
import { useJobs } from '../shell/jobs-store.ts'
import { useCatalogueDialogs } from './catalogue-dialogs-store.ts'

type CatalogueAction =
  | { readonly kind: 'create' | 'open' | 'create-or-open'; readonly path: string }
  | { readonly kind: 'sample' | 'close' }

/** Creating, opening and closing catalogues, and what the window does after. */
export function useCatalogueActions() {
  const engine = useEngine()
  const queryClient = useQueryClient()
  const navigation = useNavigation()
  const jobs = useJobs()
  const dialogs = useCatalogueDialogs()
  const frozen = useFrozenCases()
  const groups = useGroups()
  const search = useSearch()

  async function createOrOpen(path: string): Promise<CatalogueInfo> {
    try {
      return await engine.catalogue.create({ path })
    } catch (error) {
      if (hasErrorCode(error, 'CATALOGUE_EXISTS')) return engine.catalogue.open({ path })
      throw error
    }
  }

  async function openSample(): Promise<CatalogueInfo> {
    const { path } = await engine.catalogue.suggestPath({ name: 'Sample' })
    const catalogue = await createOrOpen(path)
    if (catalogue.items === 0) await engine.sources.importSample()
    return catalogue
  }

  async function perform(action: CatalogueAction): Promise<CatalogueInfo | null> {
    switch (action.kind) {
      case 'create':
        return engine.catalogue.create({ path: action.path })
      case 'open':
        return engine.catalogue.open({ path: action.path })
      case 'create-or-open':
        return createOrOpen(action.path)
      case 'sample':
        return openSample()
      case 'close':
        return engine.catalogue.close()
    }
  }

  const act = useMutation({
    mutationFn: async (action: CatalogueAction) => {
      // Events of the new catalogue's first job may come before the answer: what was, is forgotten first.
      jobs.forget()
      return perform(action)
    },
    onSuccess: (catalogue) => {
      queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'catalogue' })
      queryClient.setQueryData(queryKeys.catalogue, catalogue)
      void queryClient.invalidateQueries({ queryKey: queryKeys.recentCatalogues })
      dialogs.open = null
      frozen.forget()
      groups.clear()
      search.clear()
      navigation.goTo({ view: 'groups' })
    },
  })

  async function chooseNew(): Promise<void> {
    const bridge = hostBridge()
    if (bridge === null) {
      act.reset()
      dialogs.open = 'new'
      return
    }
    const path = await bridge.chooseNewCatalogue()
    if (path !== null) act.mutate({ kind: 'create', path })
  }

  async function chooseOpen(path: string | null = null): Promise<void> {
    const bridge = hostBridge()
    if (path !== null) {
      act.mutate({ kind: 'open', path })
      return
    }
    if (bridge === null) {
      act.reset()
      dialogs.open = 'open'
      return
    }
    const chosen = await bridge.chooseCatalogue()
    if (chosen !== null) act.mutate({ kind: 'open', path: chosen })
  }

  return {
    perform: act.mutateAsync,
    start: act.mutate,
    isPending: act.isPending,
    /** What is being done, so that only its own button turns. */
    pendingKind: computed(() => (act.isPending.value ? (act.variables.value?.kind ?? null) : null)),
    error: act.error,
    chooseNew,
    chooseOpen,
  }
}
