/** The names that the preload and the main process speak to each other by. */
export const ipcChannels = {
  requestPort: 'doublet:request-port',
  /** Carries the MessagePort to the engine; the preload passes it on to the page under the same name. */
  port: 'doublet:port',
  command: 'doublet:command',
  showMenus: 'doublet:show-menus',
  chooseFolder: 'doublet:choose-folder',
  chooseTable: 'doublet:choose-table',
  chooseCatalogue: 'doublet:choose-catalogue',
  chooseNewCatalogue: 'doublet:choose-new-catalogue',
  chooseExportFile: 'doublet:choose-export-file',
  showInFolder: 'doublet:show-in-folder',
} as const
