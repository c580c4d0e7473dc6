import { watch } from 'vue'
import { currentCommands } from '../../commands/commands.ts'
import { ownKeysOf } from '../../commands/own-keys.ts'
import { hostBridge } from '../../engine/host-bridge.ts'
import { t, type WordKey } from '../../words/words.ts'

const NAMES: Readonly<Record<string, WordKey>> = {
  'menu.file': 'shell.menuFile',
  'menu.edit': 'shell.menuEdit',
  'menu.view': 'shell.menuView',
  'menu.window': 'shell.menuWindow',
  'menu.help': 'shell.menuHelp',
  'menu.recent': 'shell.menuRecent',
  'role.close': 'shell.roleClose',
  'role.quit': 'shell.roleQuit',
  'role.cut': 'shell.roleCut',
  'role.copy': 'shell.roleCopy',
  'role.paste': 'shell.rolePaste',
  'role.selectAll': 'shell.roleSelectAll',
  'role.resetZoom': 'shell.roleResetZoom',
  'role.zoomIn': 'shell.roleZoomIn',
  'role.zoomOut': 'shell.roleZoomOut',
  'role.togglefullscreen': 'shell.roleFullscreen',
  'dialog.folder': 'shell.dialogFolder',
  'dialog.table': 'shell.dialogTable',
  'dialog.tables': 'shell.dialogTables',
  'dialog.openCatalogue': 'shell.dialogOpenCatalogue',
  'dialog.newCatalogue': 'shell.dialogNewCatalogue',
  'dialog.catalogues': 'shell.dialogCatalogues',
  'dialog.export': 'shell.dialogExport',
  'dialog.notOpened': 'shell.dialogNotOpened',
  'dialog.restarted': 'shell.dialogRestarted',
  'dialog.restartedDetail': 'shell.dialogRestartedDetail',
  'dialog.stopped': 'shell.dialogStopped',
  'dialog.startAgain': 'shell.dialogStartAgain',
}

/** Keeps the desktop's menus and dialogs in the window's language. Called once, by the application; a browser has no menus. */
export function useHostMenus(): void {
  const bridge = hostBridge()
  if (bridge === null) return
  watch(
    () => ({
      names: Object.fromEntries([
        ...Object.entries(NAMES).map(([name, key]) => [name, t(key)]),
        ...currentCommands().map(({ id, title }) => [id, title]),
      ]),
      changedKeys: currentCommands()
        .map(({ id }) => id)
        .filter((id) => ownKeysOf(id) !== null),
    }),
    (words) => {
      bridge.showMenus(words).catch((error: unknown) => console.error('The menus were not changed', error))
    },
    { immediate: true },
  )
}
