import { hash } from 'node:crypto'
import { cp, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ProtobufMessage } from '../../electron/engine/models/graph/protobuf-fields.ts'
import { readManifest } from '../../electron/engine/models/read-model.ts'
import { randomFor, type Random } from '../../electron/engine/sample/random.ts'

const FLOAT = 1
const FLOAT16 = 10
const SIZE_OF: Readonly<Record<number, number>> = { [FLOAT]: 4, [FLOAT16]: 2 }

/** An initialiser of a graph, with where its numbers are. */
interface Weight {
  readonly name: string
  readonly type: number
  readonly shape: readonly number[]
  /** The bytes themselves, to be written over. */
  readonly bytes: Uint8Array
}

/**
 * The same network with weights left to chance, as it is before any training: a control. Kernels and matrices get He's
 * normal numbers, biases 0, the scales of normalisations 1; other constants stay.
 * @param folder an installed model's, or the built-in one's
 * @param target a folder that is not there yet
 */
export async function writeRandomModel(folder: string, target: string, seed: number): Promise<void> {
  const manifest = await readManifest(folder)
  if (manifest.task !== 'embed-pictures') throw new Error(`Expected a picture encoder in ${folder}`)
  await cp(folder, target, { recursive: true })
  const files = new Map<string, Buffer>()
  const open = async (name: string): Promise<Buffer> => {
    const known = files.get(name) ?? (await readFile(join(target, name)))
    files.set(name, known)
    return known
  }
  const graph = new ProtobufMessage(await open(manifest.graph)).message(7)
  if (graph === undefined) throw new Error(`Expected a graph in ${manifest.graph}`)
  const weights: Weight[] = []
  for (const tensor of graph.messages(5)) {
    const weight = await weightOf(tensor, open)
    if (weight !== null) weights.push(weight)
  }
  const roles = rolesOf(graph)
  for (const weight of weights) fill(weight, roles.get(weight.name), randomFor(seed, weight.name))
  for (const [name, bytes] of files) await writeFile(join(target, name), bytes)
  const stated = manifest.files.map((file) => {
    const bytes = files.get(file.file)
    return bytes === undefined ? file : { ...file, sha256: hash('sha256', bytes) }
  })
  await writeFile(join(target, 'manifest.json'), JSON.stringify({ ...manifest, files: stated }, null, 2))
}

async function weightOf(
  tensor: ProtobufMessage,
  open: (name: string) => Promise<Buffer>,
): Promise<Weight | null> {
  const type = tensor.integer(2) ?? 0
  const size = SIZE_OF[type]
  if (size === undefined) return null
  const shape = shapeOf(tensor)
  const length = shape.reduce((product, edge) => product * edge, size)
  const place = new Map(tensor.messages(13).map((entry) => [entry.string(1), entry.string(2)]))
  const location = place.get('location')
  const inline = tensor.all(9).at(-1)?.value
  const bytes =
    location === undefined
      ? inline
      : (await open(location)).subarray(
          Number(place.get('offset') ?? 0),
          Number(place.get('offset') ?? 0) + length,
        )
  if (!(bytes instanceof Uint8Array) || bytes.length !== length) return null
  return { name: tensor.string(8) ?? '', type, shape, bytes }
}

/** Written one by one or packed into one field. */
function shapeOf(tensor: ProtobufMessage): number[] {
  return tensor.all(1).flatMap(({ value }) => {
    if (typeof value === 'bigint') return [Number(value)]
    const sizes: number[] = []
    let [size, shift] = [0, 1]
    for (const byte of value) {
      size += (byte & 0x7f) * shift
      shift *= 128
      if (byte < 0x80) {
        sizes.push(size)
        ;[size, shift] = [0, 1]
      }
    }
    return sizes
  })
}

type Role = 'matrix' | 'transposed matrix' | 'kernel' | 'bias' | 'scale'

/** By the node that takes each, also through a cast. */
function rolesOf(graph: ProtobufMessage): Map<string, Role> {
  const nodes = graph.messages(1).map((node) => ({
    op: node.string(4) ?? '',
    inputs: node.strings(1),
    outputs: node.strings(2),
    isTransposed: node
      .messages(5)
      .some((attribute) => attribute.string(1) === 'transB' && attribute.integer(3) === 1),
  }))
  const sources = new Map(
    nodes.flatMap(({ op, inputs, outputs }) => (op === 'Cast' ? [[outputs[0], inputs[0]]] : [])),
  )
  const roles = new Map<string, Role>()
  for (const { op, inputs, isTransposed } of nodes) {
    const take = (input: number, role: Role): void => {
      const name = inputs[input]
      if (name !== undefined && name !== '') roles.set(sources.get(name) ?? name, role)
    }
    if (op === 'Conv') take(1, 'kernel')
    if (op === 'MatMul' || op === 'Gemm') take(1, isTransposed ? 'transposed matrix' : 'matrix')
    if (op === 'Conv' || op === 'Gemm') take(2, 'bias')
    if (op === 'BatchNormalization' || op === 'LayerNormalization') {
      take(1, 'scale')
      take(2, 'bias')
    }
    if (op === 'BatchNormalization') {
      take(3, 'bias')
      take(4, 'scale')
    }
  }
  return roles
}

function fill({ type, shape, bytes }: Weight, role: Role | undefined, random: Random): void {
  if (role === undefined) return
  const inputs =
    role === 'matrix' ? (shape[0] ?? 1) : shape.slice(1).reduce((product, edge) => product * edge, 1)
  const deviation = Math.sqrt(2 / inputs)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const size = SIZE_OF[type] ?? 4
  for (let at = 0; at < bytes.length; at += size) {
    const value = role === 'bias' ? 0 : role === 'scale' ? 1 : deviation * normal(random)
    if (type === FLOAT) view.setFloat32(at, value, true)
    else view.setFloat16(at, value, true)
  }
}

/** Box and Muller's. */
function normal(random: Random): number {
  const radius = Math.sqrt(-2 * Math.log(1 - random.between(0, 1)))
  return radius * Math.cos(2 * Math.PI * random.between(0, 1))
}
