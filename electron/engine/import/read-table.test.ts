import { execFile } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ImportProblem } from './problem.ts'
import type { RawItem } from './raw-item.ts'
import { readTable, type ReadTableOptions } from './read-table.ts'
import { UnknownColumnError } from './unknown-column-error.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-table-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

interface WholeTable {
  readonly path: string
  readonly items: RawItem[]
  readonly problems: ImportProblem[]
  /** "severity CODE line". */
  readonly outline: string[]
}

async function read(
  content: string | Buffer,
  options: ReadTableOptions = {},
  name = 'table.csv',
): Promise<WholeTable> {
  const path = join(folder, name)
  writeFileSync(path, content)
  const items: RawItem[] = []
  const problems: ImportProblem[] = []
  for await (const event of readTable(path, options)) {
    if (event.kind === 'item') items.push(event.item)
    else if (event.kind === 'problem') problems.push(event.problem)
  }
  return {
    path,
    items,
    problems,
    outline: problems.map((each) => `${each.severity} ${each.code} ${each.line}`),
  }
}

const NOTHING = {
  title: null,
  description: null,
  category: null,
  brand: null,
  price: null,
  code: null,
  labelGroup: null,
  attributes: [],
  images: [],
  box: null,
  phash: null,
}

describe('readTable', () => {
  it('reads a row into an item, cleaned', async () => {
    const { items, problems } = await read(
      'posting_id,title,image,price,gtin,label_group,brand,category,description,colour,size\n' +
        'a1, Cafe\u0301 mug ,a.jpg|b.jpg,"1.299,00 €",4006381333931,g7,Acme,Mugs,"two\nlines",red,\n',
    )
    expect(problems).toEqual([])
    expect(items).toEqual([
      {
        externalId: 'a1',
        title: 'Caf\u00e9 mug',
        description: 'two\nlines',
        category: 'Mugs',
        brand: 'Acme',
        price: 1299,
        code: '4006381333931',
        labelGroup: 'g7',
        images: ['a.jpg', 'b.jpg'],
        box: null,
        phash: null,
        line: 2,
        attributes: [{ name: 'colour', value: 'red' }],
      },
    ])
  })

  it('says its columns before any item, and its progress up to the last byte', async () => {
    const path = join(folder, 'table.csv')
    writeFileSync(path, '\uFEFFid,name,name,,id\n1,a,b,c,d\n')
    const events = []
    for await (const event of readTable(path)) events.push(event)
    expect(events.map((event) => event.kind)).toEqual(['columns', 'item', 'progress'])
    expect(events[0]).toMatchObject({
      columns: ['id', 'name', 'name (2)', 'column 4', 'id (2)'],
      mapping: { id: 'id', title: 'name' },
    })
    const size = statSync(path).size
    expect(events.at(-1)).toEqual({ kind: 'progress', bytesRead: size, bytesTotal: size })
  })

  it.each([
    ['UTF-8 with a mark', Buffer.from('\uFEFFid,title\n1,Käse 5 €\n'), []],
    ['UTF-16 LE', Buffer.from('\uFEFFid,title\n1,Käse 5 €\n', 'utf16le'), []],
    ['UTF-16 BE', Buffer.from('\uFEFFid,title\n1,Käse 5 €\n', 'utf16le').swap16(), []],
    [
      'UTF-16 LE without a mark',
      Buffer.from('id,title\n1,Käse 5 €\n', 'utf16le'),
      ['warning ENCODING_GUESSED null'],
    ],
    [
      'windows-1252',
      Buffer.from('id,title\n1,K\xe4se 5 \x80\n', 'latin1'),
      ['warning ENCODING_GUESSED null'],
    ],
  ])('reads %s', async (_name, content, problems) => {
    const { items, outline } = await read(content)
    expect(items).toEqual([{ ...NOTHING, externalId: '1', title: 'Käse 5 €', line: 2 }])
    expect(outline).toEqual(problems)
  })

  it('replaces bytes that are not valid past the first MB, and says so once with the line', async () => {
    const rows = Array.from({ length: 150_000 }, (_, index) => `${index},title\n`)
    const content = Buffer.concat([
      Buffer.from(`id,title\n${rows.join('')}`),
      Buffer.from('x,Caf\xe9\ny,Th\xe9\n', 'latin1'),
    ])
    expect(content.length).toBeGreaterThan(1 << 20)
    const { items, outline } = await read(content)
    expect(outline).toEqual(['warning ENCODING_GUESSED 150002'])
    expect(items.slice(-2).map((item) => item.title)).toEqual(['Caf\uFFFD', 'Th\uFFFD'])
  })

  it('takes in short rows with a warning, and keeps the surplus of long ones as attributes', async () => {
    const { items, outline } = await read('id,title,price\n1\n2,b,3,red,,42\n3,c,4,,\n')
    expect(outline).toEqual(['warning ROW_RAGGED 2', 'warning ROW_RAGGED 3'])
    expect(items.map((item) => item.externalId)).toEqual(['1', '2', '3'])
    expect(items[1]?.attributes).toEqual([
      { name: 'column 4', value: 'red' },
      { name: 'column 6', value: '42' },
    ])
  })

  it('leaves out rows without an id and all but the first of an id', async () => {
    const { items, outline, problems } = await read('id,title\n,a\n1,b\n2,c\n 1 ,d\n')
    expect(outline).toEqual(['error ROW_WITHOUT_ID 2', 'error ROW_DUPLICATE_ID 5'])
    expect(problems[1]?.reason).toContain('line 3')
    expect(items.map((item) => item.title)).toEqual(['b', 'c'])
  })

  it('numbers the rows of a table without ids, with one warning', async () => {
    const { items, outline } = await read('title,image\na,a.jpg\n\nb,b.jpg\n')
    expect(outline).toEqual(['warning ROW_WITHOUT_ID 1'])
    expect(items.map((item) => [item.externalId, item.line])).toEqual([
      ['row 1', 2],
      ['row 2', 4],
    ])
  })

  it("passes over blank rows and a spreadsheet's empty ones", async () => {
    const { items, problems } = await read('id,title\n\n1,a\n,\n   \n,,,\n2,b\n')
    expect(items.map((item) => item.line)).toEqual([3, 7])
    expect(problems).toEqual([])
  })

  it('goes on after a quote that is never closed, naming its line', async () => {
    const { items, outline } = await read('id,title\n1,a\n2,"open\n3,c\n4,d\n')
    expect(outline).toEqual(['error ROW_UNREADABLE 3'])
    expect(items.map((item) => item.externalId)).toEqual(['1', '3', '4'])
  })

  it('takes NUL characters out of cells and says so', async () => {
    const { items, outline } = await read('id,title\n1,a\0b\n2,c\n')
    expect(outline).toEqual(['warning CELL_INVALID 2'])
    expect(items.map((item) => item.title)).toEqual(['ab', 'c'])
  })

  it('warns of prices and codes that are none', async () => {
    const { items, outline } = await read('id,price,ean\n1,-5,4006381333932\n2,cheap,4.0E+12\n3,12,\n')
    expect(outline).toEqual(
      Array.from({ length: 4 }, (_, index) => `warning CELL_INVALID ${index < 2 ? 2 : 3}`),
    )
    expect(items.map((item) => [item.price, item.code])).toEqual([
      [null, '4006381333932'],
      [null, null],
      [12, null],
    ])
  })

  it("reads Excel's own declaration of the delimiter", async () => {
    const { items, problems } = await read('sep=;\r\nid;title\r\n1;a, b\r\n')
    expect(items).toEqual([{ ...NOTHING, externalId: '1', title: 'a, b', line: 3 }])
    expect(problems).toEqual([])
  })

  it('uses the columns that the curator chose', async () => {
    const mapping = { id: 'title', title: 'id', images: ['x', 'y'] }
    const { items } = await read('id,title,x,y,image\n1,a,1.jpg,2.jpg|1.jpg,3.jpg\n', { mapping })
    expect(items[0]).toMatchObject({ externalId: 'a', title: '1', images: ['1.jpg', '2.jpg'] })
    expect(items[0]?.attributes).toEqual([{ name: 'image', value: '3.jpg' }])
    await expect(read('id,title\n1,a\n', { mapping: { price: 'Preis' } })).rejects.toThrow(UnknownColumnError)
  })

  it.each([
    ['an empty file', ''],
    ['blank lines', '\n\n\n'],
    ['a header whose quote is never closed', '"id,title\n1,a\n'],
    ['a workbook', 'PK\u0003\u0004'],
    ['JSONL without an object', '1\n[2]\n'],
  ])('reports %s as a table that cannot be read', async (_name, content) => {
    const { items, outline } = await read(content, {}, content.startsWith('1') ? 'a.jsonl' : 'a.csv')
    expect(items).toEqual([])
    expect(outline.at(-1)).toBe('error TABLE_UNREADABLE null')
  })

  it('reports a table that is not there', async () => {
    const events = []
    for await (const event of readTable(join(folder, 'gone.csv'))) events.push(event)
    expect(events).toMatchObject([
      { kind: 'problem', problem: { code: 'TABLE_UNREADABLE', severity: 'error' } },
    ])
  })

  it('warns of a table without rows', async () => {
    expect((await read('id,title\n')).outline).toEqual(['warning TABLE_UNREADABLE null'])
  })

  it('stops with the reason of the signal', async () => {
    const signal = AbortSignal.abort(new Error('cancelled by the curator'))
    await expect(read('id\n1\n', { signal })).rejects.toThrow('cancelled by the curator')
  })

  describe('of JSONL', () => {
    it('reads rows of different keys, lists of pictures and nested values', async () => {
      const { items, problems } = await read(
        '{"id": 12345678901234567890, "title": "a", "images": ["1.jpg", "2,3.jpg"], "price": 12.5}\r\n' +
          '\n' +
          '{"id": "b", "size": {"w": 1}, "tags": ["x"], "title": null, "ok": true}',
        {},
        'a.jsonl',
      )
      expect(problems).toEqual([])
      expect(items).toEqual([
        {
          ...NOTHING,
          externalId: '12345678901234567890',
          title: 'a',
          price: 12.5,
          images: ['1.jpg', '2,3.jpg'],
          line: 1,
        },
        {
          ...NOTHING,
          externalId: 'b',
          line: 3,
          attributes: [
            { name: 'size', value: '{"w":1}' },
            { name: 'tags', value: '["x"]' },
            { name: 'ok', value: 'true' },
          ],
        },
      ])
    })

    it('keeps keys that come after the first hundred rows as attributes', async () => {
      const rows = Array.from({ length: 101 }, (_, index) => `{"id": ${index}}`)
      const { items, problems } = await read([...rows, '{"id": "x", "late": 1}'].join('\n'), {}, 'a.jsonl')
      expect(items.at(-1)?.attributes).toEqual([{ name: 'late', value: '1' }])
      expect(problems).toEqual([])
    })

    it('leaves out lines that are no objects, by line', async () => {
      const { items, outline } = await read('{"id": 1}\n{"id": \n[1]\nnull\n{"id": 2}\n', {}, 'a.jsonl')
      expect(outline).toEqual([2, 3, 4].map((line) => `error ROW_UNREADABLE ${line}`))
      expect(items.map((item) => item.externalId)).toEqual(['1', '2'])
    })

    it('leaves out a line of more than 16 million characters and goes on', async () => {
      const { items, outline } = await read(
        `{"id": 1}\n{"id": "${'x'.repeat(17 << 20)}"}\n{"id": 2}\n`,
        {},
        'a.jsonl',
      )
      expect(outline).toEqual(['error ROW_UNREADABLE 2'])
      expect(items.map((item) => item.externalId)).toEqual(['1', '2'])
    })
  })

  it('reads 50 MB in memory that does not grow with it', async () => {
    const path = join(folder, 'large.csv')
    const row = (index: number): string =>
      `sku-${index},"Bottle, ${index}",${'a plain description '.repeat(25)}\n`
    await pipeline(
      Readable.from(
        (function* () {
          yield 'id,title,description\n'
          for (let block = 0; block < 100; block++) {
            yield Array.from({ length: 1000 }, (_, index) => row(block * 1000 + index)).join('')
          }
        })(),
      ),
      createWriteStream(path),
    )
    expect(statSync(path).size).toBeGreaterThan(50_000_000)
    // In a process of its own: what earlier tests left behind is freed at times of its own choosing.
    const script = `
      const { readTable } = await import(${JSON.stringify(new URL('./read-table.ts', import.meta.url).href)})
      const inUseBytes = () => {
        gc()
        const { heapUsed, external } = process.memoryUsage()
        return heapUsed + external
      }
      let items = 0
      const samples = []
      for await (const event of readTable(${JSON.stringify(path)})) {
        if (event.kind === 'item') items += 1
        if (event.kind === 'progress' && event.bytesRead > (samples.length + 1) * 5_000_000) samples.push(inUseBytes())
      }
      process.stdout.write(JSON.stringify({ items, samples }))`
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--expose-gc',
      '--input-type=module',
      '--eval',
      script,
    ])
    const { items, samples } = z
      .object({ items: z.number(), samples: z.array(z.number()) })
      .parse(JSON.parse(stdout))
    expect(items).toBe(100_000)
    // 12 bytes a slot for the ids, doubled at times, are about 3 MB in the end; the text read in between is 45 MB.
    expect(samples.length).toBeGreaterThanOrEqual(10)
    expect(Math.max(...samples) - Math.min(...samples)).toBeLessThan(10_000_000)
  })
})
