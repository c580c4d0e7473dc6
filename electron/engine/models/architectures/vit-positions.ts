import type { GraphBuilder, Value } from '../graph/graph-builder.ts'
import type { PictureSize } from '../graph/image-tower.ts'
import { reshape } from '../graph/layers.ts'
import { type PatchShape, patchGrid } from './vit-config.ts'
import { bicubicMatrix } from './vit-resampling.ts'

/** From which patches to which a table of positions is resized. */
export interface PositionResizing extends PatchShape {
  readonly picture: PictureSize
  readonly width: number
  /** See bicubicMatrix. */
  readonly antialias: boolean
}

/**
 * A table of one position a patch, resized to the patches of another picture. The resizing is two products of
 * constants, which onnxruntime works out once when it loads the graph.
 * @param table [1, patches of the picture trained on, width]
 * @returns [1, patches of the picture, width]
 */
export function resizedPositions(
  graph: GraphBuilder,
  table: Value,
  { trainedOn, patchPx, picture, width, antialias }: PositionResizing,
): Value {
  const [fromRows, fromColumns] = patchGrid(trainedOn, patchPx)
  const [rows, columns] = patchGrid(picture, patchPx)
  if (rows === fromRows && columns === fromColumns) return table
  const down = graph.floats(bicubicMatrix(fromRows, rows, antialias), [rows, fromRows])
  const across = graph.floats(bicubicMatrix(fromColumns, columns, antialias), [columns, fromColumns])
  const byRow = reshape(graph, table, [fromRows, fromColumns * width])
  const shortened = reshape(graph, graph.node('MatMul', [down, byRow]), [rows, fromColumns, width])
  return reshape(graph, graph.node('MatMul', [across, shortened]), [1, rows * columns, width])
}
