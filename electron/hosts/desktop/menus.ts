import type { MenuItemConstructorOptions } from 'electron'
import { z } from 'zod'
import type { MenuWords } from '../../contract/host-bridge.ts'

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
    { command: 'view.search', label: 'Search', accelerator: 'CmdOrCtrl+7' },
    { command: 'view.evaluate', label: 'Evaluate', accelerator: 'CmdOrCtrl+8' },
    SEPARATOR,
    { command: 'app.palette', label: 'Find a Command…', accelerator: 'CmdOrCtrl+K' },
    { command: 'app.settings', label: 'Settings…', accelerator: 'CmdOrCtrl+,' },
    { command: 'app.theme', label: 'Light or Dark', accelerator: 'CmdOrCtrl+Shift+L' },
  ],
  help: [
    { command: 'app.help', label: 'Keyboard Shortcuts', accelerator: '?' },
    { command: 'app.tour', label: 'Take the Tour' },
  ],
}

export interface MenuState {
  readonly platform: NodeJS.Platform
  /** Newest first. */
  readonly recent: readonly { readonly path: string; readonly name: string }[]
  readonly isPackaged: boolean
  readonly words: MenuWords
}

/** Before the window has said anything. */
export const ENGLISH_MENUS: MenuWords = { names: {}, changedKeys: [] }

const name = z.string().trim().min(1).max(80)

/** What the window sends; it is not trusted to send what the contract says. */
export const menuWords = z.object({
  names: z.record(z.string().max(60), name),
  changedKeys: z.array(z.string().max(60)).max(500),
})

/** The application's menus, in the window's language. */
export function menuTemplate(
  state: MenuState,
  send: SendCommand,
  openCatalogue: (path: string) => void,
): MenuItemConstructorOptions[] {
  const { words, platform, isPackaged } = state
  const isMac = platform === 'darwin'
  const role = (of: MenuRole): MenuItemConstructorOptions => ({ role: of, ...labelled(words, `role.${of}`) })
  const menu = (key: string, english: string): { label: string } => ({ label: words.names[key] ?? english })

  const [create, open, ...files] = entries(MENU_COMMANDS.file, words, send)
  const quit: MenuItemConstructorOptions[] = [{ type: 'separator' }, role(isMac ? 'close' : 'quit')]
  const text: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    role('cut'),
    role('copy'),
    role('paste'),
    role('selectAll'),
  ]
  const zoom: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    role('resetZoom'),
    role('zoomIn'),
    role('zoomOut'),
    role('togglefullscreen'),
    ...(isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
  ]
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      ...menu('menu.file', 'File'),
      submenu: [...present(create, open), recentMenu(state, openCatalogue), ...files, ...quit],
    },
    { ...menu('menu.edit', 'Edit'), submenu: [...entries(MENU_COMMANDS.edit, words, send), ...text] },
    { ...menu('menu.view', 'View'), submenu: [...entries(MENU_COMMANDS.go, words, send), ...zoom] },
    { role: 'windowMenu', ...labelled(words, 'menu.window') },
    {
      role: 'help',
      ...labelled(words, 'menu.help'),
      submenu: entries(MENU_COMMANDS.help, words, send),
    },
  ]
}

/** What the system does by itself; it names them in its own language where the window does not. */
type MenuRole =
  | 'close'
  | 'quit'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'selectAll'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen'

function labelled({ names }: MenuWords, key: string): { label?: string } {
  const label = names[key]
  return label === undefined ? {} : { label }
}

function recentMenu(state: MenuState, openCatalogue: (path: string) => void): MenuItemConstructorOptions {
  return {
    label: state.words.names['menu.recent'] ?? 'Open Recent',
    enabled: state.recent.length > 0,
    submenu: state.recent.map(({ path, name: label }) => ({
      label,
      toolTip: path,
      click: () => openCatalogue(path),
    })),
  }
}

function entries(
  rows: readonly (MenuCommand | typeof SEPARATOR)[],
  { names, changedKeys }: MenuWords,
  send: SendCommand,
): MenuItemConstructorOptions[] {
  return rows.map((row) => {
    if (row === SEPARATOR) return { type: 'separator' }
    const { command, label, accelerator } = row
    const showsKeys = accelerator !== undefined && !changedKeys.includes(command)
    return {
      label: names[command] ?? label,
      ...(showsKeys ? { accelerator, registerAccelerator: false } : {}),
      click: () => send(command, null),
    }
  })
}

function present(
  ...items: readonly (MenuItemConstructorOptions | undefined)[]
): MenuItemConstructorOptions[] {
  return items.filter((item) => item !== undefined)
}
