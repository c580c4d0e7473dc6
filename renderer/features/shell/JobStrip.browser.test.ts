import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia, setActivePinia } from 'pinia'
import { describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import { say } from '../../../electron/contract/saying.ts'
import '../../theme.css'
import { connectEngine } from '../../engine/engine-connection.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import { makeJob } from '../models/make-model.test-data.ts'
import JobStrip from './JobStrip.vue'
import { useJobs } from './jobs-store.ts'

async function showStrip() {
  const pinia = createPinia()
  setActivePinia(pinia)
  await render(JobStrip, {
    global: {
      plugins: [pinia, ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(() => undefined) },
    },
  })
  return useJobs()
}

const strip = page.getByRole('contentinfo')

describe('JobStrip', () => {
  it('tells how far a download is, with the ways to pause and to stop it', async () => {
    const jobs = await showStrip()
    const progress = {
      stage: 'fetch' as const,
      done: 12_300_000,
      total: 453_000_000,
      itemsPerSecond: 4_100_000,
      secondsLeft: 108,
    }
    jobs.receive(makeJob({ status: 'running', progress }))
    await expect.element(strip).toMatchTextContent(/Downloading the model/)
    await expect.element(strip).toMatchTextContent(/12\.3 MB of 453 MB · 4\.1 MB a second · 1 min 50 s left/)
    await expect.element(strip.getByRole('button', { name: 'Pause' })).toBeVisible()
    await expect.element(strip.getByRole('button', { name: 'Cancel' })).toBeVisible()
  })

  it('shows what jobs had to say once they are over, until it is put away', async () => {
    const jobs = await showStrip()
    jobs.receive(
      makeJob({
        status: 'running',
        notes: [say('modelInstalled', { name: 'MiniLM', id: 'minilm', system: 'title-encoder' })],
      }),
    )
    await expect.element(strip).not.toMatchTextContent(/MiniLM/)
    jobs.receive(makeJob({ id: 2, kind: 'match' }))
    jobs.receive(
      makeJob({
        status: 'done',
        notes: [say('modelInstalled', { name: 'MiniLM', id: 'minilm', system: 'title-encoder' })],
      }),
    )
    jobs.receive(makeJob({ id: 2, kind: 'match', status: 'running' }))
    await expect.element(strip).not.toMatchTextContent(/MiniLM/)
    jobs.receive(makeJob({ id: 2, kind: 'match', status: 'done', notes: [say('rehearsalOutOfDate', {})] }))
    await expect
      .element(strip)
      .toMatchTextContent(/MiniLM is installed as minilm \(title-encoder\)\. · The rehearsal was out of date/)
    await strip.getByRole('button', { name: '2 notes' }).click()
    const notes = strip.getByRole('region', { name: 'What the jobs have to tell' })
    await expect
      .element(notes.getByRole('listitem').first())
      .toHaveTextContent('MiniLM is installed as minilm (title-encoder).')
    jobs.receive(makeJob({ id: 3, kind: 'check-models', status: 'running' }))
    jobs.receive(makeJob({ id: 3, kind: 'check-models', status: 'done' }))
    await expect.element(strip).toMatchTextContent(/Graphics check finished/)
    await expect.element(strip).not.toMatchTextContent(/MiniLM/)
    await strip.getByRole('button', { name: 'Put this message away' }).click()
    await expect.element(strip).not.toBeInTheDocument()
  })
})
