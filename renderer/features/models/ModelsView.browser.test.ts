import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { render } from 'vitest-browser-vue'
import { say } from '../../../electron/contract/saying.ts'
import '../../theme.css'
import { connectEngine } from '../../engine/engine-connection.ts'
import { createQueryCache } from '../../engine/query-cache.ts'
import { engineConnectionKey } from '../../engine/use-engine.ts'
import { useRehearsal } from '../rehearsal/rehearsal-store.ts'
import { inPageModels, type InPageModels } from './in-page-models.test-data.ts'
import { makeInstalled, makeKnown } from './make-model.test-data.ts'
import ModelsHarness from './ModelsHarness.test-data.vue'

const builtIn = makeInstalled()
const encoder = makeInstalled({
  id: 'shop',
  name: 'Shop encoder',
  builtIn: false,
  roles: [],
  dimension: 512,
  bytes: 453_000_000,
  accepted: { by: 'Ada', at: '2020-03-03T14:05:00Z' },
})
const titles = makeInstalled({
  id: 'minilm',
  name: 'MiniLM',
  task: 'embed-titles',
  builtIn: false,
  roles: ['titles'],
  dimension: 384,
})

async function showModels(parts: Partial<InPageModels> = {}): Promise<InPageModels> {
  const engine = inPageModels({ installed: [builtIn, encoder, titles], known: [makeKnown()], ...parts })
  await render(ModelsHarness, {
    global: {
      plugins: [createPinia(), ui, [VueQueryPlugin, { queryClient: createQueryCache() }]],
      provide: { [engineConnectionKey]: connectEngine(engine.openTransport) },
    },
  })
  await expect.element(page.getByRole('heading', { name: 'Installed' })).toBeVisible()
  return engine
}

function dropOnWindow(file: File): void {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(file)
  window.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }))
}

const source = page.getByRole('textbox', { name: 'Folder or repository' })
const importButton = page.getByRole('button', { name: 'Import model', exact: true })
const termsDialog = page.getByRole('dialog', { name: 'Terms of this model' })

describe('ModelsView', () => {
  afterEach(() => {
    Reflect.deleteProperty(window, 'doublet')
  })

  it('says what is in use, what is installed and under which terms', async () => {
    await showModels()
    const roles = page.getByRole('region', { name: 'In use in this catalogue' })
    await expect.element(roles).toMatchTextContent(/Pictures.*Doublet encoder.*Titles.*MiniLM/)
    await expect.element(roles).toMatchTextContent(/Categories.*None\. Only the categories/)
    const list = page.getByRole('region', { name: 'Installed' })
    await expect.element(list).toMatchTextContent(/Compares pictures · 512 numbers a picture · 453 MB/)
    await expect.element(list).toMatchTextContent(/Licence Apache-2\.0 · terms accepted by Ada, Mar 3, 2020/)
  })

  it('says why a model cannot be used, and offers no use of it', async () => {
    await showModels({
      installed: [builtIn, { ...encoder, problem: say('fileMissing', { file: 'graph.onnx' }) }],
    })
    await expect.element(page.getByText(/Cannot be used: its file graph\.onnx is missing/)).toBeVisible()
    await expect
      .element(page.getByRole('button', { name: 'Use for pictures: Shop encoder' }))
      .not.toBeInTheDocument()
    await expect.element(page.getByRole('button', { name: 'Remove Shop encoder' })).toBeVisible()
  })

  it('fetches nothing before the terms are read and accepted by hand', async () => {
    const engine = await showModels({ asksForTerms: true })
    await page.getByRole('button', { name: 'Install Marketplace encoder' }).click()
    await expect.element(termsDialog).toMatchTextContent(/Shop licence.*Do not pass it on\./)
    const accept = termsDialog.getByRole('button', { name: 'Accept' })
    const box = termsDialog.getByRole('checkbox', { name: 'I have read and accept these terms' })
    await expect.element(box).not.toBeChecked()
    await expect.element(accept).toBeDisabled()
    await userEvent.keyboard('{Escape}')
    await expect.element(termsDialog).not.toBeInTheDocument()
    expect(engine.calls).toEqual([])

    await page.getByRole('button', { name: 'Install Marketplace encoder' }).click()
    await expect.element(box).not.toBeChecked()
    await box.click()
    await accept.click()
    await expect.element(termsDialog).not.toBeInTheDocument()
    expect(engine.calls).toEqual([
      { name: 'install', input: { source: 'hf:Shop/encoder@main', acceptTerms: true } },
    ])
    await expect.element(page.getByRole('contentinfo')).toMatchTextContent(/Model import is waiting/)
  })

  it('imports a repository with a name and a token, and forgets the token', async () => {
    const engine = await showModels()
    const token = page.getByLabelText('Access token')
    await source.fill(' hf:Shop/other ')
    await page.getByRole('textbox', { name: 'Name' }).fill('Other')
    await token.fill('secret')
    await expect.element(token).toHaveAttribute('type', 'password')
    await importButton.click()
    await expect.element(source).toHaveValue('')
    await expect.element(token).toHaveValue('')
    expect(engine.calls).toEqual([
      {
        name: 'install',
        input: { source: 'hf:Shop/other', name: 'Other', token: 'secret', acceptTerms: false },
      },
    ])
  })

  it('keeps what was typed and says why where the engine refuses', async () => {
    const engine = await showModels()
    await source.fill('/elsewhere/model')
    await userEvent.keyboard('{Enter}')
    await expect
      .element(page.getByRole('alert'))
      .toMatchTextContent(/Not started\. This place may not be used/)
    await expect.element(source).toHaveValue('/elsewhere/model')
    expect(engine.calls).toEqual([])
  })

  it('makes ready to bring the folder of a known model', async () => {
    const folder = 'detector and encoder.'
    await showModels({ known: [makeKnown({ id: 'fashion', name: 'Fashion', source: null, folder })] })
    await expect.element(page.getByText(/What its folder must hold: detector and encoder\./)).toBeVisible()
    await expect.element(page.getByRole('button', { name: 'Install Fashion' })).not.toBeInTheDocument()
    await page.getByRole('button', { name: 'From a folder: Fashion' }).click()
    await expect.element(source).toHaveFocus()
    await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('fashion')
  })

  it('says what a model costs before it is used', async () => {
    const engine = await showModels()
    await page.getByRole('button', { name: 'Use for pictures: Shop encoder' }).click()
    const dialog = page.getByRole('dialog', { name: 'Use Shop encoder' })
    await expect
      .element(dialog)
      .toMatchTextContent(/8,692 pictures to describe, about 2 min; 0 are described already\./)
    expect(engine.calls).toEqual([])
    await dialog.getByRole('button', { name: 'Use for pictures' }).click()
    await expect.element(dialog).not.toBeInTheDocument()
    expect(engine.calls).toEqual([
      { name: 'use', input: { role: 'pictures', id: 'shop', acceptTerms: false } },
    ])
  })

  it('asks for the terms of a model before this catalogue uses it', async () => {
    const engine = await showModels({ asksForTerms: true })
    await page.getByRole('button', { name: 'Use for pictures: Shop encoder' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Use for pictures' }).click()
    await termsDialog.getByRole('checkbox').click()
    await termsDialog.getByRole('button', { name: 'Accept' }).click()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expect(engine.calls).toEqual([
      { name: 'use', input: { role: 'pictures', id: 'shop', acceptTerms: true } },
    ])
  })

  it('rehearses a model under its terms, and uses nothing yet', async () => {
    const engine = await showModels({ asksForTerms: true })
    await page.getByRole('button', { name: 'Use for pictures: Shop encoder' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Rehearse first' }).click()
    await termsDialog.getByRole('checkbox').click()
    await termsDialog.getByRole('button', { name: 'Accept' }).click()
    await expect.element(page.getByRole('dialog')).not.toBeInTheDocument()
    expect(engine.calls).toEqual([
      { name: 'rehearse', input: { model: { role: 'pictures', id: 'shop', acceptTerms: true } } },
    ])
    expect(useRehearsal().isOpen).toBe(true)
  })

  it('leaves a role without a model, by the keyboard alone', async () => {
    const engine = await showModels()
    const none = page.getByRole('button', { name: 'Use none for titles' })
    ;(await none.findElement()).focus()
    await userEvent.keyboard('{Enter}')
    const dialog = page.getByRole('dialog', { name: 'Use no model for titles' })
    await expect.element(dialog).toMatchTextContent(/12 titles described already/)
    await dialog.getByRole('button', { name: 'Use none' }).findElement()
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
    await expect.element(dialog.getByRole('button', { name: 'Use none' })).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await expect.element(dialog).not.toBeInTheDocument()
    expect(engine.calls).toEqual([{ name: 'use', input: { role: 'titles', id: null, acceptTerms: false } }])
  })

  it('removes a model after asking, and offers no removal of what is in use or built in', async () => {
    const engine = await showModels()
    await expect
      .element(page.getByRole('button', { name: /^Remove/ }))
      .toHaveAccessibleName('Remove Shop encoder')
    await page.getByRole('button', { name: 'Remove Shop encoder' }).click()
    const dialog = page.getByRole('dialog', { name: 'Remove Shop encoder' })
    await expect.element(dialog).toMatchTextContent(/frees 453 MB/)
    await dialog.getByRole('button', { name: 'Remove' }).click()
    await expect
      .element(page.getByRole('region', { name: 'Installed' }))
      .not.toMatchTextContent(/Shop encoder/)
    expect(engine.calls).toEqual([{ name: 'remove', input: { id: 'shop' } }])
  })

  it('says in words that a browser does not tell where a dropped folder lies', async () => {
    await showModels()
    dropOnWindow(new File(['{}'], 'config.json'))
    await expect.element(page.getByText(/A browser does not tell where a dropped folder lies/)).toBeVisible()
    await expect.element(source).toHaveFocus()
  })

  it('takes a dropped folder by its path on the desktop', async () => {
    Object.defineProperty(window, 'doublet', {
      configurable: true,
      value: { kind: 'desktop', platform: 'linux', pathOfFile: () => '/home/ada/my-model' },
    })
    await showModels()
    dropOnWindow(new File([], 'my-model'))
    await expect.element(source).toHaveValue('/home/ada/my-model')
  })

  it('shows what each provider is worth, and checks them', async () => {
    const report = { modelId: 'built-in', adapter: null }
    const works = { trusted: true, inUse: true, itemsPerSecond: 480, timesCpu: 14, largestDifference: 2e-6 }
    const fails = {
      trusted: false,
      inUse: false,
      itemsPerSecond: null,
      timesCpu: null,
      largestDifference: null,
    }
    const engine = await showModels({
      providers: [
        {
          ...report,
          ...works,
          provider: 'webgpu',
          adapter: 'H200',
          said: say('timesCpu', {
            name: say('onAdapter', { name: 'WebGPU', adapter: 'H200' }),
            times: 14,
            difference: '2e-6',
          }),
        },
        {
          ...report,
          ...fails,
          provider: 'cuda',
          said: say('providerSetAside', { name: 'CUDA', reason: say('cudaMissing', {}) }),
        },
      ],
    })
    const table = page.getByRole('table', { name: 'Providers for Doublet encoder' })
    await expect.element(table).toMatchTextContent(/WebGPU ?In use ?WebGPU on H200: 14x CPU/)
    await expect.element(table).toMatchTextContent(/CUDA ?Set aside ?CUDA: its libraries are not installed/)
    await page.getByRole('button', { name: 'Check this machine’s graphics' }).click()
    await page.getByRole('button', { name: 'Check with MiniLM' }).click()
    await expect
      .poll(() => engine.calls)
      .toEqual([
        { name: 'check', input: {} },
        { name: 'check', input: { id: 'minilm' } },
      ])
  })

  it('matches by another way to compare titles, with word vectors where it needs them', async () => {
    const engine = await showModels()
    await page.getByRole('combobox', { name: 'Setting' }).click()
    await page.getByRole('option', { name: 'glove-idf', exact: true }).click()
    await page.getByRole('textbox', { name: 'File of word vectors' }).fill('/data/glove.txt')
    await page.getByRole('button', { name: 'Match by it' }).click()
    await expect
      .poll(() => engine.calls)
      .toEqual([{ name: 'match', input: { text: 'glove-idf', glove: '/data/glove.txt' } }])
    await expect.element(page.getByText('Matching began. Verdicts stay.')).toBeVisible()
  })
})
