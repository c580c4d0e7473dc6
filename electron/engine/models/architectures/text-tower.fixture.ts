import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Feed, type Fetched, runGraph, writeGraph } from '../../inference/run-graph.fixture.ts'
import { GraphBuilder } from '../graph/graph-builder.ts'
import { GraphWeights } from '../graph/graph-weights.ts'
import { REFERENCE } from '../graph/image-tower.fixture.ts'
import { readStoredTensors } from '../graph/stored-tensors.fixture.ts'
import { readBertConfig } from './bert-config.ts'
import { bertTower } from './bert-tower.ts'
import type { TextInputs, TextTower } from './text-tower.ts'

export interface TextRun {
  readonly outputs: Record<string, Fetched>
  /** Weights that the tower did not use. */
  readonly leftover: readonly string[]
}

/**
 * Builds the text tower of models/reference/FIXTURE and runs it on the reference's tokens.
 * @param addOutputs names what the graph gives
 * @param only one text and as many of its tokens; all unless given
 */
export async function runTextTower(
  fixture: string,
  addOutputs: (graph: GraphBuilder, tower: TextTower, inputs: TextInputs) => void,
  only?: { readonly row: number; readonly length: number },
): Promise<TextRun> {
  const folder = mkdtempSync(join(tmpdir(), 'doublet-text-'))
  try {
    cpSync(join(REFERENCE, fixture), folder, { recursive: true })
    const feeds = readFeeds(join(folder, 'reference.safetensors'), only)
    const config = readBertConfig(JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8')))
    const graph = new GraphBuilder(fixture)
    const weights = new GraphWeights(graph, readStoredTensors(join(folder, 'model.safetensors')))
    const inputs = {
      ids: graph.input('ids', 'int64', ['N', 'T']),
      attentionMask: graph.input('attention_mask', 'int64', ['N', 'T']),
      tokenTypes: 'token_types' in feeds ? graph.input('token_types', 'int64', ['N', 'T']) : null,
    }
    addOutputs(graph, bertTower(graph, weights, config, inputs), inputs)
    return { outputs: await runGraph(await writeGraph(folder, graph), feeds), leftover: weights.leftover() }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** The reference's int64 tensors. */
function readFeeds(
  file: string,
  only?: { readonly row: number; readonly length: number },
): Record<string, Feed> {
  const bytes = readFileSync(file)
  const tensors = [...readStoredTensors(file).values()].filter(({ type }) => type === 'I64')
  return Object.fromEntries(
    tensors.map(({ key, shape: [rows = 0, columns = 0], offset, bytes: length }) => {
      const all = new BigInt64Array(length / 8)
      new Uint8Array(all.buffer).set(bytes.subarray(offset, offset + length))
      if (only === undefined) return [key, { type: 'int64', data: all, dims: [rows, columns] }]
      const start = only.row * columns
      return [key, { type: 'int64', data: all.slice(start, start + only.length), dims: [1, only.length] }]
    }),
  )
}
