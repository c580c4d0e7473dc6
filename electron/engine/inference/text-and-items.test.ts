import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { PixelInput } from '../models/preprocessing/pixel-input.ts'
import type { TokenInput } from '../models/tokenizer/token-input.ts'
import {
  SMALL_EDGE_PX,
  writeSmallClassifier,
  writeSmallDetector,
  writeSmallTextEncoder,
} from './fixtures/small-graphs.ts'
import { ItemClassifier } from './item-classifier.ts'
import { ItemDetector } from './item-detector.ts'
import { TitleEncoder } from './title-encoder.ts'

const folder = mkdtempSync(join(tmpdir(), 'doublet-items-'))
afterAll(() => rmSync(folder, { recursive: true }))

const tokens: TokenInput = {
  ids: 'ids',
  attentionMask: 'mask',
  tokenTypes: 'types',
  file: 'tokenizer.json',
  maximumTokens: 16,
  padding: 'longest',
  padTokenId: 0,
}
const pixels: PixelInput = {
  name: 'pixels',
  widthPx: SMALL_EDGE_PX,
  heightPx: SMALL_EDGE_PX,
  resize: { mode: 'squash' },
  interpolation: 'bilinear',
}
/** Their means without padding and types: 3 and 10. */
const titles = {
  ids: BigInt64Array.of(2n, 4n, 99n, 11n, 12n, 10n),
  attentionMask: BigInt64Array.of(1n, 1n, 0n, 1n, 1n, 1n),
  tokenTypes: BigInt64Array.of(0n, 0n, 0n, 1n, 1n, 1n),
  rows: 2,
  columns: 3,
}

it('a title encoder feeds ids, mask and types by the names that the graph has', async () => {
  const graphPath = writeSmallTextEncoder(folder)
  const embedding = { name: 'mean', dimension: 1, sameUpTo: null }
  const encoder = await TitleEncoder.start({ name: 'Text', graphPath, tokens, embedding }, { workers: 1 })
  expect(await encoder.embed(titles)).toEqual(Float32Array.of(3, 10))
  await encoder.close()

  const wrong = { name: 'Text', graphPath, tokens, embedding: { ...embedding, dimension: 7 } }
  const other = await TitleEncoder.start(wrong, { workers: 1 })
  await expect(other.embed(titles)).rejects.toThrow(
    'Expected float32 [2, 7] as mean but the model gave [2, 1]',
  )
  await other.close()
})

it('an item classifier takes pictures with their titles', async () => {
  const graphPath = writeSmallClassifier(folder)
  const classes = ['a', 'b', 'c', 'd', 'e']
  const model = { name: 'Classes', graphPath, pixels, tokens, output: 'logits', classes }
  const classifier = await ItemClassifier.start(model, { workers: 1 })
  const black = new Uint8Array(2 * SMALL_EDGE_PX ** 2 * 3)
  expect(await classifier.classify(black, titles)).toEqual(Float32Array.of(0, 0, 0, 0, 3, 0, 0, 0, 0, 10))
  await expect(classifier.classify(black.subarray(1), titles)).rejects.toThrow('rows of shape [2, 8, 8, 3]')
  await classifier.close()
})

it('an item detector takes one picture of any size', async () => {
  const graphPath = writeSmallDetector(folder)
  const input = { name: 'pixels', shortestEdgePx: 8, longestEdgePx: 16, interpolation: 'bilinear' } as const
  const classes = ['bag', 'hat', null]
  const model = { name: 'Boxes', graphPath, input, logits: 'logits', boxes: 'boxes', classes }
  const detector = await ItemDetector.start(model, { workers: 1 })
  for (const [width, height] of [
    [2, 1],
    [1, 3],
  ] as const) {
    const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => at)
    const { queries, logits, boxes } = await detector.detect({ data, width, height })
    expect(queries).toBe(width * height)
    expect([...logits]).toEqual([...data])
    expect([...boxes.subarray(4, 8)]).toEqual([3, 3, 3, 3])
  }
  await detector.close()
})
