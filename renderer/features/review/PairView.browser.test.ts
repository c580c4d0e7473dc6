import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import axe from 'axe-core'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import '../../theme.css'
import type { PictureBox } from '../../../electron/contract/items.ts'
import { connectEngine } from '../../engine/engine-connection.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import { inPageEngine } from './in-page-engine.test-data.ts'
import { makeCase, makeItem } from './make-case.test-data.ts'
import ReviewHarness from './ReviewHarness.test-data.vue'

const SIZE = { width: 320, height: 240, format: 'png' }
const pictureOf = (letter: string, boxes: PictureBox[] = []) => ({
  ...SIZE,
  sha256: letter.repeat(64),
  fileName: `${letter}.png`,
  path: `${letter}.png`,
  boxes,
})
const shoes = { x: 80, y: 30, width: 160, height: 180, label: 'box', score: 0.9, origin: 'found' } as const

/** One listing shows one picture of `representative`, the other all of `member`. */
async function showPair(representative: string, member: string, boxes: PictureBox[] = []) {
  const engine = inPageEngine([
    makeCase([
      makeItem(1, { title: 'Tea 2x500 g', pictures: [pictureOf(representative, boxes)] }),
      makeItem(2, { title: 'Tea 1 kg', pictures: member.split('').map((letter) => pictureOf(letter)) }),
    ]),
  ])
  await render(ReviewHarness, {
    global: {
      plugins: [createPinia(), ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(engine.openTransport) },
    },
  })
  await expect.element(page.getByRole('heading', { name: 'A pair' })).toBeVisible()
  return engine
}

const stage = (mode: string) => document.querySelector<HTMLElement>(`[data-compare="${mode}"]`)
const picture = (name: RegExp) => page.getByRole('img', { name })

async function expectNoViolations(): Promise<void> {
  const { violations } = await axe.run(document.body, {
    // The harness has no page around the review.
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

describe('the pair view', () => {
  beforeEach(() => {
    sessionStorage.clear()
    localStorage.removeItem('doublet-compare-mode')
    localStorage.removeItem('doublet-compare-aligned')
    window.location.hash = '#/review'
  })

  it('wipes one picture over the other by key and by the divider, and remembers the mode', async () => {
    await showPair('a', 'b')
    await page.getByRole('button', { name: /^Slider/ }).click()
    await expect.element(picture(/^Representative up to 50% of the width, Member 1 beyond it/)).toBeVisible()
    await userEvent.keyboard('.')
    await expect.element(picture(/up to 45% of the width/)).toBeVisible()
    await userEvent.keyboard(',,')
    await expect.element(picture(/up to 55% of the width/)).toBeVisible()
    const range = page.getByRole('slider', { name: 'Divider between the pictures' })
    await range.fill('20')
    await expect.element(picture(/up to 20% of the width/)).toBeVisible()
    expect(localStorage.getItem('doublet-compare-mode')).toBe('slider')
    await userEvent.keyboard('q')
    await expect.element(page.getByRole('region', { name: 'Member 1, chosen' })).toBeVisible()
    await expectNoViolations()
  })

  it('aligns a copy that is nearer, moved and darker, and says so', async () => {
    await showPair('a', 'b')
    await userEvent.keyboard('o')
    await expect.element(page.getByText('Aligned', { exact: true })).toBeVisible()
    await expect.element(picture(/Member 1 over Representative, seen to 50%/)).toBeVisible()
    const [fixed, moved] = [...(stage('overlay')?.querySelectorAll('img') ?? [])].map((image) =>
      image.getBoundingClientRect(),
    )
    // The copy shows the same at 1.3 times the size, so it lies at 1 / 1.3 of it, 40 pixels in and 20 down.
    expect((moved?.width ?? 0) / (fixed?.width ?? 1)).toBeCloseTo(1 / 1.3, 1)
    const scale = (fixed?.width ?? 0) / SIZE.width
    expect(((moved?.left ?? 0) - (fixed?.left ?? 0)) / scale).toBeCloseTo(40, -0.6)
    expect(((moved?.top ?? 0) - (fixed?.top ?? 0)) / scale).toBeCloseTo(20, -0.6)
    await userEvent.keyboard('a')
    await expect.element(page.getByText('Aligned', { exact: true })).not.toBeInTheDocument()
    await expectNoViolations()
  })

  it('shows where two pictures differ, in words too', async () => {
    await showPair('a', 'd')
    await userEvent.keyboard('h')
    await expect
      .element(page.getByText(/^2% of what both show differs, most of it at the bottom\. Both show 100%/))
      .toBeVisible()
    expect(document.querySelector('[data-heat-map]')).not.toBeNull()
    await expect.element(picture(/^Heat map of Representative and Member 1\. 2% of what both/)).toBeVisible()
    await expectNoViolations()
  })

  it('says that pictures with nothing in common are not aligned', async () => {
    await showPair('a', 'c')
    await userEvent.keyboard('h')
    await expect
      .element(page.getByText('Not aligned: these pictures show too little in common.'))
      .toBeVisible()
  })

  it('says that a picture cannot be read', async () => {
    await showPair('a', 'f')
    await userEvent.keyboard('h')
    await expect.element(page.getByText(/cannot be compared: one of them cannot be read/)).toBeVisible()
  })

  it('lets the pictures take turns by key, never by itself', async () => {
    await showPair('a', 'b')
    await userEvent.keyboard('t')
    await expect.element(picture(/^Representative is shown/)).toBeVisible()
    await userEvent.keyboard('.')
    await expect.element(picture(/^Member 1 is shown/)).toBeVisible()
    // A switch so soon after another is not taken: nothing may flicker.
    await expect
      .poll(() => {
        const back = page.getByRole('button', { name: 'Show Representative' }).query()
        if (back instanceof HTMLElement) back.click()
        return picture(/^Representative is shown/).query()
      })
      .not.toBeNull()
    const bySelf = page.getByRole('button', { name: 'Take turns by itself' })
    await expect.element(bySelf).toHaveAttribute('aria-pressed', 'false')
    await expectNoViolations()
  })

  it('turns and mirrors the picture of the chosen member alone', async () => {
    await showPair('a', 'b')
    await userEvent.keyboard('u')
    await expect.element(picture(/^Member 1: Tea 1 kg, turned by 90°$/)).toBeVisible()
    await userEvent.keyboard('m')
    await expect.element(picture(/^Member 1: Tea 1 kg, turned by 90°, mirrored$/)).toBeVisible()
    await expect.element(picture(/^Representative: Tea 2x500 g$/)).toBeVisible()
    await userEvent.keyboard('uuum')
    await expect.element(picture(/^Member 1: Tea 1 kg$/)).toBeVisible()
  })

  it('has a strip of all pictures of a listing', async () => {
    await showPair('a', 'bcd')
    const strip = page.getByRole('list', { name: 'Pictures of Member 1' })
    const third = strip.getByRole('button', { name: 'Picture 3 of 3' })
    await third.click()
    await expect.element(third).toHaveAttribute('aria-current', 'true')
    await userEvent.keyboard('[[[[')
    await expect
      .element(strip.getByRole('button', { name: 'Picture 1 of 3' }))
      .toHaveAttribute('aria-current', 'true')
    await expectNoViolations()
  })

  it('compares the boxes in place of the whole pictures, and searches by one', async () => {
    await showPair('a', 'b', [shoes])
    await userEvent.keyboard('c')
    await expect.element(page.getByRole('list', { name: 'Boxes in this picture' })).not.toBeInTheDocument()
    await page.getByRole('button', { name: 'Part of the picture: Representative' }).click()
    await expect
      .element(page.getByRole('menuitemcheckbox', { name: 'Box: box 90%' }))
      .toHaveAttribute('aria-checked', 'true')
    await page.getByRole('menuitem', { name: 'Search by this part' }).click()
    expect(window.location.hash).toBe('#/search')
  })

  it('draws a part by key and compares it', async () => {
    await showPair('a', 'b')
    await page.getByRole('button', { name: 'Part of the picture: Member 1' }).click()
    await page.getByRole('menuitem', { name: 'Draw a part' }).click()
    const area = page.getByRole('application', { name: 'Part of the picture' })
    await expect.element(area).toBeVisible()
    await userEvent.tab()
    area.element().focus()
    await userEvent.keyboard('{Enter}')
    await page.getByRole('button', { name: 'Compare this part' }).click()
    await page.getByRole('button', { name: 'Part of the picture: Member 1' }).click()
    await expect
      .element(page.getByRole('menuitemcheckbox', { name: 'The part that was drawn' }))
      .toBeVisible()
  })
})
