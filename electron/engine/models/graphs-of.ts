import type { ModelManifest } from './manifest.ts'

/** The graphs that a model runs, with their hashes. */
export function graphsOf(manifest: ModelManifest): { readonly file: string; readonly sha256: string }[] {
  const names =
    manifest.task === 'find-items' ? [manifest.detector.graph, manifest.encoder.graph] : [manifest.graph]
  return manifest.files.filter(({ file }) => names.includes(file))
}
