import { type IpcRendererEvent, contextBridge, ipcRenderer, webUtils } from 'electron'
import type { HostBridge } from '../../contract/host-bridge.ts'
import { ipcChannels } from './ipc-channels.ts'

const bridge: HostBridge = {
  kind: 'desktop',
  platform: process.platform,
  requestEnginePort: () => ipcRenderer.send(ipcChannels.requestPort),
  chooseFolder: () => ipcRenderer.invoke(ipcChannels.chooseFolder),
  chooseTable: () => ipcRenderer.invoke(ipcChannels.chooseTable),
  chooseCatalogue: () => ipcRenderer.invoke(ipcChannels.chooseCatalogue),
  chooseNewCatalogue: () => ipcRenderer.invoke(ipcChannels.chooseNewCatalogue),
  chooseExportFile: (defaultName) => ipcRenderer.invoke(ipcChannels.chooseExportFile, defaultName),
  showInFolder: (path) => ipcRenderer.invoke(ipcChannels.showInFolder, path),
  pathOfFile: (file) => (isFile(file) ? webUtils.getPathForFile(file) : ''),
  showMenus: (words) => ipcRenderer.invoke(ipcChannels.showMenus, words),
  onCommand(listener) {
    const forward = (_event: IpcRendererEvent, command: string, argument: string | null): void =>
      listener(command, argument)
    ipcRenderer.on(ipcChannels.command, forward)
    return () => ipcRenderer.off(ipcChannels.command, forward)
  },
}

contextBridge.exposeInMainWorld('doublet', bridge)

ipcRenderer.on(ipcChannels.port, (event) => {
  // A port cannot cross the context bridge; it can be posted within the window. "*" is this very window.
  window.postMessage(ipcChannels.port, '*', event.ports)
})

/** By its tag, because a page's `File` is not an instance of the preload's own class. */
function isFile(value: object): value is File {
  return Object.prototype.toString.call(value) === '[object File]'
}
