import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { GraphBuilder } from '../graph/graph-builder.ts'
import { GraphWeights } from '../graph/graph-weights.ts'
import { type BuildTower, REFERENCE } from '../graph/image-tower.fixture.ts'
import type { ImageTower, PictureSize } from '../graph/image-tower.ts'
import { readStoredTensors } from '../graph/stored-tensors.fixture.ts'

/** Builds a tower from the weights of models/reference/FIXTURE for pictures of any size, when it is called. */
export function buildFrom(fixture: string, size: PictureSize, build: BuildTower): () => ImageTower {
  const folder = join(REFERENCE, fixture)
  const config: unknown = JSON.parse(readFileSync(join(folder, 'config.json'), 'utf8'))
  return () => {
    const graph = new GraphBuilder(fixture)
    const weights = new GraphWeights(graph, readStoredTensors(join(folder, 'model.safetensors')))
    const pixels = graph.input('pixels', 'float32', ['N', 3, size.heightPx, size.widthPx])
    return build(graph, weights, config, pixels, size)
  }
}

/** What the config.json of a published model says beyond transformers' own values: models/reference/published/NAME.json. */
export function publishedConfig(name: string): unknown {
  return JSON.parse(readFileSync(join(REFERENCE, 'published', `${name}.json`), 'utf8'))
}
