import type { StoredType } from '../weights/stored-tensor.ts'

/** Types of a graph's inputs and outputs. */
export type GraphType = 'uint8' | 'float32' | 'int64'

/** TensorProto.DataType of onnx.proto. */
export const ELEMENT_TYPE: Readonly<Record<GraphType, number>> = { float32: 1, uint8: 2, int64: 7 }

/** TensorProto.DataType of numbers as a safetensors file stores them. */
export const STORED_ELEMENT_TYPE: Readonly<Record<StoredType, number>> = {
  F32: 1,
  U8: 2,
  I8: 3,
  I16: 5,
  I32: 6,
  I64: 7,
  BOOL: 9,
  F16: 10,
  F64: 11,
  BF16: 16,
}
