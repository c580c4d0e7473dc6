import { readFile, rename, writeFile } from 'node:fs/promises'
import type { Rectangle } from 'electron'
import { z } from 'zod'

const windowState = z.object({
  x: z.number().int().nullable(),
  y: z.number().int().nullable(),
  width: z.number().int().min(400),
  height: z.number().int().min(300),
  isMaximized: z.boolean(),
})
export type WindowState = z.infer<typeof windowState>

/** Placed in the middle by the window manager. */
export const DEFAULT_WINDOW_STATE: WindowState = {
  x: null,
  y: null,
  width: 1280,
  height: 860,
  isMaximized: false,
}

/** How much of the window must lie on one display for it to be found again, in pixels. */
const VISIBLE_EDGE_PX = 120

/** The state as it was saved; the default where there is none or it is not readable as one. */
export async function readWindowState(path: string): Promise<WindowState> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error) return null
    throw error
  })
  return text === null ? DEFAULT_WINDOW_STATE : parseWindowState(text)
}

/** Written to a temporary name and renamed, so that a crash leaves the old state or the new one. */
export async function saveWindowState(path: string, state: WindowState): Promise<void> {
  await writeFile(`${path}.part`, JSON.stringify(state))
  await rename(`${path}.part`, path)
}

/**
 * A state whose window can be seen: no larger than the display it is on, and placed anew when that display is gone.
 * @param workAreas the parts of the displays that windows may cover, in pixels
 */
export function fitToDisplays(state: WindowState, workAreas: readonly Rectangle[]): WindowState {
  const { x, y } = state
  const area =
    x === null || y === null ? undefined : workAreas.find((candidate) => shows(candidate, { ...state, x, y }))
  if (area !== undefined) {
    return { ...state, width: Math.min(state.width, area.width), height: Math.min(state.height, area.height) }
  }
  const [first] = workAreas
  const width = Math.min(state.width, first?.width ?? state.width)
  const height = Math.min(state.height, first?.height ?? state.height)
  return { ...state, x: null, y: null, width, height }
}

function shows(area: Rectangle, window: Rectangle): boolean {
  const overlapX = Math.min(area.x + area.width, window.x + window.width) - Math.max(area.x, window.x)
  // The title bar must be there to be dragged.
  const hasTitleBar = window.y >= area.y && window.y <= area.y + area.height - VISIBLE_EDGE_PX
  return overlapX >= VISIBLE_EDGE_PX && hasTitleBar
}

function parseWindowState(text: string): WindowState {
  try {
    return windowState.parse(JSON.parse(text))
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) return DEFAULT_WINDOW_STATE
    throw error
  }
}
