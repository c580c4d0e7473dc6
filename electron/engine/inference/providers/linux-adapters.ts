import { readdir, readFile, readlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { GraphicsAdapter } from './graphics-adapters.ts'

const MAKERS: Readonly<Record<string, string>> = { '0x10de': 'NVIDIA', '0x1002': 'AMD', '0x8086': 'Intel' }

/**
 * Linux's own account of its graphics cards.
 * @param root '/'
 * @param kernel its version, which is that of the drivers that come with it
 */
export async function linuxAdapters(root: string, kernel: string): Promise<GraphicsAdapter[]> {
  const nvidia = await nvidiaAdapters(root)
  const nodes = (await names(join(root, 'sys/class/drm'))).filter((name) => name.startsWith('renderD'))
  const others = await Promise.all(nodes.map((node) => renderNode(root, node, kernel)))
  // NVIDIA's own driver gives its cards another device of their own.
  const known = nvidia.length > 0 ? others.filter(({ name }) => !name.startsWith('NVIDIA')) : others
  return [...nvidia, ...known].toSorted((a, b) => (a.device ?? '').localeCompare(b.device ?? ''))
}

async function nvidiaAdapters(root: string): Promise<GraphicsAdapter[]> {
  const folder = join(root, 'proc/driver/nvidia')
  const version = /(?<=\s)\d+\.\d+(\.\d+)?(?=\s)/.exec(await text(join(folder, 'version')))?.[0] ?? 'unknown'
  const cards = await names(join(folder, 'gpus'))
  const adapters = cards.map(async (card) => {
    const told = await text(join(folder, 'gpus', card, 'information'))
    const model = /^Model:\s*(.+)$/m.exec(told)?.[1]?.trim() ?? 'NVIDIA graphics'
    const minor = /^Device Minor:\s*(\d+)/m.exec(told)?.[1]
    const device = minor === undefined ? null : `/dev/nvidia${minor}`
    return {
      name: model.startsWith('NVIDIA') ? model : `NVIDIA ${model}`,
      driver: `nvidia ${version}`,
      device,
    }
  })
  return Promise.all(adapters)
}

async function renderNode(root: string, node: string, kernel: string): Promise<GraphicsAdapter> {
  const folder = join(root, 'sys/class/drm', node, 'device')
  const vendor = (await text(join(folder, 'vendor'))).trim()
  const product = (await text(join(folder, 'device'))).trim()
  const driver = basename(await readlink(join(folder, 'driver')).catch(() => 'unknown'))
  const maker = MAKERS[vendor] ?? `maker ${vendor}`
  return { name: `${maker} graphics (${product})`, driver: `${driver} ${kernel}`, device: `/dev/dri/${node}` }
}

async function names(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => [])
}

async function text(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}
