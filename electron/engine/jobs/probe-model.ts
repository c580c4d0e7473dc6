import { say } from '../../contract/saying.ts'
import { type Model, ModelUnreadable } from '../models/read-model.ts'
import { openExample } from './model-example.ts'
import type { ModelRunContext } from './start-model.ts'

/**
 * Runs a model once, before it is installed: a graph that does not load, gives numbers that are none, or of another
 * shape than its manifest says, is found now and not in the middle of a catalogue.
 * @throws ModelUnreadable, InferenceStopped, InferenceFailed
 */
export async function probeModel(model: Model, context: ModelRunContext): Promise<void> {
  const example = await openExample(model, { ...context, cores: 1 })
  try {
    for (const values of await example.run()) requireNumbers(model, values)
  } finally {
    await example.close()
  }
}

function requireNumbers({ folder, manifest }: Model, values: Float32Array): void {
  const at = values.findIndex((value) => !Number.isFinite(value))
  if (at !== -1)
    throw new ModelUnreadable(
      folder,
      say('gaveNoNumber', { model: manifest.name, value: String(values[at]) }),
    )
}
