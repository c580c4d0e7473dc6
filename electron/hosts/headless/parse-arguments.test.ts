import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseHeadlessArguments } from './parse-arguments.ts'

const folders = { workingFolder: resolve('/photos-of-ada'), homeFolder: resolve('/home/ada') }

describe('parseHeadlessArguments', () => {
  it('opens nothing and picks from the home folder by itself', () => {
    expect(parseHeadlessArguments([], folders)).toEqual({
      catalogue: null,
      roots: [folders.homeFolder],
      port: null,
      host: null,
      openInBrowser: true,
    })
  })

  it('resolves paths against the folder it was started in', () => {
    const parameters = [
      '--catalogue',
      'a.doublet',
      '--root',
      'photos',
      '--root',
      '/data',
      '--port',
      '0',
      '--no-open',
    ]
    expect(parseHeadlessArguments(parameters, folders)).toEqual({
      catalogue: resolve('/photos-of-ada/a.doublet'),
      roots: [resolve('/photos-of-ada/photos'), resolve('/data')],
      port: 0,
      host: null,
      openInBrowser: false,
    })
  })

  it.each([
    [['--port', 'x'], 'Expected --port as a whole number from 0 to 65535 but received "x"'],
    [['--port', '70000'], 'from 0 to 65535'],
    [['--port', '1.5'], 'a whole number'],
    [['--port=-1'], 'from 0 to 65535'],
    [['--port', ''], 'received ""'],
    [['--nonsense'], "Unknown option '--nonsense'"],
    [['stray'], "Unexpected argument 'stray'"],
  ])('refuses %j', (parameters, message) => {
    expect(() => parseHeadlessArguments(parameters, folders)).toThrow(message)
  })
})
