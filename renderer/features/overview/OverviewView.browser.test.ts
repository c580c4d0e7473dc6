import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import '../../theme.css'
import { chartAsPng, chartAsSvg } from '../../components/chart-file.ts'
import { connectEngine } from '../../engine/engine-connection.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import { useGroups } from '../groups/groups-store.ts'
import { makeJob } from '../models/make-model.test-data.ts'
import { useJobs } from '../shell/jobs-store.ts'
import {
  drawnMap,
  inPageOverview,
  someOverview,
  undrawnMap,
  type InPageOverview,
} from './in-page-overview.test-data.ts'
import OverviewHarness from './OverviewHarness.test-data.vue'

beforeEach(() => sessionStorage.clear())

async function showOverview(parts: Partial<InPageOverview> = {}) {
  const engine = inPageOverview(parts)
  const pinia = createPinia()
  await render(OverviewHarness, {
    global: {
      plugins: [pinia, ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(engine.openTransport) },
    },
  })
  return { engine, jobs: useJobs(pinia), groups: useGroups(pinia) }
}

async function showMap(parts: Partial<InPageOverview> = {}) {
  const shown = await showOverview(parts)
  await page.getByRole('button', { name: 'Map', exact: true }).click()
  return shown
}

const map = page.getByRole('application', { name: 'Map of 9 pictures' })
const chosen = page.getByRole('list', { name: 'Chosen pictures' })

describe('the figures', () => {
  it('say how far the catalogue has come and how good it is likely to be', async () => {
    await showOverview()
    const far = page.getByRole('region', { name: 'How far it has come' })
    await expect.element(far).toMatchTextContent(/Groups ?87 ?13 of them started/)
    await expect.element(far).toMatchTextContent(/Groups decided ?4 ?5% of 87/)
    await expect.element(far).toMatchTextContent(/Groups left ?83/)
    await expect.element(far).toMatchTextContent(/1 contradiction$/)
    const good = page.getByRole('region', { name: 'How good the groups are likely to be' })
    await expect.element(good).toMatchTextContent(/precision\) ?95% ?between 83% and > 99%/)
    await expect.element(good).toMatchTextContent(/Known once some cases were asked again/)
  })

  it('draw the scores by what is settled, and the verdicts by day, each with its table', async () => {
    await showOverview()
    const scores = page.getByRole('img', { name: 'Scores of the candidate pairs' })
    await expect.element(scores).toHaveAccessibleDescription(/Above the threshold in use, 0\.50/)
    await page.getByText('As a table').first().click()
    const table = page.getByRole('table', { name: 'Scores of the candidate pairs' })
    await expect.element(table).toMatchTextContent(/0\.9 – 1 ?17 ?0 ?90/)
    await expect.element(page.getByRole('img', { name: 'Verdicts by day' })).toBeVisible()
  })

  it('say of one day of verdicts which it was', async () => {
    await showOverview({ overview: { ...someOverview, days: [{ day: '2025-03-02', same: 3, apart: 1 }] } })
    const chart = page.getByRole('img', { name: 'Verdicts by day' })
    await expect
      .element(chart)
      .toHaveAccessibleDescription(/^4 verdicts in force, all given on Mar 2, 2025\./)
  })

  it('can be saved as a drawing and as a picture that need nothing of the window', async () => {
    await showOverview()
    const chart = await page.getByRole('img', { name: 'Scores of the candidate pairs' }).findElement()
    if (!(chart instanceof SVGSVGElement)) throw new Error('Expected the chart to be an SVG')
    const svg = chartAsSvg(chart)
    const read = new DOMParser().parseFromString(svg, 'image/svg+xml')
    expect(read.querySelector('parsererror')).toBeNull()
    expect(svg).not.toMatch(/var\(|oklch|class=/)
    expect(svg).toMatch(/fill="#[0-9a-f]{6}"/)
    const png = await createImageBitmap(await chartAsPng(chart))
    expect(png.width).toBe(624 * 3)

    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    await page.getByRole('button', { name: 'Save the chart “Scores of the candidate pairs”' }).click()
    await page.getByRole('menuitem', { name: 'As PNG, to be shown' }).click()
    await expect.poll(() => click.mock.contexts.length).toBe(1)
    const [link] = click.mock.contexts
    expect(link instanceof HTMLAnchorElement && link.download).toBe('scores-of-the-candidate-pairs.png')
    click.mockRestore()
  })

  it('say that nothing was matched yet', async () => {
    await showOverview({ overview: { ...someOverview, scores: [], days: [] } })
    await expect.element(page.getByText(/Nothing was matched yet/)).toBeVisible()
  })
})

describe('the map', () => {
  it('is drawn when someone asks for it', async () => {
    const { engine, jobs } = await showMap({ map: undrawnMap })
    await expect.element(page.getByRole('heading', { name: 'The map was not drawn yet' })).toBeVisible()
    await page.getByRole('button', { name: 'Draw the map' }).click()
    await expect.element(page.getByRole('heading', { name: 'The map is being drawn' })).toBeVisible()
    expect(engine.drawn).toEqual([false])
    engine.map = drawnMap
    jobs.receive(makeJob({ id: 9, kind: 'map', status: 'done' }))
    await expect.element(map).toBeVisible()
  })

  it('says that there is nothing to draw', async () => {
    await showMap({ map: { ...undrawnMap, model: null, views: 0, missing: 0 } })
    await expect.element(page.getByText('There is nothing to draw a map of yet')).toBeVisible()
  })

  it('places what is new, or is drawn anew', async () => {
    const { engine, jobs } = await showMap()
    await expect
      .element(page.getByText('2 pictures not on the map yet. Placing them moves no other.'))
      .toBeVisible()
    await page.getByRole('button', { name: 'Place them' }).click()
    // The job's end is told after its beginning, as the engine does.
    await expect.poll(() => jobs.newestOf('map')).not.toBeNull()
    jobs.receive(makeJob({ id: 9, kind: 'map', status: 'done' }))
    await page.getByRole('button', { name: 'Draw anew' }).click()
    await expect.poll(() => engine.drawn).toEqual([false, true])
  })

  it('is gone over by keys, and lists what is chosen', async () => {
    await showMap()
    const element = await map.findElement()
    if (!(element instanceof HTMLElement)) throw new Error('Expected the map to be an element')
    element.focus()
    await userEvent.keyboard('{Enter}')
    await expect.element(chosen.getByRole('listitem')).toMatchTextContent(/Tea 8/)
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByText(/Click a point/)).toBeVisible()
    await page.getByRole('button', { name: 'List what is in view' }).click()
    await expect.element(page.getByRole('heading', { name: 'Chosen: 9 pictures' })).toBeVisible()
    await expect.element(chosen).toMatchTextContent(/Tea 1.*Tea 2.*Tea 3/)
  })

  it('takes all points at one place with a click, and those in a shape with the lasso', async () => {
    await showMap()
    const canvas = await map.findElement()
    const { width, height } = canvas.getBoundingClientRect()
    const scale = (Math.min(width, height) / 2) * 0.94
    const at = (x: number, y: number) => ({ x: width / 2 + x * scale, y: height / 2 - y * scale })
    await map.click({ position: at(-1, -1) })
    await expect.element(page.getByRole('heading', { name: 'Chosen: 2 pictures' })).toBeVisible()
    await expect.element(chosen).toMatchTextContent(/Tea 1.*Tea 2/)

    await page.getByRole('button', { name: 'Lasso' }).click()
    drag(canvas, [at(-0.2, -0.2), at(0.8, -0.2), at(0.8, 0.8), at(-0.2, 0.8)])
    await expect.element(chosen).toMatchTextContent(/Tea 8.*Tea 9/)
    await expect.element(page.getByRole('heading', { name: 'Chosen: 2 pictures' })).toBeVisible()
  })

  it('leads from a chosen picture to others like it, to its group, and to a pair', async () => {
    await showMap()
    await page.getByRole('button', { name: 'List what is in view' }).click()
    await expect
      .element(page.getByRole('link', { name: 'Find alike Tea 3' }))
      .toHaveAttribute('href', '#/search/3')
    await expect
      .element(page.getByRole('link', { name: 'Group Tea 1' }))
      .toHaveAttribute('href', '#/review/1')
    await page.getByRole('button', { name: 'Compare Tea 3' }).click()
    await page.getByRole('button', { name: 'With this one Tea 4' }).click()
    expect(window.location.hash).toBe('#/review/3-4')
    window.history.replaceState(null, '', '#')
  })

  it('lists the groups of what is chosen', async () => {
    const { groups } = await showMap()
    await page.getByRole('button', { name: 'List what is in view' }).click()
    await page.getByRole('button', { name: 'List their 2 groups' }).click()
    expect(window.location.hash).toBe('#/groups')
    expect(groups.among).toEqual({ from: 'map', ids: [1, 5] })
    window.history.replaceState(null, '', '#')
  })

  it('is saved as SVG with its points as shapes and its legend, and as PNG', async () => {
    await showMap()
    const files: Blob[] = []
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => undefined)
    const create = URL.createObjectURL.bind(URL)
    const keep = vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      // A drawing on its way to becoming a picture passes here, too.
      if (file instanceof Blob) files.push(file)
      return create(file)
    })
    await page.getByRole('button', { name: /^Save the chart “Map of 9 pictures,/ }).click()
    await page.getByRole('menuitem', { name: /^As SVG/ }).click()
    await expect.poll(() => files.length).toBe(1)
    const svg = new DOMParser().parseFromString(await (files[0] ?? new Blob()).text(), 'image/svg+xml')
    expect(svg.querySelector('parsererror')).toBeNull()
    expect(svg.querySelectorAll('svg svg circle')).toHaveLength(5)
    expect(svg.querySelectorAll('svg svg path')).toHaveLength(4)
    expect(svg.documentElement.textContent).toMatch(/In no group \(5\)/)
    await page.getByRole('button', { name: /^Save the chart “Map of/ }).click()
    await page.getByRole('menuitem', { name: /^As PNG/ }).click()
    await expect.poll(() => files.at(-1)?.type).toBe('image/png')
    expect(click).toHaveBeenCalledTimes(2)
    keep.mockRestore()
    click.mockRestore()
  })

  it('tells points apart by shape, colour and words, and hides those of a kind', async () => {
    await showMap()
    const legend = page.getByRole('region', { name: 'Legend' })
    await expect
      .element(legend)
      .toMatchTextContent(/In no group ?5.*Group not decided ?2.*Group confirmed ?2/)
    await page.getByRole('combobox', { name: 'Told apart by' }).click()
    await page.getByRole('option', { name: 'By category' }).click()
    await expect.element(legend).toMatchTextContent(/No category ?3 ?Mugs ?4 ?Socks ?2/)
    const mugs = legend.getByRole('button', { name: /Mugs/ })
    await mugs.click()
    await expect.element(mugs).toHaveAttribute('aria-pressed', 'false')
    await page.getByRole('button', { name: 'List what is in view' }).click()
    await expect.element(page.getByRole('heading', { name: 'Chosen: 5 pictures' })).toBeVisible()
  })

  it('says what to do where the browser cannot draw it', async () => {
    const getContext = vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null)
    await showMap()
    await expect.element(page.getByRole('alert')).toMatchTextContent(/needs WebGL 2/)
    getContext.mockRestore()
  })
})

/** A drag of the mouse over points of an element. */
function drag(element: Element, points: readonly { x: number; y: number }[]): void {
  const { left, top } = element.getBoundingClientRect()
  const send = (type: string, { x, y }: { x: number; y: number }): void => {
    element.dispatchEvent(
      new PointerEvent(type, {
        bubbles: true,
        pointerId: 1,
        isPrimary: true,
        button: 0,
        clientX: left + x,
        clientY: top + y,
      }),
    )
  }
  Element.prototype.setPointerCapture = () => undefined
  const [first, ...others] = points
  const last = others.at(-1)
  if (first === undefined || last === undefined) return
  send('pointerdown', first)
  for (const point of others) send('pointermove', point)
  send('pointerup', last)
}
