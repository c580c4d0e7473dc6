import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia, setActivePinia } from 'pinia'
import { render } from 'vitest-browser-vue'
import type { Component } from 'vue'
import '../../theme.css'
import { connectEngine } from '../../engine/engine-connection.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { queryKeys } from '../../engine/query-keys.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import { inPageImport, type InPageImport } from './in-page-import.test-data.ts'
import PageHarness from './PageHarness.test-data.vue'

/** Shows a page with an engine of its own, for tests. */
export async function showPage(view: Component, parts: Partial<InPageImport> = {}): Promise<InPageImport> {
  localStorage.clear()
  const pinia = createPinia()
  setActivePinia(pinia)
  const engine = inPageImport(parts)
  const queryClient = createQueryCache()
  // These pages are only there while a catalogue is open.
  queryClient.setQueryData(queryKeys.catalogue, { name: 'Test' })
  await render(PageHarness, {
    props: { view },
    global: {
      plugins: [pinia, ui, [VueQueryPlugin, { queryClient }]],
      provide: { [engineConnectionKey]: connectEngine(engine.openTransport) },
    },
  })
  return engine
}
