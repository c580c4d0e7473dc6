import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect } from 'vitest'
import { decodePicture } from '../../decode/decode-picture.ts'
import type { RgbPicture } from '../../decode/rgb-picture.ts'
import { preparePixels } from '../../describe/prepare-pixels.ts'
import { workingEdge } from '../../describe/working-edge.ts'
import { type Feed, runGraph } from '../../inference/run-graph.fixture.ts'
import { buildModel, recogniseSystem } from '../build/build-model.ts'
import type { BuildParameters, BuiltModel, RunManifest } from '../build/build-context.ts'
import { REFERENCE } from '../graph/image-tower.fixture.ts'
import { readStoredTensors } from '../graph/stored-tensors.fixture.ts'
import type { PixelInput } from '../preprocessing/pixel-input.ts'

/** A copy of a folder of models/reference, which a test may change, and what Doublet makes of it. */
export class SystemFixture {
  readonly #root = mkdtempSync(join(tmpdir(), 'doublet-system-'))
  readonly source = join(this.#root, 'source')
  readonly staging = join(this.#root, 'staging')
  readonly reference: string

  constructor(name: string) {
    this.reference = join(REFERENCE, name)
    cpSync(this.reference, this.source, { recursive: true })
    rmSync(join(this.source, 'reference.safetensors'), { force: true })
    for (const half of ['half', 'bfloat'])
      for (const extension of ['safetensors', 'pth'])
        rmSync(join(this.source, `${half}.${extension}`), { force: true })
    mkdirSync(this.staging)
  }

  /** Puts another file of the reference in the place of one of the copy. */
  replace(file: string, by: string): void {
    cpSync(join(this.reference, by), join(this.source, file))
  }

  async build(
    parameters: BuildParameters = {},
    options: { readonly system?: string; readonly weightsFile?: string } = {},
  ): Promise<BuiltModel> {
    const system = await recogniseSystem(this.source, options.system ?? null)
    const { source, staging } = this
    const { signal } = new AbortController()
    const { weightsFile } = options
    return buildModel({ source, staging, parameters, weightsFile, signal, onBytes: undefined }, system)
  }

  /** The one output of a built graph. */
  async run(graph: string, feeds: Readonly<Record<string, Feed>>): Promise<Numbers> {
    const [output] = Object.values(await runGraph(join(this.staging, graph), feeds))
    if (output === undefined) throw new Error('Expected an output')
    return { data: Float32Array.from(output.data, Number), dims: output.dims }
  }

  remove(): void {
    rmSync(this.#root, { recursive: true })
  }
}

export interface Numbers {
  readonly data: Float32Array
  readonly dims: readonly number[]
}

/** A built system of a certain task. */
export function runOf<Task extends RunManifest['task']>(
  { run }: BuiltModel,
  task: Task,
): Extract<RunManifest, { task: Task }> {
  if (!isTask(run, task)) throw new Error(`Expected a model for ${task} but it is for ${run.task}`)
  return run
}

function isTask<Task extends RunManifest['task']>(
  run: RunManifest,
  task: Task,
): run is Extract<RunManifest, { task: Task }> {
  return run.task === task
}

/** A tensor of a fixture's reference.safetensors: uint8, int64 or float32. */
export function referenceTensor(
  name: string,
  key: string,
): { readonly bytes: Uint8Array; readonly dims: readonly number[] } {
  const file = join(REFERENCE, name, 'reference.safetensors')
  const tensor = readStoredTensors(file).get(key)
  if (tensor === undefined) throw new Error(`Expected ${key} in ${file}`)
  const { offset, bytes, shape } = tensor
  return { bytes: Uint8Array.from(readFileSync(file).subarray(offset, offset + bytes)), dims: shape }
}

export function referenceFloats(name: string, key: string): Numbers {
  const { bytes, dims } = referenceTensor(name, key)
  return { data: new Float32Array(bytes.buffer), dims }
}

/** Decoded and prepared as the product does it: uint8 [1, heightPx, widthPx, 3]. */
export async function preparedFile(
  path: string,
  input: PixelInput,
  crop: (picture: RgbPicture) => RgbPicture = (picture) => picture,
): Promise<Extract<Feed, { type: 'uint8' }>> {
  const workingEdgePx = workingEdge(input)
  const { detail } = await decodePicture(readFileSync(path), basename(path), { workingEdgePx })
  const data = new Uint8Array(input.heightPx * input.widthPx * 3)
  preparePixels(crop(detail), input, data, 0)
  return { type: 'uint8', data, dims: [1, input.heightPx, input.widthPx, 3] }
}

/** Of each row at least so much. */
export function expectCosine(found: Numbers, expected: Numbers, atLeast: number): void {
  expect(found.dims).toEqual(expected.dims)
  const width = expected.dims.at(-1) ?? 0
  for (let row = 0; row < expected.data.length; row += width) {
    const [a, b] = [found.data.subarray(row, row + width), expected.data.subarray(row, row + width)]
    expect(dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))).toBeGreaterThanOrEqual(atLeast)
  }
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}
