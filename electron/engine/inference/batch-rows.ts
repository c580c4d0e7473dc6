import type { Feeds, FeedTensor, Results, ResultTensor } from './feed-tensor.ts'

/**
 * Checks that every input is a batch of `count` rows whose numbers fill its shape.
 * @throws RangeError
 */
export function requireRows(feeds: Feeds, count: number): void {
  if (!Number.isInteger(count) || count < 1)
    throw new RangeError(`Expected 1 or more rows but received ${count}`)
  for (const [name, { data, dims }] of Object.entries(feeds)) {
    const numbers = dims.reduce((product, size) => product * size, 1)
    if (dims[0] !== count || data.length !== numbers) {
      throw new RangeError(
        `Expected ${count} rows of shape [${dims.join(', ')}] for ${name} but received ${data.length} numbers`,
      )
    }
  }
}

/** Rows `from` up to but not including `to` of every input, on the same memory. */
export function rowsOf(feeds: Feeds, from: number, to: number): Feeds {
  return Object.fromEntries(Object.entries(feeds).map(([name, feed]) => [name, slice(feed, from, to)]))
}

function slice(feed: FeedTensor, from: number, to: number): FeedTensor {
  const [count = 0, ...rest] = feed.dims
  if (from === 0 && to === count) return feed
  const row = feed.data.length / count
  const dims = [to - from, ...rest]
  switch (feed.type) {
    case 'uint8':
      return { type: 'uint8', data: feed.data.subarray(from * row, to * row), dims }
    case 'int64':
      return { type: 'int64', data: feed.data.subarray(from * row, to * row), dims }
    case 'float32':
      return { type: 'float32', data: feed.data.subarray(from * row, to * row), dims }
  }
}

/** The results of consecutive rows as those of one batch. */
export function joinResults(parts: readonly Results[]): Results {
  const [first = {}] = parts
  if (parts.length === 1) return first
  return Object.fromEntries(Object.keys(first).map((name) => [name, join(parts, name)]))
}

function join(parts: readonly Results[], name: string): ResultTensor {
  const tensors = parts.map((part) => part[name]).filter((tensor) => tensor !== undefined)
  const data = new Float32Array(tensors.reduce((sum, tensor) => sum + tensor.data.length, 0))
  let offset = 0
  for (const tensor of tensors) {
    data.set(tensor.data, offset)
    offset += tensor.data.length
  }
  const rows = tensors.reduce((sum, tensor) => sum + (tensor.dims[0] ?? 0), 0)
  return { data, dims: [rows, ...(tensors[0]?.dims.slice(1) ?? [])] }
}
