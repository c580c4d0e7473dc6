import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import '../../../theme.css'
import { connectEngine } from '../../../engine/engine-connection.ts'
import { createQueryCache } from '../../../engine/query-cache.ts'
import type { PictureBox } from '../../../../electron/contract/items.ts'
import { engineConnectionKey } from '../../../engine/use-engine.ts'
import { inPageEngine } from '../in-page-engine.test-data.ts'
import { makeCase, makeItem } from '../make-case.test-data.ts'
import ReviewHarness from '../ReviewHarness.test-data.vue'

const boxes: PictureBox[] = [
  { x: 10, y: 20, width: 40, height: 60, label: 'shoes', score: 0.92, origin: 'found' },
  { x: 0, y: 0, width: 100, height: 100, label: null, score: null, origin: 'given' },
  { x: 50, y: 0, width: 50, height: 50, label: null, score: null, origin: 'inner' },
]
const picture = {
  sha256: 'a'.repeat(64),
  width: 100,
  height: 100,
  format: 'jpeg',
  fileName: 'a.jpg',
  path: 'a.jpg',
}

async function showCase(withBoxes: boolean): Promise<void> {
  const pictures = [{ ...picture, boxes: withBoxes ? boxes : [] }]
  const predicted = [{ name: 'Green tea', probability: 0.83 }]
  const engine = inPageEngine([makeCase([makeItem(1), makeItem(2, { pictures, predicted })])])
  await render(ReviewHarness, {
    global: {
      plugins: [createPinia(), ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(engine.openTransport) },
    },
  })
  await expect.element(page.getByRole('heading', { name: 'A pair' })).toBeVisible()
}

/** Size on screen of each drawn box: the light line over the dark one. */
function drawnSizes(): number[] {
  return [...document.querySelectorAll('[data-boxes] rect[stroke="#fff"]')].map((rect) =>
    Number(rect.getAttribute('width')),
  )
}

describe('boxes over a picture', () => {
  beforeEach(() => {
    sessionStorage.clear()
    localStorage.removeItem('doublet-boxes')
    window.location.hash = '#/review'
  })

  it('are drawn with name and score, grow with the picture, and are told to who does not see them', async () => {
    await showCase(true)
    const list = page.getByRole('list', { name: 'Boxes in this picture' })
    await expect
      .element(list)
      .toMatchTextContent(
        /shoes, 92% sure, 40 × 60 pixels.*given with the listing.*a picture within the picture/,
      )
    await expect.element(page.getByText('shoes 92%')).toBeVisible()
    await expect.element(page.getByText('inner picture', { exact: true })).not.toBeInTheDocument()
    await expect.poll(() => drawnSizes()).toHaveLength(3)
    const [shoes = 0, given = 0] = drawnSizes()
    expect(shoes / given).toBeCloseTo(0.4)
    await userEvent.keyboard('+')
    await expect.poll(() => drawnSizes()[0]).toBeCloseTo(shoes * 1.4)
  })

  it('go and come back by one key', async () => {
    await showCase(true)
    const button = page.getByRole('button', { name: 'Show or hide the boxes around items' })
    await expect.element(button).toHaveAttribute('aria-pressed', 'true')
    await userEvent.keyboard('b')
    await expect.element(page.getByText('shoes 92%')).not.toBeInTheDocument()
    await expect.element(button).toHaveAttribute('aria-pressed', 'false')
    await userEvent.keyboard('b')
    await expect.element(page.getByText('shoes 92%')).toBeVisible()
  })

  it('have no button where there are none; what an item is taken for stands with what it says', async () => {
    await showCase(false)
    await expect
      .element(page.getByRole('button', { name: 'Show or hide the boxes around items' }))
      .not.toBeInTheDocument()
    await expect
      .element(page.getByRole('row', { name: /Category \(predicted\)/ }))
      .toMatchTextContent(/not said ?Green tea 83%/)
  })
})
