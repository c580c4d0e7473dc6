import { readdir, readlink } from 'node:fs/promises'
import { join } from 'node:path'

const HANDLES = '/proc/self/fd'
const GRAPHICS_DEVICE = /^\/dev\/(nvidia\d+|dri\/renderD\d+)$/

/** Paths of the graphics devices that this process holds open; null on systems that do not tell. */
export async function openGraphicsDevices(): Promise<string[] | null> {
  if (process.platform !== 'linux') return null
  const handles = await readdir(HANDLES)
  const targets = await Promise.all(handles.map((handle) => readlink(join(HANDLES, handle)).catch(() => '')))
  return [...new Set(targets.filter((target) => GRAPHICS_DEVICE.test(target)))]
}
