import { z } from 'zod'
import type { RgbPicture } from '../decode/rgb-picture.ts'
import { resampleKernelBase64 } from './resample-kernel.ts'
import { type ResampleFilter, type Span, type WeightTable, weightTable } from './weight-table.ts'

/*
 * Pillow's 8-bit convolution resampling, so that what is derived here equals, bit for bit, what Pillow derives from
 * the same pixels: the encoder was trained on Pillow's reductions, and imagehash hashes them. The filter widens with
 * the reduction (antialiasing), weights are fixed-point, and each of the two passes rounds to 8 bits and cuts off what
 * bicubic and Lanczos overshoot. The algorithm is that of https://github.com/python-pillow/Pillow
 * (src/libImaging/Resample.c); the code is ours. The loops run in WebAssembly: in JavaScript they cost more than decoding the picture.
 */

/** The part of the global that is used; the ECMAScript types leave it to the DOM's. */
declare const WebAssembly: {
  readonly Module: new (code: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: object }
}

interface KernelMemory {
  /** Another one after each growth. */
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}

interface Kernel {
  readonly memory: KernelMemory
  readonly rowsRgb: RowsFunction
  readonly rowsLuma: RowsFunction
  readonly columns: (
    input: number,
    rowLength: number,
    out: number,
    outputHeight: number,
    first: number,
    count: number,
    weights: number,
    stride: number,
  ) => void
  readonly luma: (rgb: number, pixels: number, out: number) => void
}

type RowsFunction = (
  input: number,
  width: number,
  height: number,
  out: number,
  outputWidth: number,
  first: number,
  count: number,
  weights: number,
  stride: number,
) => void

const kernel = startKernel()
/** Below it lies the kernel's own stack. */
const FIRST_FREE_BYTE = kernel.memory.buffer.byteLength
/** Vectors run over the end of a buffer. */
const SLACK_BYTES = 16
const PAGE_BYTES = 65_536

function startKernel(): Kernel {
  const code = new WebAssembly.Module(Buffer.from(resampleKernelBase64, 'base64'))
  const aFunction = z.custom<(...numbers: number[]) => void>((value) => typeof value === 'function')
  const exported = z
    .object({
      memory: z.custom<KernelMemory>(
        (value) => value instanceof Object && 'buffer' in value && 'grow' in value,
      ),
      rows_rgb: aFunction,
      rows_luma: aFunction,
      columns: aFunction,
      luma: aFunction,
    })
    .parse({ ...new WebAssembly.Instance(code).exports })
  return {
    memory: exported.memory,
    rowsRgb: exported.rows_rgb,
    rowsLuma: exported.rows_luma,
    columns: exported.columns,
    luma: exported.luma,
  }
}

/** Lays out one call's buffers, one after another, in the kernel's memory, which only ever grows to the largest. */
class Layout {
  #end = FIRST_FREE_BYTE

  /** @returns address of `bytes` bytes, aligned for vectors; what lay there before is overwritten */
  take(bytes: number): number {
    const address = this.#end
    this.#end = Math.ceil((address + bytes + SLACK_BYTES) / 16) * 16
    const missing = this.#end - kernel.memory.buffer.byteLength
    if (missing > 0) kernel.memory.grow(Math.ceil(missing / PAGE_BYTES))
    return address
  }

  put(bytes: Uint8Array): number {
    const address = this.take(bytes.length)
    new Uint8Array(kernel.memory.buffer).set(bytes, address)
    return address
  }

  putIntegers(values: Int32Array): number {
    return this.put(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  }

  putTable(table: WeightTable): [first: number, count: number, weights: number, stride: number] {
    const { first, count, weights, stride } = table
    return [this.putIntegers(first), this.putIntegers(count), this.putIntegers(weights), stride]
  }
}

/** A plane of samples in the kernel's memory. */
interface Plane {
  readonly address: number
  readonly channels: 1 | 3
  readonly width: number
  readonly height: number
}

/** One axis of the output: its whole size, which decides the weights, and the span of it that is wanted. */
interface Axis extends Span {
  readonly size: number
}

function isWhole(input: number, { size, from, length }: Axis): boolean {
  return size === input && from === 0 && length === input
}

function withWidth(layout: Layout, from: Plane, axis: Axis, filter: ResampleFilter): Plane {
  if (isWhole(from.width, axis)) return from
  const out = layout.take(axis.length * from.channels * from.height)
  const table = layout.putTable(weightTable(from.width, axis.size, filter, axis))
  const squeeze = from.channels === 3 ? kernel.rowsRgb : kernel.rowsLuma
  squeeze(from.address, from.width, from.height, out, axis.length, ...table)
  return { ...from, address: out, width: axis.length }
}

function withHeight(layout: Layout, from: Plane, axis: Axis, filter: ResampleFilter): Plane {
  if (isWhole(from.height, axis)) return from
  const rowLength = from.width * from.channels
  const out = layout.take(rowLength * axis.length)
  const table = layout.putTable(weightTable(from.height, axis.size, filter, axis))
  kernel.columns(from.address, rowLength, out, axis.length, ...table)
  return { ...from, address: out, height: axis.length }
}

function resample(
  layout: Layout,
  from: Plane,
  columns: Axis,
  rows: Axis,
  filter: ResampleFilter,
): Uint8Array {
  const rowsLost = from.height - rows.size
  // Pillow 13 starts with the columns when the height shrinks by more than twice what the width does; before, it
  // always started with the rows. The order shows because each pass rounds.
  const columnsFirst = rowsLost > 0 && rowsLost > 2 * (from.width - columns.size)
  const out = columnsFirst
    ? withWidth(layout, withHeight(layout, from, rows, filter), columns, filter)
    : withHeight(layout, withWidth(layout, from, columns, filter), rows, filter)
  return new Uint8Array(kernel.memory.buffer, out.address, columns.length * rows.length * from.channels)
}

/** A part of a resampled picture. */
export interface ResampleWindow {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/**
 * The whole picture squeezed or stretched to another size, whatever its proportions.
 * @param window the part of the result that is wanted: the same bytes as if it were cut out of the whole, which is
 *   not computed (a picture that is all width would become a huge one)
 * @returns uint8 [window.height, window.width, 3], valid until the next call in this file: copy it to keep it
 */
export function resampleRgb(
  picture: RgbPicture,
  width: number,
  height: number,
  filter: ResampleFilter,
  window: ResampleWindow = { left: 0, top: 0, width, height },
): Uint8Array {
  const layout = new Layout()
  const address = layout.put(picture.data)
  return resample(
    layout,
    { address, channels: 3, width: picture.width, height: picture.height },
    { size: width, from: window.left, length: window.width },
    { size: height, from: window.top, length: window.height },
    filter,
  )
}

/**
 * As {@link resampleRgb}, of the picture's luma (ITU-R 601-2, in Pillow's fixed point).
 * @returns uint8 [height, width], valid until the next call in this file: copy it to keep it
 */
export function resampleLuma(
  picture: RgbPicture,
  width: number,
  height: number,
  filter: ResampleFilter,
): Uint8Array {
  const layout = new Layout()
  const rgb = layout.put(picture.data)
  const address = layout.take(picture.width * picture.height)
  kernel.luma(rgb, picture.width * picture.height, address)
  return resample(
    layout,
    { address, channels: 1, width: picture.width, height: picture.height },
    { size: width, from: 0, length: width },
    { size: height, from: 0, length: height },
    filter,
  )
}
