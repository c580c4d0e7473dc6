import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import axe from 'axe-core'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import '../../../theme.css'
import { connectEngine } from '../../../engine/engine-connection.ts'
import { createQueryCache } from '../../../engine/query-cache.ts'
import { engineConnectionKey } from '../../../engine/use-engine.ts'
import { inPageEngine } from '../in-page-engine.test-data.ts'
import { makeCase, makeEvidence, makeItem } from '../make-case.test-data.ts'
import ReviewHarness from '../ReviewHarness.test-data.vue'

const plain = makeCase([
  makeItem(1, { title: 'Oil 2x500 ml', brand: 'Olea', predicted: [{ name: 'Oil', probability: 0.9 }] }),
  makeItem(2, { title: 'Oil 1 l, dark', brand: 'Olio' }),
])
const evidence = {
  ...makeEvidence(1, 2, 0.8),
  broughtBy: [
    { by: 'title' as const, rank: 3, of: 12 },
    { by: 'code' as const, rank: null, of: 0 },
  ],
  conflicts: [{ kind: 'pack' as const, onlyA: ['2x'], onlyB: ['6x'] }],
  sameAmounts: [{ a: ['2x500 ml'], b: ['1 l'], amount: 1000, unit: 'ml' }],
}
const pair = {
  ...plain,
  members: plain.members.map((member, index) => (index === 1 ? { ...member, evidence } : member)),
}
const last = makeCase([makeItem(21, { title: 'Plate' }), makeItem(22, { title: 'Plate, flat' })])

async function showCase(first = pair) {
  const engine = inPageEngine([first, last])
  await render(ReviewHarness, {
    global: {
      plugins: [createPinia(), ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(engine.openTransport) },
    },
  })
  await expect.element(page.getByRole('heading', { name: 'A pair' })).toBeVisible()
  return engine
}

async function expectNoViolations(): Promise<void> {
  const { violations } = await axe.run(document.body, { rules: { region: { enabled: false } } })
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

describe('what is known of the chosen pair', () => {
  beforeEach(() => {
    sessionStorage.clear()
    localStorage.removeItem('doublet-compare-mode')
    window.location.hash = '#/review'
  })

  it('tells why the two were brought together, and how near they are in this catalogue', async () => {
    await showCase()
    await expect
      .element(page.getByRole('list', { name: 'Why these two were brought together' }))
      .toMatchTextContent(/their titles share words: number 3 of 12.*both have the same code/)
    await expect.element(page.getByText('nearer than 86% of the candidate pairs')).toBeInTheDocument()
    await expectNoViolations()
  })

  it('marks no amount that is the same in other words, and says which it is', async () => {
    await showCase()
    await expect.element(page.getByText('(the same amount: 1 l)').first()).toBeInTheDocument()
    const marks = [...document.querySelectorAll('mark')].map((mark) => mark.textContent)
    expect(new Set(marks)).toEqual(new Set(['dark']))
  })

  it('tells the whole case in words', async () => {
    await showCase()
    const words = page.getByRole('region', { name: 'The case in words' })
    await expect
      .element(words)
      .toMatchTextContent(/The representative: Oil 2x500 ml\. Member 1: Oil 1 l, dark/)
    await expect.element(words).toMatchTextContent(/Only member 1 says: dark\./)
    await expect.element(words).toMatchTextContent(/Differing attributes: Brand: Olea against Olio/)
    await expect.element(words).toMatchTextContent(/pack: 2x against 6x/)
    await expect.element(words).toMatchTextContent(/Predicted: the representative as Oil 90%/)
    await expect.element(words).toMatchTextContent(/Score 0\.80: Probably the same product/)
  })

  it('keeps a note by key, and gives the keys back to the case', async () => {
    const engine = await showCase()
    await userEvent.keyboard('e')
    await userEvent.keyboard('Ask the seller, d is no verdict here{Control>}{Enter}{/Control}')
    const notes = page.getByRole('list', { name: 'Notes' })
    await expect.element(notes).toMatchTextContent(/Ask the seller, d is no verdict here ?Ada/)
    await page
      .getByRole('complementary')
      .getByText(/What was done here/)
      .click()
    await expect.element(page.getByText('Note: Ask the seller, d is no verdict here')).toBeVisible()
    expect(engine.recorded).toEqual([])
    await notes.getByRole('button', { name: 'Remove note' }).click()
    await expect.element(notes).not.toBeInTheDocument()
    await expectNoViolations()
  })

  it('asks a colleague by one key, adds a question, and takes it back by the same key', async () => {
    await showCase()
    await userEvent.keyboard('{Shift>}f{/Shift}')
    await expect.element(page.getByText('A colleague is asked')).toBeVisible()
    await page.getByRole('textbox', { name: 'What to ask' }).fill('Which bottle?')
    await page.getByRole('button', { name: 'Save question' }).click()
    await expect.element(page.getByRole('button', { name: 'Save question' })).not.toBeInTheDocument()
    await expectNoViolations()
    await page.getByRole('button', { name: 'Take the question back' }).click()
    await expect.element(page.getByText('A colleague is asked')).not.toBeInTheDocument()
  })

  it('offers the relations of the catalogue on number keys, and its axes for variants', async () => {
    const engine = await showCase()
    await expect.element(page.getByRole('button', { name: /^Bundle/ })).toBeVisible()
    await page.getByRole('button', { name: 'Variant in what' }).click()
    await expect.element(page.getByRole('menuitem', { name: 'Variant in Voltage' })).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expect.element(page.getByRole('menuitem', { name: 'Variant in Voltage' })).not.toBeInTheDocument()
    await userEvent.keyboard('6')
    await expect.poll(() => engine.recorded.map(({ verdicts }) => verdicts[0]?.relation)).toEqual(['bundle'])
    await expect.element(page.getByRole('region', { name: 'Member 1, chosen' })).toMatchTextContent(/Plate/)
  })

  it('says who came since the case was last decided, and that it was put off', async () => {
    await showCase({
      ...pair,
      news: { items: [2], since: '2026-01-01T00:00:00Z', reviewer: 'Ada' },
      skipped: { reviewer: 'Ada', at: '2026-01-02T00:00:00Z' },
    })
    await expect.element(page.getByText(/New since Ada decided .*: Member 1/)).toBeVisible()
    await expect
      .element(page.getByRole('region', { name: 'Member 1, chosen' }).getByText('new', { exact: true }))
      .toBeVisible()
    await page.getByRole('button', { name: 'Bring it back' }).click()
    await expect.element(page.getByText(/Skipped by Ada/)).not.toBeInTheDocument()
  })
})
