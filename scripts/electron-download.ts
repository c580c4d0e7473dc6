import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'

const DEFAULT_MIRROR = 'https://github.com/electron/electron/releases/download/'

type Environment = Readonly<Record<string, string | undefined>>

export interface DownloadOptions {
  /** Where Electron's install script fetches from. */
  readonly url: string
  /** The install script and its parameters, for Node. */
  readonly installScript: readonly string[]
  /** How long may pass before it is known whether the binary can be had, in milliseconds. */
  readonly decideWithinMs: number
}

/**
 * Where Electron's install script fetches its archive from, by the same variables that it reads.
 * @param version without a leading "v"
 * @see node_modules/@electron/get: getArtifactRemoteURL
 */
export function electronDownloadUrl(
  version: string,
  platform: NodeJS.Platform,
  architecture: string,
  environment: Environment,
): string {
  const mirror = mirrorVariable('mirror', environment) ?? DEFAULT_MIRROR
  const folder = (mirrorVariable('custom_dir', environment) ?? `v${version}`).replace(
    '{{ version }}',
    version,
  )
  const file =
    mirrorVariable('custom_filename', environment) ?? `electron-v${version}-${platform}-${architecture}.zip`
  return `${mirror}${folder}/${file}`
}

/**
 * Runs Electron's own install script, and gives up early when its download host does not answer: the script itself
 * would wait for minutes. An archive that is in Electron's cache is installed without the network.
 * @returns null when the binary was installed, else why it could not be had
 */
export async function fetchElectron({
  url,
  installScript,
  decideWithinMs,
}: DownloadOptions): Promise<string | null> {
  const child = spawn(process.execPath, installScript, { stdio: ['ignore', 'ignore', 'pipe'] })
  const errors = collectText(child)
  const ended: Promise<'installed' | 'failed'> = once(child, 'close').then(([code]) =>
    code === 0 ? 'installed' : 'failed',
  )
  const deadline = AbortSignal.timeout(decideWithinMs)
  const obstacle = findObstacle(url, deadline)

  // While the host answers the script may take its time; else it has until the deadline, for the cache may have it.
  const patience = async (): Promise<'installed' | 'failed' | 'late'> => {
    if ((await obstacle) === null) return ended
    if (!deadline.aborted) await once(deadline, 'abort')
    return 'late'
  }
  const result = await Promise.race([ended, patience()])
  if (result === 'installed') return null
  if (result === 'late') child.kill()
  return (await obstacle) ?? firstErrorLine(errors())
}

/** What is wrong with the place that the archive comes from, or null when it answers and has it. */
async function findObstacle(url: string, signal: AbortSignal): Promise<string | null> {
  const { host } = new URL(url)
  try {
    const { status } = await fetch(url, { method: 'HEAD', redirect: 'manual', signal })
    return status < 400 ? null : `${host} answered with status ${status}`
  } catch {
    // No name, no route, no certificate or no time: the curator can do the same about each of them.
    return signal.aborted ? `${host} did not answer in time` : `${host} could not be reached`
  }
}

function collectText(child: ChildProcess): () => string {
  let text = ''
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()))
  return () => text
}

/** What follows the first line of the script's error is its stack. */
function firstErrorLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim())
  return lines.find((line) => /error/i.test(line)) ?? 'its install script failed'
}

function mirrorVariable(name: string, environment: Environment): string | undefined {
  const upper = name.toUpperCase()
  const names = [
    `npm_config_electron_${name.replace('_', '')}`,
    `NPM_CONFIG_ELECTRON_${upper}`,
    `npm_config_electron_${name}`,
    `npm_package_config_electron_${name}`,
    `ELECTRON_${upper}`,
  ]
  return names.map((candidate) => environment[candidate]).find((value) => value !== undefined && value !== '')
}
