import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { implement, ORPCError } from '@orpc/server'
import { createPinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import '../../theme.css'
import type { Action, ActionKind } from '../../../electron/contract/actions.ts'
import { contract } from '../../../electron/contract/index.ts'
import { connectEngine } from '../../engine/engine-connection.ts'
import { inPageTransport } from '../../engine/in-page-transport.test-data.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import HistoryHarness from './HistoryHarness.test-data.vue'

function makeAction(id: number, kind: ActionKind, reviewer: string, words: string): Action {
  return {
    id,
    kind,
    groupId: id * 10,
    shown: [id * 10, id * 10 + 1],
    item: null,
    text: '',
    replaces: null,
    said: [],
    words,
    reviewer,
    at: '2020-03-04T14:05:00Z',
    undone: false,
  }
}

/** What two reviewers did, newest first; undo takes back what Ada did last. */
async function showHistory(): Promise<void> {
  let actions = [
    makeAction(5, 'note', 'Ada', 'Noted: ask the shop'),
    makeAction(4, 'split', 'Bob', 'Split in two'),
    makeAction(3, 'verdict', 'Ada', 'Said different of 1 pair'),
    makeAction(2, 'flag', 'Ada', 'Asked a colleague'),
    makeAction(1, 'confirm', 'Ada', 'Confirmed 4 listings as the same product'),
  ]
  const os = implement(contract)
  const transport = inPageTransport({
    relations: { list: os.relations.list.handler(() => ({ relations: [], axes: [] })) },
    items: { get: os.items.get.handler(() => []) },
    review: {
      contradictions: os.review.contradictions.handler(() => []),
      history: os.review.history.handler(({ input: { items, kinds, reviewer, offset, limit } }) => {
        const rows = actions.filter(
          (action) =>
            kinds?.includes(action.kind) !== false &&
            (reviewer === undefined || action.reviewer === reviewer) &&
            (items === undefined || action.shown.some((id) => items.includes(id))),
        )
        return {
          total: rows.length,
          rows: rows.slice(offset, offset + limit),
          canUndo: true,
          canRedo: false,
          reviewers: ['Ada', 'Bob'],
        }
      }),
      undo: os.review.undo.handler(() => {
        const last = actions.find(({ reviewer, undone }) => reviewer === 'Ada' && !undone)
        if (last === undefined) throw new ORPCError('NOTHING_TO_UNDO', { defined: true })
        actions = actions.map((action) => (action.id === last.id ? { ...action, undone: true } : action))
        return { ...last, undone: true }
      }),
    },
  })
  await render(HistoryHarness, {
    global: {
      plugins: [createPinia(), ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(transport) },
    },
  })
  await expect.element(page.getByText('5 actions, newest first')).toBeVisible()
}

const rows = page.getByRole('region', { name: 'Actions' }).getByRole('listitem')

describe('HistoryView', () => {
  beforeEach(async () => {
    await page.viewport(1280, 800)
    window.location.hash = '#/history'
  })

  it('tells what was done and who did it, newest first', async () => {
    await showHistory()
    await expect.element(rows.nth(1)).toMatchTextContent(/Split in two.*Bob/)
    await expect.element(rows.nth(0)).toMatchTextContent(/Noted: ask the shop.*Ada/)
  })

  it('shows one kind, one reviewer or one case, and all again', async () => {
    await showHistory()
    await page.getByRole('combobox', { name: 'Reviewer' }).click()
    await page.getByRole('option', { name: 'Bob' }).click()
    await expect.element(page.getByText('1 action, newest first')).toBeVisible()
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.getByRole('combobox', { name: 'Kind' }).click()
    await page.getByRole('option', { name: 'Question to a colleague' }).click()
    await expect.element(rows).toMatchTextContent(/Asked a colleague/)
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.getByRole('button', { name: 'Only the case of: Said different of 1 pair' }).click()
    await expect.element(page.getByRole('button', { name: 'One case only' })).toBeVisible()
    await expect.element(rows).toMatchTextContent(/Said different of 1 pair/)
  })

  it('takes back to an action only what the reviewer did, after showing it', async () => {
    await showHistory()
    await expect.element(rows.nth(1).getByRole('button', { name: /Take back/ })).not.toBeInTheDocument()
    await page.getByRole('button', { name: 'Take back to here: Asked a colleague' }).click()
    const dialog = page.getByRole('dialog', { name: 'Take back 3 actions' })
    await expect.element(dialog).toMatchTextContent(/Noted: ask the shop.*Said different.*Asked a colleague/)
    await expect.element(dialog).not.toMatchTextContent(/Split in two/)
    await dialog.getByRole('button', { name: 'Take back' }).click()
    await expect.element(dialog).not.toBeInTheDocument()
    await expect.poll(() => rows.filter({ hasText: 'taken back' }).elements().length).toBe(3)
    await expect.element(rows.nth(4)).not.toMatchTextContent(/taken back/)
  })

  it('takes nothing back when one thinks better of it', async () => {
    await showHistory()
    await page.getByRole('button', { name: 'Take back to here: Asked a colleague' }).click()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    await expect.element(rows.nth(0)).not.toMatchTextContent(/taken back/)
  })

  it('opens the case of an action', async () => {
    await showHistory()
    await page.getByRole('button', { name: 'Open the case of Split in two' }).click()
    await expect.poll(() => window.location.hash).toBe('#/review/40-41')
  })
})
