import { stat } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import type { OpenDialogOptions, SaveDialogOptions } from 'electron'
import { z } from 'zod'
import { ipcChannels } from './ipc-channels.ts'
import { type CallHandling, handleTrusted } from './security.ts'

const EXPORTS = [
  { name: 'CSV', extensions: ['csv'] },
  { name: 'JSON lines', extensions: ['jsonl'] },
  { name: 'Parquet', extensions: ['parquet'] },
]

/** The parts of Electron that ask the curator; `Window` is its BrowserWindow. */
export interface DialogParts<Window> {
  readonly ipcMain: CallHandling
  readonly dialog: {
    showOpenDialog(
      window: Window,
      options: OpenDialogOptions,
    ): Promise<{ readonly filePaths: readonly string[] }>
    showSaveDialog(window: Window, options: SaveDialogOptions): Promise<{ readonly filePath: string }>
  }
  readonly shell: { showItemInFolder(path: string): void }
  /** A name in the window's language; the English one until the window has told its own. */
  readonly nameOf: (key: string, english: string) => string
  /** The window that the dialogs belong to. */
  readonly currentWindow: () => Window
  /** Where a new catalogue goes unless the curator says otherwise. */
  readonly catalogueFolder: string
}

/** Answers the window's questions for paths with the system's own dialogs; null means that it was cancelled. */
export function handleDialogs<Window>({
  ipcMain,
  dialog,
  shell,
  nameOf,
  currentWindow,
  catalogueFolder,
}: DialogParts<Window>): void {
  const open = (channel: string, options: () => OpenDialogOptions): void =>
    handleTrusted(ipcMain, channel, async () => {
      const { filePaths } = await dialog.showOpenDialog(currentWindow(), options())
      return filePaths[0] ?? null
    })
  const catalogues = () => ({
    name: nameOf('dialog.catalogues', 'Doublet catalogues'),
    extensions: ['doublet'],
  })
  open(ipcChannels.chooseFolder, () => ({
    title: nameOf('dialog.folder', 'Choose a folder of pictures'),
    properties: ['openDirectory'],
  }))
  open(ipcChannels.chooseTable, () => ({
    title: nameOf('dialog.table', 'Choose a table'),
    properties: ['openFile'],
    filters: [{ name: nameOf('dialog.tables', 'Tables'), extensions: ['csv', 'tsv', 'jsonl'] }],
  }))
  open(ipcChannels.chooseCatalogue, () => ({
    title: nameOf('dialog.openCatalogue', 'Open a catalogue'),
    defaultPath: catalogueFolder,
    // On macOS a .doublet folder is a package, which looks like a file; elsewhere it is a folder.
    properties: process.platform === 'darwin' ? ['openFile'] : ['openDirectory'],
    filters: [catalogues()],
  }))

  handleTrusted(ipcMain, ipcChannels.chooseNewCatalogue, async () => {
    const { filePath } = await dialog.showSaveDialog(currentWindow(), {
      title: nameOf('dialog.newCatalogue', 'New catalogue'),
      defaultPath: `${catalogueFolder}/products.doublet`,
      filters: [catalogues()],
    })
    return filePath === '' ? null : withExtension(filePath)
  })
  handleTrusted(ipcMain, ipcChannels.chooseExportFile, async (argument) => {
    const defaultName = z.string().max(255).parse(argument)
    const { filePath } = await dialog.showSaveDialog(currentWindow(), {
      title: nameOf('dialog.export', 'Export'),
      defaultPath: defaultName,
      filters: EXPORTS.toSorted((a, b) => Number(fits(b, defaultName)) - Number(fits(a, defaultName))),
    })
    return filePath === '' ? null : filePath
  })
  handleTrusted(ipcMain, ipcChannels.showInFolder, async (argument) => {
    const path = z.string().refine(isAbsolute, 'Expected an absolute path').parse(argument)
    await stat(path)
    shell.showItemInFolder(path)
  })
}

function withExtension(path: string): string {
  return path.toLowerCase().endsWith('.doublet') ? path : `${path}.doublet`
}

function fits(filter: { readonly extensions: readonly string[] }, name: string): boolean {
  return filter.extensions.some((extension) => name.toLowerCase().endsWith(`.${extension}`))
}
