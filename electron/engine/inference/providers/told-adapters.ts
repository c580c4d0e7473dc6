import { execFile } from 'node:child_process'
import { release } from 'node:os'
import { promisify } from 'node:util'
import { z } from 'zod'
import type { GraphicsAdapter } from './graphics-adapters.ts'

const tell = promisify(execFile)
const TIMEOUT_MS = 20_000

const windowsAdapter = z.object({ Name: z.string(), DriverVersion: z.string().nullable() })
const macAdapters = z.object({ SPDisplaysDataType: z.array(z.object({ sppci_model: z.string() })) })

/** @throws Error when Windows does not tell */
export async function listWindowsAdapters(): Promise<GraphicsAdapter[]> {
  const question =
    'Get-CimInstance Win32_VideoController | Select-Object Name, DriverVersion | ConvertTo-Json -Compress'
  const { stdout } = await tell('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', question], {
    timeout: TIMEOUT_MS,
    windowsHide: true,
  })
  return parseWindowsAdapters(stdout)
}

/** @param json an object for one card, a list for several */
export function parseWindowsAdapters(json: string): GraphicsAdapter[] {
  const told: unknown = JSON.parse(json)
  return z
    .array(windowsAdapter)
    .parse(Array.isArray(told) ? told : [told])
    .filter(({ Name }) => !Name.startsWith('Microsoft '))
    .map(({ Name, DriverVersion }) => ({ name: Name, driver: DriverVersion ?? 'unknown', device: null }))
}

/** @throws Error when macOS does not tell */
export async function listMacAdapters(): Promise<GraphicsAdapter[]> {
  const { stdout } = await tell('system_profiler', ['-json', 'SPDisplaysDataType'], { timeout: TIMEOUT_MS })
  return parseMacAdapters(stdout, release())
}

/** @param system version of macOS, with which its drivers come */
export function parseMacAdapters(json: string, system: string): GraphicsAdapter[] {
  const { SPDisplaysDataType: cards } = macAdapters.parse(JSON.parse(json))
  return cards.map((card) => ({ name: card.sppci_model, driver: `macOS ${system}`, device: null }))
}
