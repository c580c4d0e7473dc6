import type { MenuItemConstructorOptions } from 'electron'

/** Sends a command of the window's table to the window. */
export type SendCommand = (command: string, argument: string | null) => void

interface MenuCommand {
  /** A name of the window's table of commands (renderer/commands/commands.ts). */
  readonly command: string
  readonly label: string
  /** Shown only: the window listens for the keys itself. */
  readonly accelerator?: string
}

const SEPARATOR = 'separator'

/** What the menus offer, in their order. */
export const MENU_COMMANDS: Readonly<
  Record<'file' | 'edit' | 'go' | 'help', readonly (MenuCommand | typeof SEPARATOR)[]>
> = {
  file: [
    { command: 'catalogue.new', label: 'New Catalogue…', accelerator: 'CmdOrCtrl+Shift+N' },
    { command: 'catalogue.open', label: 'Open Catalogue…', accelerator: 'CmdOrCtrl+O' },
    { command: 'catalogue.close', label: 'Close Catalogue' },
    SEPARATOR,
    { command: 'import.folder', label: 'Import Folder…' },
    { command: 'import.table', label: 'Import Table…' },
    { command: 'view.export', label: 'Export…', accelerator: 'CmdOrCtrl+E' },
  ],
  edit: [
    { command: 'review.undo', label: 'Undo Verdict', accelerator: 'CmdOrCtrl+Z' },
    { command: 'review.redo', label: 'Redo Verdict', accelerator: 'CmdOrCtrl+Shift+Z' },
  ],
  go: [
    { command: 'view.groups', label: 'Groups', accelerator: 'CmdOrCtrl+1' },
    { command: 'view.review', label: 'Review', accelerator: 'CmdOrCtrl+2' },
    { command: 'view.import', label: 'Import', accelerator: 'CmdOrCtrl+3' },
    { command: 'view.problems', label: 'Problems', accelerator: 'CmdOrCtrl+4' },
    { command: 'view.history', label: 'History', accelerator: 'CmdOrCtrl+5' },
    { command: 'view.models', label: 'Models', accelerator: 'CmdOrCtrl+6' },
    SEPARATOR,
    { command: 'app.theme', label: 'Light or Dark', accelerator: 'CmdOrCtrl+Shift+L' },
  ],
  help: [{ command: 'app.help', label: 'Keyboard Shortcuts', accelerator: '?' }],
}

export interface MenuState {
  readonly platform: NodeJS.Platform
  /** Newest first. */
  readonly recent: readonly { readonly path: string; readonly name: string }[]
  readonly isPackaged: boolean
}

/** The application's menus. */
export function menuTemplate(
  state: MenuState,
  send: SendCommand,
  openCatalogue: (path: string) => void,
): MenuItemConstructorOptions[] {
  const isMac = state.platform === 'darwin'
  const [create, open, ...files] = entries(MENU_COMMANDS.file, send)
  const quit: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    isMac ? { role: 'close' } : { role: 'quit' },
  ]
  const text: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'cut' },
    { role: 'copy' },
    { role: 'paste' },
    { role: 'selectAll' },
  ]
  const zoom: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    ...(state.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
  ]
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: 'File',
      submenu: [...present(create, open), recentMenu(state, openCatalogue), ...files, ...quit],
    },
    { label: 'Edit', submenu: [...entries(MENU_COMMANDS.edit, send), ...text] },
    { label: 'View', submenu: [...entries(MENU_COMMANDS.go, send), ...zoom] },
    { role: 'windowMenu' },
    { role: 'help', submenu: entries(MENU_COMMANDS.help, send) },
  ]
}

function recentMenu(state: MenuState, openCatalogue: (path: string) => void): MenuItemConstructorOptions {
  return {
    label: 'Open Recent',
    enabled: state.recent.length > 0,
    submenu: state.recent.map(({ path, name }) => ({
      label: name,
      toolTip: path,
      click: () => openCatalogue(path),
    })),
  }
}

function entries(
  rows: readonly (MenuCommand | typeof SEPARATOR)[],
  send: SendCommand,
): MenuItemConstructorOptions[] {
  return rows.map((row) => {
    if (row === SEPARATOR) return { type: 'separator' }
    const { command, label, accelerator } = row
    return {
      label,
      ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
      click: () => send(command, null),
    }
  })
}

function present(
  ...items: readonly (MenuItemConstructorOptions | undefined)[]
): MenuItemConstructorOptions[] {
  return items.filter((item) => item !== undefined)
}
