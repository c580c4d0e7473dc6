import type { Results, ResultTensor } from './feed-tensor.ts'
import { InferenceFailed } from './inference-failed.ts'

/**
 * One output of a graph, of the shape that its manifest promises.
 * @param shape null where any size will do
 * @throws InferenceFailed
 */
export function requireOutput(
  results: Results,
  name: string,
  shape: readonly (number | null)[],
): ResultTensor {
  const tensor = results[name]
  const fits =
    tensor?.dims.length === shape.length &&
    shape.every((size, index) => size === null || size === tensor.dims[index])
  if (tensor === undefined || !fits) {
    const expected = shape.map((size) => size ?? 'any').join(', ')
    throw new InferenceFailed(
      `Expected float32 [${expected}] as ${name} but the model gave [${tensor?.dims.join(', ') ?? ''}]`,
    )
  }
  return tensor
}
