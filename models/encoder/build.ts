/**
 * Makes the built-in encoder of its weights, the way Doublet installs any user's model:
 *
 *     node models/encoder/build.ts --same-up-to 0.2 --copy-up-to 0.05 [--folder models/encoder]
 *
 * --same-up-to is the distance at which two pictures are as likely the same as not, --copy-up-to the one up to which 999 of
 * 1,000 pairs are copies, both by validation photos: the benchmark
 * `npm run bench:quality -- --encoder --data FOLDER --models FOLDER` tells them of a folder built without.
 *
 * The folder holds model.safetensors, config.json and preprocessor_config.json, as export.py writes them;
 * graph.onnx and manifest.json are put beside them.
 */
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildModel, recogniseSystem } from '../../electron/engine/models/build/build-model.ts'
import type { RunManifest } from '../../electron/engine/models/build/build-context.ts'
import { describeStagedFiles } from '../../electron/engine/models/build/describe-staged-files.ts'
import { BUILT_IN_ID } from '../../electron/engine/models/read-chosen-model.ts'
import { modelManifest } from '../../electron/engine/models/manifest.ts'

const VERSION = 4

interface Distances {
  readonly sameUpTo: number | undefined
  readonly copyUpTo: number | undefined
}

/** What an importer cannot know: the distances, and that a large photo's reduction will do, of which it sees 128 pixels. */
function asBuiltIn(run: RunManifest, { copyUpTo }: Distances): RunManifest {
  if (run.task !== 'embed-pictures') throw new Error(`Expected an encoder of pictures but found ${run.task}`)
  return {
    ...run,
    pixels: { ...run.pixels, from: 'reduced' },
    embedding: { ...run.embedding, ...(copyUpTo !== undefined && { copyUpTo }) },
  }
}

async function build(folder: string, distances: Distances): Promise<void> {
  const staging = await mkdtemp(join(tmpdir(), 'doublet-encoder-'))
  try {
    const { signal } = new AbortController()
    const context = {
      source: folder,
      staging,
      parameters: { sameUpTo: distances.sameUpTo },
      weightsFile: undefined,
      signal,
      onBytes: undefined,
    }
    const { run, leftover } = await buildModel(context, await recogniseSystem(folder, null))
    if (leftover.length > 0)
      throw new Error(`Expected a use for every tensor but ${leftover.join(', ')} has none`)
    const files = await describeStagedFiles(staging)
    const manifest = modelManifest.parse({
      id: BUILT_IN_ID,
      version: VERSION,
      name: `Doublet encoder ${VERSION}`,
      licence: {
        name: 'Apache-2.0',
        terms: null,
        url: null,
        mustBeAccepted: false,
        mayBeRedistributed: true,
      },
      source: 'trained in this repository, see models/encoder/README.md',
      citation: null,
      ...asBuiltIn(run, distances),
      files,
    })
    for (const { file } of files) await copyFile(join(staging, file), join(folder, file))
    await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
    console.log(files.map(({ file, bytes }) => `${file}: ${bytes} bytes`).join('\n'))
  } finally {
    await rm(staging, { recursive: true })
  }
}

const { values } = parseArgs({
  options: {
    folder: { type: 'string', default: import.meta.dirname },
    'same-up-to': { type: 'string' },
    'copy-up-to': { type: 'string' },
  },
})
await build(resolve(values.folder), {
  sameUpTo: numberIn(values['same-up-to']),
  copyUpTo: numberIn(values['copy-up-to']),
})

function numberIn(given: string | undefined): number | undefined {
  return given === undefined ? undefined : Number(given)
}
