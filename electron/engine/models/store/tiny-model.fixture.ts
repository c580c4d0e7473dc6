import { hash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ModelManifest, modelManifest } from '../manifest.ts'
import type { ModelStore } from './model-store.ts'

/** The manifest of a model whose one file has this content. */
export function tinyManifest(id: string, version: number, content: string): ModelManifest {
  return modelManifest.parse({
    id,
    version,
    name: 'Tiny',
    licence: { name: 'MIT', terms: null, url: null, mustBeAccepted: false, mayBeRedistributed: true },
    source: 'a test',
    citation: null,
    files: [{ file: 'graph.onnx', sha256: hash('sha256', content), bytes: Buffer.byteLength(content) }],
    task: 'embed-pictures',
    graph: 'graph.onnx',
    pixels: {
      name: 'pixels',
      widthPx: 32,
      heightPx: 32,
      resize: { mode: 'squash' },
      interpolation: 'bilinear',
    },
    normalisation: { scale: 1 / 255, mean: [0, 0, 0], deviation: [1, 1, 1], channels: 'rgb' },
    embedding: { name: 'embedding', dimension: 8, sameUpTo: null },
  })
}

/** Stages and installs it. @returns the model's folder */
export async function installTiny(store: ModelStore, id: string, version: number): Promise<string> {
  const content = `graph of version ${version}`
  const staging = await store.stage()
  await writeFile(join(staging, 'graph.onnx'), content)
  return await store.install(staging, tinyManifest(id, version, content), new AbortController().signal)
}
