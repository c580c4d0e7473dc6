import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import '../../theme.css'
import { resetAllKeys } from '../../commands/own-keys.ts'
import { connectEngine } from '../../engine/engine-connection.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import { showLanguage } from '../../words/words.ts'
import { inPageRelations } from './in-page-relations.test-data.ts'
import SettingsHarness from './SettingsHarness.test-data.vue'

async function showSettings(isNew = false) {
  if (!isNew) localStorage.setItem('doublet-welcome-seen', 'true')
  const engine = inPageRelations()
  const ran: string[] = []
  const pinia = createPinia()
  setActivePinia(pinia)
  await render(SettingsHarness, {
    props: { note: (what: string) => void ran.push(what) },
    global: {
      plugins: [pinia, ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(engine.openTransport) },
    },
  })
  return { engine, ran }
}

const root = document.documentElement
const relations = page.getByRole('region', { name: 'Relations' })

beforeEach(() => localStorage.clear())
afterEach(async () => {
  localStorage.clear()
  resetAllKeys()
  await showLanguage('en')
  root.removeAttribute('dir')
  root.className = ''
})

describe('language and look', () => {
  it('changes the language at once, for the window and for the document, and keeps it', async () => {
    await showSettings()
    await page.getByRole('combobox', { name: 'Language' }).click()
    await page.getByRole('option', { name: 'Deutsch' }).click()
    await expect.element(page.getByRole('heading', { name: 'Einstellungen', level: 1 })).toBeVisible()
    expect(root.lang).toBe('de')
    expect(localStorage.getItem('doublet-settings')).toContain('"language":"de"')
    await page.getByRole('combobox', { name: 'Sprache' }).click()
    await page.getByRole('option', { name: '简体中文' }).click()
    await expect.element(page.getByRole('heading', { name: '设置', level: 1 })).toBeVisible()
  })

  it('takes what it cannot read in the storage for nothing said, part by part', async () => {
    localStorage.setItem('doublet-settings', '{"language":"de","theme":"pink","direction":7}')
    await showSettings()
    await expect.element(page.getByRole('heading', { name: 'Einstellungen', level: 1 })).toBeVisible()
    await expect.element(page.getByRole('radio', { name: 'Wie das System' }).first()).toBeChecked()
  })

  it('shows a theme and a writing direction at once', async () => {
    await showSettings()
    await page.getByRole('radio', { name: 'High contrast, dark' }).click()
    await expect.poll(() => [...root.classList].toSorted()).toEqual(['contrast', 'dark'])
    await page.getByRole('radio', { name: 'Right to left' }).click()
    await expect.poll(() => root.dir).toBe('rtl')
    const heading = page.getByRole('heading', { name: 'Language and look' }).element()
    expect(heading.getBoundingClientRect().right).toBeGreaterThan(window.innerWidth / 2)
  })
})

describe('keys', () => {
  it('are shown with a conflict before they are taken, and work at once', async () => {
    const { ran } = await showSettings()
    await page.getByRole('button', { name: 'Change the keys of “Same product”' }).click()
    await page.getByRole('button', { name: 'New keys' }).click()
    await userEvent.keyboard('d')
    await expect.element(page.getByText('“Different” has these keys and loses them.')).toBeVisible()
    await page.getByRole('button', { name: 'Use only these' }).click()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    await userEvent.keyboard('s')
    await userEvent.keyboard('d')
    expect(ran).toEqual(['review.same'])
    await expect.element(page.getByRole('listitem').filter({ hasText: /^Different/ })).toMatchTextContent(/N/)

    await page.getByRole('button', { name: 'Reset the keys of “Same product”' }).click()
    await page.getByRole('button', { name: 'Reset all keys' }).click()
    await userEvent.keyboard('s')
    expect(ran).toEqual(['review.same', 'review.same'])
  })

  it('of a row of digits cannot be given to another command', async () => {
    await showSettings()
    await page.getByRole('button', { name: 'Change the keys of “Related”' }).click()
    await page.getByRole('button', { name: 'New keys' }).click()
    await userEvent.keyboard('1')
    await expect.element(page.getByText(/These keys are fixed/)).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Use only these' })).toBeDisabled()
  })

  it('say a relation by its digit, and choose a member by Shift and its digit', async () => {
    const { ran } = await showSettings()
    await userEvent.keyboard('3')
    // As a German keyboard types it: the test's own keyboard would send the digit itself.
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '"', code: 'Digit2', shiftKey: true }))
    expect(ran).toEqual(['relation 3', 'member 2'])
  })
})

describe('the palette', () => {
  it('offers what can be done now, and does it', async () => {
    const { ran } = await showSettings()
    await userEvent.keyboard('{Control>}k{/Control}')
    const field = page.getByRole('combobox', { name: 'Command, page or catalogue' })
    await expect.element(field).toHaveFocus()
    await expect.element(page.getByRole('option', { name: /Same product/ })).toBeVisible()
    await expect.element(page.getByRole('option', { name: /Undo/ })).not.toBeInTheDocument()
    await field.fill('exp')
    await userEvent.keyboard('{Enter}')
    await expect.poll(() => ran).toEqual(['view.export'])
  })
})

describe('the tour', () => {
  it('is shown once, in three screens, and comes back from the help', async () => {
    await showSettings(true)
    const tour = page.getByRole('dialog', { name: 'Welcome to Doublet' })
    await expect.element(tour.getByRole('button', { name: 'Next' })).toHaveFocus()
    await tour.getByRole('button', { name: 'Next' }).click()
    await tour.getByRole('button', { name: 'Next' }).click()
    await expect.element(tour.getByText('Step 3 of 3')).toBeVisible()
    await tour.getByRole('button', { name: 'Done' }).click()
    await expect.element(tour).not.toBeInTheDocument()
    await expect.poll(() => localStorage.getItem('doublet-welcome-seen')).toBe('true')
    await userEvent.keyboard('?')
    await page.getByRole('dialog', { name: 'Keys' }).getByRole('button', { name: 'Take the tour' }).click()
    await expect.element(tour.getByText('Step 1 of 3')).toBeVisible()
  })
})

describe('relations', () => {
  it('are listed with their number keys, built-in ones in the language that is shown', async () => {
    await showSettings()
    await expect.element(relations.getByRole('listitem').nth(1)).toMatchTextContent(/2.*Variant/)
    await showLanguage('de')
    await expect
      .element(page.getByRole('region', { name: 'Beziehungen' }))
      .toMatchTextContent(/Variante.*Bundle/)
  })

  it('are added, renamed and moved, and keep the keyboard where it was', async () => {
    const { engine } = await showSettings()
    await relations.getByRole('button', { name: 'Add a relation' }).click()
    await relations.getByRole('textbox', { name: 'Name' }).fill('Spare part')
    await relations.getByRole('button', { name: 'Add', exact: true }).click()

    await relations.getByRole('button', { name: 'Rename “Bundle of it”' }).click()
    await relations.getByRole('textbox', { name: 'New name of “Bundle of it”' }).fill('Bundle')
    await relations.getByRole('button', { name: 'Save' }).click()

    const up = relations.getByRole('button', { name: 'Move “Bundle” up' })
    await up.click()
    await expect.element(relations.getByRole('listitem').nth(1)).toMatchTextContent(/2.*Bundle/)
    await expect.element(up).toHaveFocus()
    await expect.element(relations.getByText('“Bundle” is now number 2 of 3.')).toBeInTheDocument()
    expect(engine.calls).toEqual([
      { name: 'add', input: { name: 'Spare part', sign: 'apart' } },
      { name: 'rename', input: { id: 'bundle', name: 'Bundle' } },
      { name: 'reorder', input: { ids: ['same-product', 'bundle', 'variant'] } },
    ])
  })

  it('say why a change was refused', async () => {
    await showSettings()
    await expect.element(relations.getByRole('button', { name: 'Archive “Same product”' })).toBeDisabled()
    await relations.getByRole('button', { name: 'Archive “Variant”' }).click()
    await expect.element(relations.getByRole('alert')).toMatchTextContent(/Not changed.*Doublet itself says/)
  })
})
