import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import '../../theme.css'
import type { ReviewCase } from '../../../electron/contract/groups.ts'
import { connectEngine } from '../../engine/engine-connection.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import ReviewHarness from '../review/ReviewHarness.test-data.vue'
import { boardEngine, makeGroup } from './in-page-board.test-data.ts'

const members = page.getByRole('listbox', { name: 'Members' })
const selectedIds = (): string[] =>
  [...document.querySelectorAll('[role="option"][aria-selected="true"]')].map(({ id }) =>
    id.replace('board-tile-', ''),
  )
const tile = (index: number) => page.getByRole('option', { name: new RegExp(`^Member ${index},`) })

async function showBoard(group: ReviewCase = makeGroup(1, 6)) {
  const engine = boardEngine([group, makeGroup(101, 3)])
  await render(ReviewHarness, {
    global: {
      plugins: [createPinia(), ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(engine.openTransport) },
    },
  })
  await expect.element(members).toHaveFocus()
  return engine
}

const saved = page.getByText('Saved', { exact: true })

describe('MemberBoard', () => {
  beforeEach(async () => {
    await page.viewport(1440, 900)
    sessionStorage.clear()
    localStorage.setItem('doublet-board', 'true')
    window.location.hash = '#/review/1'
  })

  it('shows every member with its score and what is said of it, the representative first', async () => {
    await showBoard()
    const names = [...document.querySelectorAll('[role="option"]')].map((one) =>
      one.getAttribute('aria-label'),
    )
    expect(names.slice(0, 2)).toEqual([
      'Representative, Red mug, at the weakest link',
      'Member 1, Red mug 1, score 0.94, undecided',
    ])
    expect(names).toHaveLength(6)
  })

  it('is selected on by keys alone: one, a range, all, and turned round', async () => {
    await showBoard()
    await userEvent.keyboard('{ArrowRight} ')
    await expect.poll(selectedIds).toEqual(['2'])
    await userEvent.keyboard('{Shift>}{ArrowRight}{ArrowRight}{/Shift}')
    await expect.poll(selectedIds).toEqual(['2', '3', '4'])
    await userEvent.keyboard('{Shift>}{ArrowLeft}{/Shift}')
    await expect.poll(selectedIds).toEqual(['2', '3'])
    await userEvent.keyboard('{Control>}i{/Control}')
    await expect.poll(selectedIds).toEqual(['0', '1', '4', '5'])
    await userEvent.keyboard('{Control>}a{/Control}')
    await expect.poll(selectedIds).toHaveLength(6)
    await userEvent.keyboard('{Escape}')
    await expect.poll(selectedIds).toEqual([])
  })

  it('is selected on by click and by a range to a click', async () => {
    await showBoard()
    await tile(1).click()
    await tile(5).click()
    await tile(3).click({ modifiers: ['Shift'] })
    await expect.poll(selectedIds).toEqual(['1', '3', '4', '5'])
  })

  it('keeps the selection over the pair view and a failed save', async () => {
    const engine = await showBoard()
    await userEvent.keyboard(' {ArrowRight} ')
    await userEvent.keyboard('w')
    await expect.element(page.getByRole('region', { name: 'Member 2, chosen' })).toBeVisible()
    await userEvent.keyboard('w')
    await expect.poll(selectedIds).toEqual(['1', '2'])
    engine.diskIsFull = true
    await userEvent.keyboard('t')
    await expect.element(page.getByRole('alert')).toMatchTextContent(/the disk is full/)
    expect(selectedIds()).toEqual(['1', '2'])
  })

  it('says one thing of all that is selected', async () => {
    const engine = await showBoard()
    await userEvent.keyboard(' {Shift>}{ArrowRight}{/Shift}')
    await expect.element(page.getByRole('group', { name: 'The 2 selected are' })).toBeVisible()
    await userEvent.keyboard('s')
    await expect.element(tile(2)).toHaveAccessibleName(/Same product/)
    await expect.poll(() => engine.said).toHaveLength(1)
    await expect
      .poll(() => engine.said[0])
      .toMatchObject(['verdict', { verdicts: [{ itemB: 2 }, { itemB: 3 }] }])
    await expect.poll(selectedIds).toEqual([])
    await page.getByRole('button', { name: 'Select the same again' }).click()
    await expect.poll(selectedIds).toEqual(['1', '2'])
  })

  it('splits, drops and takes it all back, one undo each', async () => {
    const engine = await showBoard()
    await userEvent.keyboard(' {Shift>}{ArrowRight}{/Shift}t')
    await expect.element(tile(2)).toHaveAccessibleName(/Different/)
    await expect
      .poll(() => engine.said[0])
      .toMatchObject(['split', { part: [2, 3], shown: [1, 2, 3, 4, 5, 6] }])
    // Keys are not taken while the split is being saved.
    await expect.element(saved).toBeVisible()
    await userEvent.keyboard('{End}{Delete}')
    await expect.element(tile(5)).toHaveAccessibleName(/Different/)
    await expect.poll(() => engine.said[1]).toMatchObject(['drop', { item: 6 }])
    await expect.element(saved).toBeVisible()
    await userEvent.keyboard('z')
    await expect.element(tile(5)).toHaveAccessibleName(/undecided/)
    await userEvent.keyboard('z')
    await expect.element(tile(2)).toHaveAccessibleName(/undecided/)
    expect(engine.said).toEqual([])
  })

  it('marks the weakest link in words and cuts there by one key', async () => {
    const bridges = [{ itemA: 3, itemB: 5, score: 0.31, part: [5, 6] }]
    const engine = await showBoard(makeGroup(1, 6, { bridges }))
    await expect
      .element(page.getByRole('region', { name: 'Weakest link' }))
      .toMatchTextContent(/score 0.31 between member 2 and member 4: only it holds 2 of 6 members/)
    await expect.element(tile(4)).toHaveAccessibleName(/at the weakest link/)
    await userEvent.keyboard('c')
    await expect.element(tile(5)).toHaveAccessibleName(/Different/)
    await expect.poll(() => engine.said[0]).toMatchObject(['split', { part: [5, 6] }])
  })

  it('goes to the next case only when all is decided and saved', async () => {
    const engine = await showBoard()
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('heading', { name: 'A group of 3' })).toBeVisible()
    expect(engine.said).toHaveLength(1)
    await expect.element(members).toHaveFocus()
  })

  it('makes a member the representative and goes on with the same members', async () => {
    const engine = await showBoard()
    await userEvent.keyboard('{ArrowRight}u')
    await expect.element(page.getByRole('option', { name: /^Representative, Red mug 2/ })).toBeVisible()
    await expect.poll(() => engine.said[0]).toMatchObject(['representative', { item: 3 }])
    expect(window.location.hash).toBe('#/review/3')
  })

  it('moves members to a group that is found by words, by keys alone', async () => {
    const engine = await showBoard()
    await userEvent.keyboard(' m')
    const search = page.getByRole('combobox', { name: 'Search for a group' })
    await expect.element(search).toHaveFocus()
    await expect.element(page.getByRole('option', { name: /Red mug/ }).last()).toBeVisible()
    await userEvent.keyboard('mug')
    await expect.element(page.getByRole('option', { name: /Group 101/ })).toBeVisible()
    await expect.element(page.getByRole('option', { name: /Group 1 / })).not.toBeInTheDocument()
    await userEvent.keyboard('{Enter}')
    await expect.element(tile(1)).toHaveAccessibleName(/Different/)
    await expect.poll(() => engine.said[0]).toMatchObject(['move', { items: [2], to: 101 }])
  })

  it('opens two that are selected as a pair', async () => {
    await showBoard()
    await userEvent.keyboard(' {ArrowRight}{ArrowRight} o')
    await expect.element(page.getByRole('heading', { name: 'A pair' })).toBeVisible()
    expect(window.location.hash).toBe('#/review/2-4')
  })

  it('enlarges the member at hand beside the representative, and folds back', async () => {
    await showBoard()
    await userEvent.keyboard('q')
    const enlarged = page.getByRole('region', { name: 'Enlarged' })
    await expect.element(enlarged).toMatchTextContent(/Representative.*Member 1/)
    await userEvent.keyboard('{ArrowRight}')
    await expect.element(enlarged).toMatchTextContent(/Member 2/)
    await userEvent.keyboard('{Escape}')
    await expect.element(enlarged).not.toBeInTheDocument()
    await expect.element(page.getByRole('heading', { name: 'A group of 6' })).toBeVisible()
  })
})
