import { release } from 'node:os'
import { linuxAdapters } from './linux-adapters.ts'
import { listMacAdapters, listWindowsAdapters } from './told-adapters.ts'

export interface GraphicsAdapter {
  /** As its maker calls it, where that can be learnt. */
  readonly name: string
  /** Name and version of its driver, as far as they are known. */
  readonly driver: string
  /** The device's path, on Linux. */
  readonly device: string | null
}

/** The graphics cards of this computer; what cannot be learnt is left out. Never rejects. */
export async function listGraphicsAdapters(): Promise<readonly GraphicsAdapter[]> {
  try {
    if (process.platform === 'linux') return await linuxAdapters('/', release())
    if (process.platform === 'win32') return await listWindowsAdapters()
    if (process.platform === 'darwin') return await listMacAdapters()
  } catch {
    // They are only needed for a name and to notice a change of driver.
  }
  return []
}

/**
 * Which card a process computed on.
 * @param devices that it held open; null where that is not known
 * @returns its name; null when it could be one of several or none that is known
 */
export function usedAdapter(
  adapters: readonly GraphicsAdapter[],
  devices: readonly string[] | null,
): string | null {
  const possible = adapters.filter(
    ({ device }) => devices === null || (device !== null && devices.includes(device)),
  )
  return possible.length === 1 ? (possible[0]?.name ?? null) : null
}
