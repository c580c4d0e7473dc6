import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readJudgedPairs } from './read-judged-pairs.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-judged-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const numbers = new Map(['a', 'b', 'c', 'd'].map((id, number) => [id, number]))
function read(text: string, split: string | null = null) {
  const path = join(folder, 'pairs.csv')
  writeFileSync(path, text)
  return readJudgedPairs(path, (id) => numbers.get(id), split)
}

describe('readJudgedPairs', () => {
  it('reads pairs with their answers, of one split if asked', async () => {
    const text = 'id_a,id_b,same_product,split\na,b,1,train\nb,c,0,test\nc,d,true,test\n'
    expect((await read(text)).pairs).toHaveLength(3)
    expect(await read(text, 'test')).toMatchObject({
      pairs: [
        { a: 1, b: 2, same: false },
        { a: 2, b: 3, same: true },
      ],
      others: [{ a: 0, b: 1, same: true }],
    })
  })

  it('takes every row for one product where there is no answer column', async () => {
    expect((await read('id_a;id_b\na;b\n')).pairs).toEqual([{ a: 0, b: 1, same: true }])
  })

  it('leaves out what cannot be used and says so, and takes the rest', async () => {
    const { pairs, notes } = await read(
      'id_a,id_b,same_product\na,b,1\nb,a,0\na,x,1\nb,b,1\nc,d,perhaps\nc,d,0\n',
    )
    expect(pairs).toEqual([
      { a: 0, b: 1, same: true },
      { a: 2, b: 3, same: false },
    ])
    expect(notes.map(({ words }) => words).join(' ')).toMatch(
      /"x".*clear answer.*: 2.*contradict an earlier one: 1/s,
    )
  })

  it.each([
    ['left,oops\na,b\n', null, 'Expected the columns id_a and id_b but found left, oops'],
    ['id_a,id_b\nx,y\n', null, 'no judged pair of two items of the catalogue; "x", "y" are not in it'],
    ['id_a,id_b\na,b\n', 'test', 'Expected the columns id_a, id_b and split'],
    ['id_a,id_b,split\na,b,train\n', 'test', 'no judged pair of the split “test”'],
  ])('refuses %j', async (text, split, words) => {
    await expect(read(text, split)).rejects.toThrow(
      words.replace('are not in it', 'are not in the catalogue'),
    )
  })
})
