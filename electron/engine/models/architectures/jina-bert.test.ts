import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { expectClose, REFERENCE } from '../graph/image-tower.fixture.ts'
import { readNumbers } from '../graph/stored-tensors.fixture.ts'
import { alibiSlopes } from './jina-bert-alibi.ts'
import { runTextTower } from './text-tower.fixture.ts'

// The reference is models/reference/jina_bert.py, which says what it rests on.
describe('Jina BERT v2', () => {
  it.each(['first', 'second', 'reglu'])('agrees with the reference in PyTorch: %s', async (name) => {
    const { tokens, pooler } = readNumbers(join(REFERENCE, `jina_bert/${name}/reference.safetensors`))
    const { outputs, leftover } = await runTextTower(`jina_bert/${name}`, (graph, tower) => {
      graph.output('tokens', tower.tokens, ['N', 'T', tower.width])
      graph.output('pooler', tower.pooler ?? expect.fail('no pooler'), ['N', tower.width])
    })
    expect(leftover).toEqual([])
    expectClose(outputs['tokens'], tokens ?? expect.fail('no reference'), [3, 9, 24])
    expectClose(outputs['pooler'], pooler ?? expect.fail('no reference'), [3, 24])
  })

  // ALiBi, https://arxiv.org/abs/2108.12409, section 3: for 8 heads 1/2, 1/4 ... 1/256.
  it('has the slopes of the ALiBi paper', () => {
    const eight = [1, 2, 3, 4, 5, 6, 7, 8].map((power) => 2 ** -power)
    expect(alibiSlopes(8)).toEqual(eight)
    expect(alibiSlopes(12)).toEqual([...eight, ...[0.5, 1.5, 2.5, 3.5].map((power) => 2 ** -power)])
  })
})
