import { mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assert, boolean, integer, property, record } from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_WINDOW_STATE, fitToDisplays, readWindowState, saveWindowState } from './window-state.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doublet-window-'))
})

const SCREEN = { x: 0, y: 0, width: 1920, height: 1080 }

describe('the saved state', () => {
  it('comes back as it was, and leaves no temporary file', async () => {
    const path = join(folder, 'window.json')
    const state = { x: -10, y: 20, width: 900, height: 700, isMaximized: true }
    await saveWindowState(path, state)
    expect(await readWindowState(path)).toEqual(state)
    expect(await readdir(folder)).toEqual(['window.json'])
  })

  it.each(['', '{', '{"width":"wide"}', '{"x":0,"y":0,"width":-5,"height":10,"isMaximized":false}', 'null'])(
    'is the default when the file holds %j',
    async (text) => {
      await writeFile(join(folder, 'window.json'), text)
      expect(await readWindowState(join(folder, 'window.json'))).toEqual(DEFAULT_WINDOW_STATE)
    },
  )

  it('is the default when there is none', async () => {
    expect(await readWindowState(join(folder, 'none.json'))).toEqual(DEFAULT_WINDOW_STATE)
  })
})

describe('fitToDisplays', () => {
  const state = { x: 100, y: 100, width: 1000, height: 800, isMaximized: false }

  it('leaves a window alone that can be seen', () => {
    expect(fitToDisplays(state, [SCREEN])).toEqual(state)
    const onSecond = { ...state, x: 2000 }
    expect(fitToDisplays(onSecond, [SCREEN, { ...SCREEN, x: 1920 }])).toEqual(onSecond)
  })

  it('places a window anew whose display is gone or whose title bar is out of reach', () => {
    expect(fitToDisplays({ ...state, x: 2000 }, [SCREEN])).toEqual({ ...state, x: null, y: null })
    expect(fitToDisplays({ ...state, y: -50 }, [SCREEN])).toEqual({ ...state, x: null, y: null })
    expect(fitToDisplays({ ...state, y: 1070 }, [SCREEN])).toEqual({ ...state, x: null, y: null })
  })

  it('is never larger than the display', () => {
    assert(
      property(
        record({
          x: integer({ min: -5000, max: 5000 }),
          y: integer({ min: -5000, max: 5000 }),
          width: integer({ min: 400, max: 9000 }),
          height: integer({ min: 300, max: 9000 }),
          isMaximized: boolean(),
        }),
        (saved) => {
          const fitted = fitToDisplays(saved, [SCREEN])
          expect(fitted.width).toBeLessThanOrEqual(SCREEN.width)
          expect(fitted.height).toBeLessThanOrEqual(SCREEN.height)
        },
      ),
    )
  })
})
