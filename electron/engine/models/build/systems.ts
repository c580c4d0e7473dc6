import { arcface } from '../systems/arcface.ts'
import { ecommerceClassifier } from '../systems/ecommerce-classifier.ts'
import { fashion } from '../systems/fashion.ts'
import { onnxPictureEncoder } from '../systems/onnx-picture-encoder.ts'
import { plainPictureEncoder } from '../systems/plain-picture-encoder.ts'
import { titleEncoder } from '../systems/title-encoder.ts'
import { trendyol } from '../systems/trendyol.ts'
import type { System } from './build-context.ts'

/** In the order in which a folder is shown to them: the ones with marks of their own before the general ones. */
export const SYSTEMS: readonly System[] = [
  fashion,
  ecommerceClassifier,
  trendyol,
  onnxPictureEncoder,
  titleEncoder,
  plainPictureEncoder,
  arcface,
]
