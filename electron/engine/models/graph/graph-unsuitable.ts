/** An .onnx file that cannot be read, or that is no network for pictures. */
export class GraphUnsuitable extends Error {
  override readonly name = 'GraphUnsuitable'
}
