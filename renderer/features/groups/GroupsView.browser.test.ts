import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import '../../theme.css'
import { connectEngine } from '../../engine/engine-connection.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import GroupsHarness from './GroupsHarness.test-data.vue'
import { groupsEngine } from './in-page-groups.test-data.ts'

const list = page.getByRole('listbox', { name: 'Groups' })
const row = (name: string | RegExp) => page.getByRole('option', { name })

async function showGroups(count = 10_000) {
  const engine = groupsEngine(count)
  await render(GroupsHarness, {
    props: { groups: count },
    global: {
      plugins: [createPinia(), ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(engine.openTransport) },
    },
  })
  await expect.element(list).toHaveFocus()
  await expect.element(row(/^Group 1,/)).toBeVisible()
  return engine
}

describe('GroupsView', () => {
  beforeEach(async () => {
    await page.viewport(1280, 800)
    sessionStorage.clear()
    window.location.hash = '#/groups'
  })

  it('tells score, size, state and marks of each group in its row', async () => {
    await showGroups(20)
    await expect
      .element(row(/^Group 4, 5 members, least sure member 0.97, Open, New members, Skipped$/))
      .toBeVisible()
    await expect.element(row(/^Group 4,/)).toMatchTextContent(/2 new/)
    await expect.element(row(/^Group 2,.*A colleague is asked/)).toMatchTextContent(/lowest pair 0.25/)
  })

  it('holds only the rows on screen of 10,000, and goes to the last by one key', async () => {
    await showGroups()
    await userEvent.keyboard('{End}')
    await expect.element(row(/^Group 10000,/)).toBeVisible()
    expect(document.querySelectorAll('[role="option"]').length).toBeLessThan(40)
    await userEvent.keyboard('{PageUp}{ArrowUp}{Enter}')
    await expect.poll(() => window.location.hash).toMatch(/^#\/review\/99\d\d$/)
  })

  it('is found as it was left when one comes back from a case', async () => {
    await showGroups()
    await userEvent.keyboard('{PageDown}{PageDown}{PageDown}{ArrowDown}')
    const active = list.element().getAttribute('aria-activedescendant') ?? ''
    const top = list.element().scrollTop
    expect(top).toBeGreaterThan(0)
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByText('Elsewhere')).toBeVisible()
    window.location.hash = '#/groups'
    await expect.element(list).toHaveFocus()
    await expect.poll(() => list.element().scrollTop).toBe(top)
    expect(list.element().getAttribute('aria-activedescendant')).toBe(active)
  })

  it('leaves the keys that edit text to the text', async () => {
    await showGroups(20)
    await userEvent.keyboard('/mug{Control>}a{/Control}pen')
    await expect.element(page.getByRole('searchbox')).toHaveValue('pen')
    await expect.element(page.getByText(/ of 20 groups$/)).toBeVisible()
    await expect.element(page.getByText(/selected$/)).not.toBeInTheDocument()
  })

  it('keeps a filter under a name and shows it again, by keys alone', async () => {
    const engine = await showGroups(40)
    await userEvent.keyboard('f')
    await page.getByRole('checkbox', { name: 'A colleague is asked' }).click()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByText('8 of 40 groups')).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Filter (1)' })).toHaveFocus()
    await userEvent.keyboard('s')
    await page.getByRole('textbox', { name: 'Name for what is set now' }).fill('To ask')
    await userEvent.keyboard('{Enter}')
    await expect
      .poll(() => engine.saved.map(({ name, filter }) => [name, filter]))
      .toEqual([['To ask', { flagged: true }]])
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('button', { name: 'To ask' })).toHaveFocus()
    await userEvent.keyboard('c')
    await expect.element(page.getByText('40 groups · 40 open · 0 confirmed')).toBeVisible()
    await userEvent.keyboard('s')
    await page.getByRole('button', { name: 'To ask', exact: true }).last().click()
    await expect.element(page.getByText('8 of 40 groups')).toBeVisible()
  })

  it('renames and removes saved filters', async () => {
    const engine = await showGroups(40)
    engine.saved = [{ id: 1, name: 'Mine', filter: { state: 'open' }, sort: 'newest', savedAt: '2026-01-01' }]
    await page.getByRole('button', { name: 'Saved filters' }).click()
    await expect.element(page.getByText('No filter is saved yet', { exact: false })).toBeVisible()
    await page.getByRole('textbox', { name: 'Name for what is set now' }).fill('Theirs')
    await userEvent.keyboard('{Enter}')
    await page.getByRole('button', { name: 'Rename Mine' }).click()
    await page.getByRole('textbox', { name: 'New name of Mine' }).fill('Ours')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('button', { name: 'Rename Ours' })).toBeVisible()
    await page.getByRole('button', { name: 'Remove Theirs' }).click()
    await expect.poll(() => engine.saved.map(({ name }) => name)).toEqual(['Ours'])
  })

  it('asks by words, and by the order that is chosen', async () => {
    const engine = await showGroups(40)
    await userEvent.keyboard('/39')
    await expect.element(page.getByText('1 of 40 groups')).toBeVisible()
    await page.getByRole('combobox', { name: 'Order' }).click()
    await page.getByRole('option', { name: 'Newest first' }).click()
    await expect.poll(() => engine.asked.at(-1)).toEqual({ filter: { text: '39' }, sort: 'newest' })
  })

  it('selects by click, range and keys, and keeps what a filter hides', async () => {
    await showGroups(40)
    await userEvent.keyboard(' {Shift>}{ArrowDown}{ArrowDown}{/Shift}')
    await expect.element(page.getByText('3 groups selected')).toBeVisible()
    await userEvent.keyboard('{Shift>}{ArrowUp}{/Shift}')
    await expect.element(page.getByText('2 groups selected')).toBeVisible()
    await row(/^Group 5,/).click({ modifiers: ['Control'] })
    await row(/^Group 7,/).click({ modifiers: ['Shift'] })
    await expect.element(page.getByText('5 groups selected')).toBeVisible()
    expect(
      row(/^Group 6,/)
        .element()
        .getAttribute('aria-selected'),
    ).toBe('true')
    await userEvent.keyboard('/Group 5{Tab}')
    await expect.element(page.getByText('4 not in this list')).toBeVisible()
    await page.getByRole('checkbox', { name: 'Show only these' }).click()
    await page.getByRole('button', { name: 'Clear', exact: true }).first().click()
    await expect.element(page.getByText('5 groups selected')).toBeVisible()
    await page.getByRole('button', { name: 'Clear the selection' }).click()
    await page.getByRole('button', { name: 'Select the same groups again' }).click()
    await expect.element(page.getByText('5 groups selected')).toBeVisible()
  })

  it('selects the whole list and a stretch of it that was never on screen', async () => {
    await showGroups()
    await userEvent.keyboard('x{Shift>}{End}{/Shift}')
    await expect.element(page.getByText('10,000 groups selected')).toBeVisible()
    await userEvent.keyboard('{Control>}{Shift>}a{/Shift}{/Control}')
    await expect.element(page.getByText('10,000 groups no longer selected')).toBeVisible()
    await userEvent.keyboard('{Control>}a{/Control}')
    await expect.element(page.getByText('10,000 groups selected')).toBeVisible()
  })

  it('confirms what is selected once it was said what that does, and leaves the rest selected', async () => {
    const engine = await showGroups(40)
    engine.leftOut.set(2, 'verdict')
    await userEvent.keyboard(' {Shift>}{ArrowDown}{ArrowDown}{/Shift}y')
    const dialog = page.getByRole('dialog', { name: 'Confirm 2 groups?' })
    await expect
      .element(dialog)
      .toMatchTextContent(/6 listings in 2 groups become one product a group: 4 verdicts/)
    await expect.element(dialog).toMatchTextContent(/1 group: a verdict tells two members apart/)
    expect(engine.done).toEqual([])
    await expect.element(page.getByRole('button', { name: 'Confirm 2 groups' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => engine.done).toEqual([{ deed: 'confirm', groups: [1, 3], question: '' }])
    await expect.element(page.getByText('1 group selected')).toBeVisible()
    await expect.element(list).toHaveFocus()
  })

  it('says what changed when what was planned does not hold any more, and asks a question of all', async () => {
    const engine = await showGroups(40)
    await userEvent.keyboard(' {Shift>}{ArrowDown}{/Shift}{Shift>}f{/Shift}')
    await expect.element(page.getByRole('textbox', { name: 'What to ask' })).toHaveFocus()
    await userEvent.keyboard('The same maker?')
    engine.leftOut.set(1, 'changed')
    await userEvent.keyboard('{Enter}')
    await expect.element(page.getByRole('alert')).toMatchTextContent(/Of the 2 groups, 1 /)
    await expect.element(page.getByRole('dialog', { name: 'Ask a colleague about 1 group?' })).toBeVisible()
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => engine.done).toEqual([{ deed: 'flag', groups: [2], question: 'The same maker?' }])
  })

  it('leads to searching by a picture', async () => {
    await showGroups(5)
    await userEvent.keyboard('p')
    await expect.poll(() => window.location.hash).toBe('#/search')
  })
})
