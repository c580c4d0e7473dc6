import ui from '@nuxt/ui/vue-plugin'
import { createPinia } from 'pinia'
import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import { defineComponent, h, provide, shallowRef } from 'vue'
import '../../theme.css'
import { connectEngine } from '../../engine/engine-connection.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import { inPageImport } from '../import/in-page-import.test-data.ts'
import { pageOnDemand } from './page-on-demand.ts'
import { tryPageAgainKey } from './try-page-again.ts'

it('a page that could not be fetched says so, and is there once it was tried again', async () => {
  let fails = true
  const view = pageOnDemand(() =>
    fails ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(() => h('h1', 'There')),
  )
  const shell = defineComponent(() => {
    const attempt = shallowRef(0)
    provide(tryPageAgainKey, () => (attempt.value += 1))
    return () => h('main', [h(view, { key: attempt.value })])
  })
  await render(shell, {
    global: {
      plugins: [createPinia(), ui],
      provide: { [engineConnectionKey]: connectEngine(inPageImport().openTransport) },
    },
  })
  await expect.element(page.getByRole('alert')).toMatchTextContent(/This page could not be loaded/)
  fails = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect.element(page.getByRole('heading', { name: 'There' })).toBeVisible()
})
