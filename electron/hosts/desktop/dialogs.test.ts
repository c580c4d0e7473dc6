import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OpenDialogOptions, SaveDialogOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { handleDialogs } from './dialogs.ts'
import type { SenderEvent } from './security.ts'

const page: SenderEvent = { senderFrame: { url: 'app://doublet/', parent: null } }

function setUp({ filePaths = [], filePath = '' }: { filePaths?: string[]; filePath?: string }) {
  const calls = new Map<string, (event: SenderEvent, argument: unknown) => Promise<unknown>>()
  const shown: (OpenDialogOptions | SaveDialogOptions)[] = []
  const revealed: string[] = []
  handleDialogs<string>({
    ipcMain: { handle: (channel, listener) => calls.set(channel, listener) },
    dialog: {
      async showOpenDialog(_window, options) {
        shown.push(options)
        return { filePaths }
      },
      async showSaveDialog(_window, options) {
        shown.push(options)
        return { filePath }
      },
    },
    shell: { showItemInFolder: (path) => revealed.push(path) },
    nameOf: (key, english) => (key === 'dialog.folder' ? 'Ordner wählen' : english),
    currentWindow: () => 'the window',
    catalogueFolder: '/documents',
  })
  const call = (channel: string, argument?: unknown, event = page) => calls.get(channel)?.(event, argument)
  return { call, calls, shown, revealed }
}

describe('the dialogs', () => {
  it('give the chosen path, and null when nothing was chosen', async () => {
    expect(await setUp({ filePaths: ['/photos'] }).call('doublet:choose-folder')).toBe('/photos')
    expect(await setUp({}).call('doublet:choose-folder')).toBeNull()
    expect(await setUp({}).call('doublet:choose-new-catalogue')).toBeNull()
  })

  it('have their titles in the window’s language', async () => {
    const { call, shown } = setUp({})
    await call('doublet:choose-folder')
    await call('doublet:choose-table')
    expect(shown.map(({ title }) => title)).toEqual(['Ordner wählen', 'Choose a table'])
  })

  it('give a new catalogue its extension once', async () => {
    expect(await setUp({ filePath: '/a' }).call('doublet:choose-new-catalogue')).toBe('/a.doublet')
    expect(await setUp({ filePath: '/a.doublet' }).call('doublet:choose-new-catalogue')).toBe('/a.doublet')
  })

  it('offer the kind of file that the export has first', async () => {
    const { call, shown } = setUp({ filePath: '/pairs.parquet' })
    expect(await call('doublet:choose-export-file', 'pairs.parquet')).toBe('/pairs.parquet')
    expect(shown[0]?.filters?.[0]?.name).toBe('Parquet')
  })

  it('refuse arguments that are no such thing', async () => {
    const { call, revealed } = setUp({})
    await expect(call('doublet:choose-export-file', { name: 1 })).rejects.toThrow('expected string')
    await expect(call('doublet:show-in-folder', 'relative/path')).rejects.toThrow('absolute')
    await expect(call('doublet:show-in-folder', '/nothing/is/here')).rejects.toThrow('ENOENT')
    expect(revealed).toEqual([])
  })

  it('show what is there in its folder', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'doublet-show-'))
    const { call, revealed } = setUp({})
    await call('doublet:show-in-folder', folder)
    expect(revealed).toEqual([folder])
  })

  it('are shown to no other page', async () => {
    const { call, calls, shown } = setUp({ filePaths: ['/photos'] })
    const stranger: SenderEvent = { senderFrame: { url: 'https://evil.example/', parent: null } }
    for (const channel of calls.keys())
      await expect(call(channel, '', stranger)).rejects.toThrow('not answered')
    expect(calls.size).toBe(6)
    expect(shown).toEqual([])
  })
})
