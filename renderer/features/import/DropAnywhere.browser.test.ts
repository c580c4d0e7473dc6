import { afterEach, describe, expect, it } from 'vitest'
import { useNavigation } from '../../navigation/navigation-store.ts'
import DropAnywhere from './DropAnywhere.vue'
import { useImport } from './import-store.ts'
import { showPage } from './show-page.test-data.ts'

/** What the desktop's preload script gives the window, as far as a drop needs it. */
function beOnDesktop(folder: string): void {
  Object.defineProperty(window, 'doublet', {
    configurable: true,
    value: { kind: 'desktop', platform: 'linux', pathOfFile: () => folder },
  })
}

/** A page can make no folder to drop: this is one as the browser hands it out. */
function folderEntry(names: readonly string[]): FileSystemEntry {
  let left = names.map((name) => ({ name, isDirectory: false, isFile: true }))
  const reader = {
    readEntries: (take: (entries: unknown[]) => void) => {
      take(left)
      left = []
    },
  }
  return Object.assign(Object.create(null), { name: 'shop', isDirectory: true, createReader: () => reader })
}

function drop(entry: FileSystemEntry): void {
  const event = new Event('drop', { cancelable: true })
  const dataTransfer = {
    types: ['Files'],
    files: [new File([], 'shop')],
    items: [{ kind: 'file', webkitGetAsEntry: () => entry }],
  }
  Object.defineProperty(event, 'dataTransfer', { value: dataTransfer })
  window.dispatchEvent(event)
}

afterEach(() => Reflect.deleteProperty(window, 'doublet'))

describe('a folder dropped on the desktop', () => {
  it('is shown with the table that lies in it, before anything is read', async () => {
    beOnDesktop('/home/ada/shop')
    const engine = await showPage(DropAnywhere)
    drop(folderEntry(['photos', '.listings.csv', 'listings.csv']))
    await expect
      .poll(() => useImport().draft)
      .toMatchObject({ folder: '/home/ada/shop', table: '/home/ada/shop/listings.csv' })
    expect(useNavigation().view).toBe('import')
    expect(engine.calls.filter(({ name }) => name === 'import')).toEqual([])
  })

  it('is imported at once where there is none', async () => {
    beOnDesktop('/home/ada/shop')
    const engine = await showPage(DropAnywhere)
    drop(folderEntry(['a.jpg']))
    await expect
      .poll(() => engine.calls)
      .toContainEqual({ name: 'import', input: { folder: '/home/ada/shop' } })
  })
})
