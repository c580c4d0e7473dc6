import type { Normalisation } from '../preprocessing/pixel-input.ts'
import { GraphUnsuitable } from './graph-unsuitable.ts'
import type { DeclaredValue, ReadGraph } from './read-graph.ts'

/** none: the output is one row a picture already. cls: the first token. mean: of all tokens, or over the map. */
export type Pooling = 'none' | 'cls' | 'mean'

export interface PictureGraphWrapping {
  readonly heightPx: number
  readonly widthPx: number
  readonly normalisation: Normalisation
  readonly pooling: Pooling
  /** The output that is the embedding; needed where the graph has several. */
  readonly output?: string
}

export interface PictureInput {
  readonly name: string
  readonly layout: 'nchw' | 'nhwc'
  readonly batch: number | string | null
}

/** The input that pictures are fed to. @throws GraphUnsuitable */
export function pictureInput(
  { inputs }: ReadGraph,
  { heightPx, widthPx }: PictureGraphWrapping,
): PictureInput {
  const [input, ...others] = inputs
  if (input === undefined || others.length > 0) {
    const found = inputs.map(({ name }) => name).join(', ') || 'none'
    throw new GraphUnsuitable(`Expected one input, for pictures, but the graph has: ${found}`)
  }
  const { name, type, shape } = input
  const layout = shape?.length === 4 ? (shape[1] === 3 ? 'nchw' : shape[3] === 3 ? 'nhwc' : null) : null
  if (type !== 'float32' || shape === null || layout === null) {
    throw new GraphUnsuitable(
      `Expected an input of float32 [N, 3, H, W] or [N, H, W, 3] but "${name}" is ${told(input)}`,
    )
  }
  const [height, width] = layout === 'nchw' ? [shape[2], shape[3]] : [shape[1], shape[2]]
  if (!fits(height, heightPx) || !fits(width, widthPx)) {
    throw new GraphUnsuitable(
      `Expected pictures of ${widthPx}x${heightPx} pixels, as the model's settings say, but "${name}" is ${told(input)}`,
    )
  }
  return { name, layout, batch: shape[0] ?? null }
}

function fits(declared: number | string | null | undefined, size: number): boolean {
  return typeof declared !== 'number' || declared === size
}

/** @throws GraphUnsuitable */
export function chosenOutput({ outputs }: ReadGraph, name: string | undefined): DeclaredValue {
  const chosen =
    name === undefined && outputs.length === 1 ? outputs[0] : outputs.find((output) => output.name === name)
  if (chosen !== undefined) return chosen
  const found = outputs.map(({ name }) => name).join(', ') || 'none'
  throw new GraphUnsuitable(
    name === undefined
      ? `Expected one output but the graph has: ${found}. Say which one is the embedding`
      : `Expected an output named "${name}" but the graph has: ${found}`,
  )
}

/** The axis of an output that has the embedding's numbers, by the length of its shape and the pooling. */
const CHANNEL_AXIS: Readonly<Record<Pooling, Readonly<Record<number, number>>>> = {
  none: { 2: 1 },
  cls: { 3: 2 },
  mean: { 3: 2, 4: 1 },
}

/** How many numbers an embedding has. @throws GraphUnsuitable if the output's shape does not fit the pooling */
export function embeddingDimension(output: DeclaredValue, pooling: Pooling): number {
  const { name, type, shape } = output
  const axis = CHANNEL_AXIS[pooling][shape?.length ?? 0]
  if (type !== 'float32' || shape === null || axis === undefined) {
    throw new GraphUnsuitable(
      `Expected "${name}" to be float32 ${FITTING[pooling]} for pooling "${pooling}" but it is ${told(output)}`,
    )
  }
  const dimension = shape[axis]
  if (typeof dimension === 'number' && dimension > 0) return dimension
  throw new GraphUnsuitable(`Expected "${name}" to be of a fixed width but it is ${told(output)}`)
}

const FITTING = {
  none: '[N, C]',
  cls: '[N, tokens, C]',
  mean: '[N, tokens, C] or [N, C, h, w]',
} as const

function told({ type, shape }: DeclaredValue): string {
  const kind = type === 'other' ? 'of another type' : type
  return shape === null
    ? `${kind} without a shape`
    : `${kind} [${shape.map((size) => size ?? '?').join(', ')}]`
}
