import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  BrowserWindow,
  Menu,
  MessageChannelMain,
  app,
  dialog,
  ipcMain,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
} from 'electron'
import { dataFolder } from '../data-folder.ts'
import { userName } from '../user-name.ts'
import { listWindowFiles } from '../window-files.ts'
import { CUSTOM_SCHEMES, handleSchemes } from './app-protocol.ts'
import { AppWindow } from './app-window.ts'
import { CatalogueMenu } from './catalogue-menu.ts'
import { handleDialogs } from './dialogs.ts'
import { EngineSupervisor } from './engine-supervisor.ts'
import { ipcChannels } from './ipc-channels.ts'
import { openingOf, pathArguments } from './opened-paths.ts'
import { blockNetwork, denyPermissions, handleTrusted, lockContents, onTrusted } from './security.ts'

const root = app.getAppPath()
const data = dataFolder()
const windowData = join(data, 'window')
mkdirSync(windowData, { recursive: true })
app.setPath('userData', windowData)
app.enableSandbox()
protocol.registerSchemesAsPrivileged(CUSTOM_SCHEMES)

/** What was opened before the window was there: macOS says so very early. */
const earlyPaths: string[] = []
let openPath = (path: string): void => void earlyPaths.push(path)
app.on('open-file', (event, path) => {
  event.preventDefault()
  openPath(path)
})
app.on('web-contents-created', (_event, contents) => lockContents(contents))

// Not awaited here: Electron becomes ready only after this module has been evaluated to its end.
if (app.requestSingleInstanceLock()) runApplication().catch(failToStart)
else app.quit()

async function runApplication(): Promise<void> {
  await app.whenReady()
  const window = new AppWindow({
    createWindow: (options) => new BrowserWindow(options),
    workAreas: () => screen.getAllDisplays().map(({ workArea }) => workArea),
    preloadPath: join(root, 'out', 'preload', 'preload.cjs'),
    statePath: join(windowData, 'window-state.json'),
  })
  const engine = new EngineSupervisor({
    fork: () =>
      utilityProcess.fork(join(import.meta.dirname, 'engine-process.js'), [], {
        serviceName: 'Doublet engine',
        stdio: 'inherit',
      }),
    createChannel: () => new MessageChannelMain(),
    dataFolder: data,
    reviewer: userName(),
    onReady: (isRestart) => void menu.follow(engine.connect(), isRestart),
    onGivenUp: (reason) =>
      dialog.showErrorBox(
        menu.nameOf('dialog.stopped', 'The engine stopped'),
        `${reason}\n${menu.nameOf('dialog.startAgain', 'Start Doublet again to go on.')}`,
      ),
  })
  const menu = new CatalogueMenu({
    setMenu: (template) => Menu.setApplicationMenu(Menu.buildFromTemplate(template)),
    noteOpened: (path) => app.addRecentDocument(path),
    send: (command, argument) => window.send(command, argument),
    warn: (message, detail) => void dialog.showMessageBox({ type: 'warning', message, detail }),
    platform: process.platform,
    isPackaged: app.isPackaged,
  })

  denyPermissions(session.defaultSession)
  blockNetwork(session.defaultSession)
  handleSchemes(protocol, await listWindowFiles(join(root, 'out', 'renderer')), (sha256, size) =>
    engine.readPicture(sha256, size),
  )
  handleDialogs({
    ipcMain,
    dialog,
    shell,
    nameOf: (key, english) => menu.nameOf(key, english),
    currentWindow: () => window.shown(),
    catalogueFolder: app.getPath('documents'),
  })
  handleTrusted(ipcMain, ipcChannels.showMenus, async (words) => menu.speak(words))
  onTrusted(ipcMain, ipcChannels.requestPort, (event) => {
    event.sender.postMessage(ipcChannels.port, null, [engine.connect()])
    window.noteReady()
  })

  openPath = (path) => void openFromOutside(path)
  app.on('second-instance', (_event, argv, workingFolder) => {
    window.focus()
    for (const path of pathArguments(applicationParameters(argv), workingFolder)) openPath(path)
  })
  app.on('activate', () => void window.open())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  quitAfter(() => engine.close())

  await window.open()
  const startFolder = process.env.INIT_CWD ?? process.cwd()
  const startPaths = pathArguments(applicationParameters(process.argv), startFolder)
  for (const path of [...earlyPaths, ...startPaths]) openPath(path)

  async function openFromOutside(path: string): Promise<void> {
    const opening = await openingOf(path)
    if (opening === null) return
    await window.open()
    if (opening.kind === 'catalogue') await menu.openCatalogue(opening.path)
    else window.send(opening.kind === 'folder' ? 'import.folder' : 'import.table', opening.path)
  }
}

function failToStart(error: unknown): void {
  console.error('Doublet could not start', error)
  dialog.showErrorBox('Doublet could not start', error instanceof Error ? error.message : String(error))
  app.exit(1)
}

/** What follows the program and, when it is not packaged, the folder it was given. */
function applicationParameters(argv: readonly string[]): readonly string[] {
  return argv.slice(app.isPackaged ? 1 : 2)
}

/** Holds quitting back until the engine has committed what it has. */
function quitAfter(closeEngine: () => Promise<void>): void {
  let isClosed = false
  app.on('will-quit', (event) => {
    if (isClosed) return
    event.preventDefault()
    void closeEngine().finally(() => {
      isClosed = true
      app.quit()
    })
  })
}
