import { Refusal, say } from '../../../contract/saying.ts'

/** An .onnx file that cannot be read, or that is no network for pictures. */
export class GraphUnsuitable extends Refusal {
  constructor(text: string, options?: ErrorOptions) {
    super(say('modelRefused', { text }), options)
  }
}
