import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { implement } from '@orpc/server'
import { createPinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import '../../theme.css'
import { contract } from '../../../electron/contract/index.ts'
import { connectEngine } from '../../engine/engine-connection.ts'
import { inPageTransport } from '../../engine/in-page-transport.test-data.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import ContradictionList from './ContradictionList.vue'

describe('ContradictionList', () => {
  it('lists the fewest verdicts to look at again, what they undo, and opens the pair of each', async () => {
    const os = implement(contract)
    const again = {
      itemA: 5,
      itemB: 9,
      nameA: 'mug-5',
      nameB: 'mug-9',
      relation: 'different' as const,
      variantAxis: null,
      reviewer: 'Bob',
      decidedAt: '2020-03-04T14:05:00Z',
      words: '“different” of “mug-5” and “mug-9”',
    }
    const transport = inPageTransport({
      review: {
        contradictions: os.review.contradictions.handler(() => [
          {
            itemA: 4,
            itemB: 9,
            nameA: 'mug-4',
            nameB: 'mug-9',
            relation: 'same-product' as const,
            variantAxis: null,
            reviewer: 'Ada',
            decidedAt: '2020-03-03T14:05:00Z',
            words: '“same product” of “mug-4” and “mug-9” is set aside.',
            reason: 'apart' as const,
            against: [again],
            size: 3,
            knot: 1,
            lookAgain: [again],
            exact: true,
          },
        ]),
      },
    })
    await render(ContradictionList, {
      global: {
        plugins: [createPinia(), ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
        provide: { [engineConnectionKey]: connectEngine(transport) },
      },
    })
    const region = page.getByRole('region', { name: '1 verdict to look at again' })
    await expect.element(region).toMatchTextContent(/Different.*“mug-5” and “mug-9”.*Bob/)
    await region.getByText('The contradiction it undoes').click()
    await expect.element(region.getByText(/“mug-4” and “mug-9” is set aside: a newer verdict/)).toBeVisible()
    await region.getByRole('button', { name: /^Open the pair/ }).click()
    await expect.poll(() => window.location.hash).toBe('#/review/5-9')
  })
})
