import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import { expect } from 'vitest'
import { runGraph } from '../../inference/run-graph.fixture.ts'
import { GraphBuilder, type Value } from './graph-builder.ts'
import { GraphWeights } from './graph-weights.ts'
import type { ImageTower, PictureSize } from './image-tower.ts'
import { publishedTensors } from './published-shapes.fixture.ts'
import { readNumbers, readStoredTensors } from './stored-tensors.fixture.ts'

export const REFERENCE = resolve(import.meta.dirname, '../../../../models/reference')

export type BuildTower = (
  graph: GraphBuilder,
  weights: GraphWeights,
  config: unknown,
  pixels: Value,
  size: PictureSize,
) => ImageTower

/** How far from the reference outputs may be. */
interface Tolerance {
  /** Of each number. */
  readonly difference: number
  /** Of all numbers of an output, at least. */
  readonly cosine: number
}

const SINGLE: Tolerance = { difference: 1e-4, cosine: 0.99999 }
const HALF: Tolerance = { difference: Infinity, cosine: 0.999 }

/**
 * Builds the tower of models/reference/FIXTURE (config.json, model.safetensors), runs it on the reference's pictures
 * and expects what the published implementation computed (reference.safetensors {pixels, features, pooled}).
 */
export async function expectTowerAgrees(fixture: string, build: BuildTower): Promise<void> {
  await expectAgreement(fixture, 'model.safetensors', build, SINGLE)
}

/** The same with weights of half precision, in a file of its own. */
export async function expectHalfTowerAgrees(fixture: string, file: string, build: BuildTower): Promise<void> {
  await expectAgreement(fixture, file, build, HALF)
}

async function expectAgreement(
  fixture: string,
  weightsFile: string,
  build: BuildTower,
  tolerance: Tolerance,
): Promise<void> {
  const folder = join(REFERENCE, fixture)
  const reference = readNumbers(join(folder, 'reference.safetensors'))
  const { pixels, features, pooled } = reference
  if (pixels === undefined || features === undefined || pooled === undefined) {
    throw new Error(`Expected pixels, features and pooled in ${folder}`)
  }
  const [count = 0, , heightPx = 0, widthPx = 0] = pixels.dims
  const graph = new GraphBuilder(fixture)
  const weights = new GraphWeights(graph, readStoredTensors(join(folder, weightsFile)))
  const input = graph.input('pixels', 'float32', ['N', 3, heightPx, widthPx])
  const tower = build(graph, weights, readConfig(folder), input, { heightPx, widthPx })
  graph.output('features', tower.features, ['N', ...tower.featureShape])
  graph.output('pooled', tower.pooled, ['N', tower.width])
  expect(weights.leftover()).toEqual([])
  const outputs = await runBeside(join(folder, weightsFile), graph, pixels)
  expectClose(outputs['features'], features, [count, ...tower.featureShape], tolerance)
  expectClose(outputs['pooled'], pooled, [count, tower.width], tolerance)
}

/**
 * Builds the tower over models/reference/published/NAME.txt and expects it to have a use for every tensor.
 * @param sizePx edge of square pictures
 */
export function expectTowerTakesAll(
  name: string,
  build: (graph: GraphBuilder, weights: GraphWeights, pixels: Value, size: PictureSize) => ImageTower,
  sizePx: number,
): ImageTower {
  const graph = new GraphBuilder(name)
  const weights = new GraphWeights(graph, publishedTensors(name))
  const pixels = graph.input('pixels', 'float32', ['N', 3, sizePx, sizePx])
  const tower = build(graph, weights, pixels, { heightPx: sizePx, widthPx: sizePx })
  graph.output('pooled', tower.pooled, ['N', tower.width])
  expect(weights.leftover()).toEqual([])
  expect(graph.toModel('/').length).toBeGreaterThan(0)
  return tower
}

/** The configuration of a name that must be known. */
export function published<Config>(config: Config | undefined): Config {
  if (config === undefined) throw new Error('Expected a published name')
  return config
}

function readConfig(folder: string): unknown {
  return JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))
}

interface Numbers {
  readonly data: Float32Array | BigInt64Array
  readonly dims: readonly number[]
}

/** The graph must lie with its weights, which are copied so that the reference stays as it is. */
async function runBeside(
  weightsFile: string,
  graph: GraphBuilder,
  pixels: { data: Float32Array; dims: readonly number[] },
): Promise<Record<string, Numbers>> {
  const copy = mkdtempSync(join(tmpdir(), 'doublet-tower-'))
  try {
    copyFileSync(weightsFile, join(copy, basename(weightsFile)))
    const path = join(copy, 'graph.onnx')
    writeFileSync(path, graph.toModel(dirname(weightsFile)))
    return await runGraph(path, { pixels: { type: 'float32', ...pixels } })
  } finally {
    rmSync(copy, { recursive: true })
  }
}

/** Within 1e-4 of each number and 0.99999 of cosine, unless given otherwise. */
export function expectClose(
  found: Numbers | undefined,
  expected: Numbers,
  dims: readonly number[],
  tolerance = SINGLE,
): void {
  if (found === undefined) throw new Error('Expected an output of that name')
  expect(found.dims).toEqual(dims)
  expect(expected.dims).toEqual(dims)
  const [a, b] = [Array.from(found.data, Number), Array.from(expected.data, Number)]
  const largest = a.reduce((largest, value, index) => Math.max(largest, Math.abs(value - (b[index] ?? 0))), 0)
  expect(largest).toBeLessThan(tolerance.difference)
  expect(dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b))).toBeGreaterThanOrEqual(tolerance.cosine)
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
}
