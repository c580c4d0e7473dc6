import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import '../../theme.css'
import type { Picture } from '../../../electron/contract/items.ts'
import { connectEngine } from '../../engine/engine-connection.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import { useNavigation } from '../../navigation/navigation-store.ts'
import { makeItem } from '../review/make-case.test-data.ts'
import { inPageSearch, makeAnswer, makeHit, type InPageSearch } from './in-page-search.test-data.ts'
import SearchHarness from './SearchHarness.test-data.vue'

const mug: Picture = {
  sha256: 'a'.repeat(64),
  width: 200,
  height: 100,
  format: 'jpeg',
  fileName: 'mug.jpg',
  path: '/photos/mug.jpg',
  boxes: [],
}

async function showSearch(parts: Partial<InPageSearch> = {}) {
  window.history.replaceState(null, '', '#/search')
  const engine = inPageSearch(parts)
  const pinia = createPinia()
  await render(SearchHarness, {
    global: {
      plugins: [pinia, ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(engine.openTransport) },
    },
  })
  return { engine, navigation: useNavigation(pinia) }
}

/** The desktop's bridge, as far as this page needs it. */
function onDesktop(path: string): void {
  Object.defineProperty(window, 'doublet', {
    configurable: true,
    value: { kind: 'desktop', platform: 'linux', pathOfFile: () => path, onCommand: () => undefined },
  })
}

/** A picture file of 200 x 100 pixels. */
async function pictureFile(): Promise<File> {
  const canvas = new OffscreenCanvas(200, 100)
  canvas.getContext('2d')?.fillRect(0, 0, 200, 100)
  return new File([await canvas.convertToBlob()], 'mug.png', { type: 'image/png' })
}

function drop(file: File): void {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(file)
  window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }))
}

const words = page.getByRole('searchbox', { name: 'Words to search by' })
const hits = page.getByRole('list', { name: 'Hits, nearest first' })
const drawing = page.getByRole('application', { name: 'Part of the picture' })
const field = (name: string) => page.getByRole('spinbutton', { name })

describe('SearchView', () => {
  afterEach(() => {
    Reflect.deleteProperty(window, 'doublet')
  })

  it('says what can be searched by, with the keyboard in the words', async () => {
    await showSearch()
    await expect.element(page.getByRole('heading', { name: 'Find listings' })).toBeVisible()
    await expect.element(page.getByText(/2 items · 2 pictures · compared by Doublet encoder/)).toBeVisible()
    await expect.element(words).toHaveFocus()
  })

  it('says what is missing in an empty catalogue', async () => {
    await showSearch({ items: [] })
    await expect.element(page.getByRole('heading', { name: /nothing to search in yet/ })).toBeVisible()
  })

  it('says that nothing can be searched now, until it was tried again', async () => {
    const { engine } = await showSearch({ isDown: true })
    await expect.element(page.getByRole('alert')).toBeVisible()
    engine.isDown = false
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect.element(page.getByRole('heading', { name: 'Find listings' })).toBeVisible()
  })

  it('finds by words and says why each hit is there', async () => {
    const { engine } = await showSearch()
    await words.fill(' red mug ')
    await expect.poll(() => hits.getByRole('listitem').elements()).toHaveLength(2)
    await expect
      .element(hits)
      .toMatchTextContent(/Red mug.*pictures look alike \(distance 0\.100\).*titles 60% alike/)
    await expect.element(page.getByText('The nearest 2 of 40 items, in 34 ms')).toBeVisible()
    expect(engine.asked).toEqual([{ text: 'red mug', filter: { attributes: [] }, top: 20 }])
  })

  it('takes a question back that was changed before its answer', async () => {
    const never = new Promise<never>(() => undefined)
    const { engine } = await showSearch({
      answer: ({ text }) => (text === 'slow' ? never : makeAnswer([makeHit(makeItem(7, { title: 'Pen' }))])),
    })
    await words.fill('slow')
    await expect.poll(() => engine.asked.length).toBe(1)
    await words.fill('quick')
    await expect.element(hits).toMatchTextContent(/Pen/)
    await expect.poll(() => engine.takenBack).toBe(1)
  })

  it('says why it cannot be searched, and that nothing fits', async () => {
    await showSearch({
      answer: () =>
        makeAnswer([], {
          notes: [{ kind: 'no-attribute', name: 'zzz', words: '' }],
        }),
    })
    await words.fill('refused')
    await expect
      .element(page.getByRole('alert'))
      .toMatchTextContent(/cannot be searched by.*Write what the product is called\./)
    await words.fill('zzz')
    await expect.element(page.getByRole('heading', { name: 'Nothing fits' })).toBeVisible()
    await expect.element(page.getByText('No item has an attribute “zzz”.')).toBeVisible()
    const anew = page.getByRole('main').getByRole('button', { name: 'Start a new search' })
    await anew.last().click()
    await expect.element(words).toHaveValue('')
  })

  it('filters by category and attributes', async () => {
    const { engine } = await showSearch()
    await words.fill('mug')
    await page.getByRole('combobox', { name: 'Category' }).click()
    await page.getByRole('option', { name: 'mugs' }).click()
    await page.getByRole('button', { name: 'Attribute', exact: true }).click()
    await page.getByRole('textbox', { name: 'Value of colour' }).fill('red')
    await expect
      .poll(() => engine.asked.at(-1)?.filter)
      .toEqual({ category: 'mugs', attributes: [{ name: 'colour', value: 'red' }] })
    await page.getByRole('form', { name: 'Filter' }).getByRole('button', { name: 'Clear' }).click()
    await expect
      .element(page.getByRole('combobox', { name: 'Category' }))
      .toMatchTextContent(/All categories/)
    await expect.element(page.getByRole('list', { name: 'Attributes' })).not.toBeInTheDocument()
    await expect.element(hits).toBeVisible()
  })

  it('searches by a dropped file and by a box drawn in it with the pointer', async () => {
    onDesktop('/home/ada/mug.png')
    const { engine } = await showSearch()
    drop(await pictureFile())
    await expect.poll(() => engine.asked.at(-1)?.picture).toEqual({ path: '/home/ada/mug.png' })
    await expect.element(page.getByText(/mug\.png · 200 × 100/)).toBeVisible()
    const area = (await drawing.findElement()).getBoundingClientRect()
    const at = (x: number, y: number) => ({
      pointerId: 1,
      button: 0,
      isPrimary: true,
      bubbles: true,
      clientX: area.left + area.width * x,
      clientY: area.top + area.height * y,
    })
    const target = await drawing.findElement()
    // A made-up pointer cannot be captured.
    target.setPointerCapture = () => undefined
    target.dispatchEvent(new PointerEvent('pointerdown', at(0.75, 0.5)))
    target.dispatchEvent(new PointerEvent('pointermove', at(0.25, 0.1)))
    target.dispatchEvent(new PointerEvent('pointerup', at(0.25, 0.1)))
    await expect.poll(() => engine.asked.at(-1)?.box).toEqual({ x: 50, y: 10, width: 100, height: 40 })
  })

  it('draws a box by key and by numbers, and takes it away', async () => {
    onDesktop('/home/ada/mug.png')
    const { engine } = await showSearch()
    drop(await pictureFile())
    await expect.element(page.getByText(/200 × 100/)).toBeVisible()
    ;(await drawing.findElement()).focus()
    await userEvent.keyboard('{Enter}{ArrowRight}{Shift>}{ArrowDown}{/Shift}')
    await expect.poll(() => engine.asked.at(-1)?.box).toEqual({ x: 52, y: 25, width: 100, height: 52 })
    await field('Left').fill('10')
    await userEvent.keyboard('{Tab}')
    await expect.poll(() => engine.asked.at(-1)?.box).toEqual({ x: 10, y: 25, width: 100, height: 52 })
    ;(await drawing.findElement()).focus()
    await userEvent.keyboard('{Delete}')
    await expect.element(field('Left')).toHaveValue(null)
    await expect.element(page.getByText('Draw a box to search by a part of it.')).toBeVisible()
  })

  it('takes a pasted picture, and says what to do with one that is no file', async () => {
    onDesktop('')
    const { engine } = await showSearch()
    const clipboardData = new DataTransfer()
    clipboardData.items.add(await pictureFile())
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData, cancelable: true }))
    await expect.element(page.getByRole('alert')).toMatchTextContent(/no file yet\. Save it/)
    expect(engine.asked).toEqual([])
  })

  it('finds others like an item by its picture and title, and does not offer the item itself', async () => {
    const item = makeItem(1, { title: 'Red mug', pictures: [mug] })
    const { engine, navigation } = await showSearch({ items: [item, makeItem(2, { title: 'Blue mug' })] })
    navigation.goTo({ view: 'search', itemId: 1 })
    await expect.poll(() => hits.getByRole('listitem').elements()).toHaveLength(1)
    await expect.element(hits).toMatchTextContent(/Blue mug/)
    expect(engine.asked.at(-1)).toEqual({
      picture: { itemId: 1, sha256: mug.sha256 },
      text: 'Red mug',
      filter: { attributes: [] },
      top: 20,
    })
    await page.getByRole('button', { name: 'Search without the picture' }).click()
    await expect.poll(() => engine.asked.at(-1)?.picture).toBeUndefined()
    expect(window.location.hash).toBe('#/search')
  })

  it('makes a candidate pair of the item that is searched by and a hit', async () => {
    const item = makeItem(1, { title: 'Red mug', pictures: [mug] })
    const { engine, navigation } = await showSearch({ items: [item, makeItem(2, { title: 'Blue mug' })] })
    navigation.goTo({ view: 'search', itemId: 1 })
    await page.getByRole('button', { name: 'Make a pair of Blue mug and Red mug' }).click()
    await expect
      .element(page.getByText('Red mug and Blue mug are a candidate pair now, score 0.83.'))
      .toBeVisible()
    await expect
      .element(page.getByRole('link', { name: 'Open the case' }))
      .toHaveAttribute('href', '#/review/1-2')
    expect(engine.promoted).toEqual([{ itemA: 1, itemB: 2 }])
  })

  it('makes a pair of two hits, the first of which can be taken back', async () => {
    const { engine } = await showSearch()
    await words.fill('mug')
    const first = page.getByRole('button', { name: 'Pair with another: Red mug', exact: true })
    await first.click()
    await expect.element(page.getByText(/Choose the other half of the pair with Red mug/)).toBeVisible()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await first.click()
    await page.getByRole('button', { name: 'Make a pair of Red mug 300 ml and Red mug' }).click()
    await expect.poll(() => engine.promoted).toEqual([{ itemA: 1, itemB: 2 }])
  })

  it('starts anew by key, and goes to the words by key', async () => {
    const { engine } = await showSearch()
    await words.fill('mug')
    await expect.element(hits).toBeVisible()
    ;(await words.findElement()).blur()
    await userEvent.keyboard('{Escape}')
    await expect.element(words).toHaveValue('')
    await expect.element(page.getByRole('heading', { name: 'Find listings' })).toBeVisible()
    ;(await words.findElement()).blur()
    await userEvent.keyboard('/')
    await expect.element(words).toHaveFocus()
    expect(engine.asked).toHaveLength(1)
  })
})
