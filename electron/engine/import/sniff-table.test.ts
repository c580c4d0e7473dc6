import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sniffTable } from './sniff-table.ts'
import { TableUnreadableError } from './table-unreadable-error.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-sniff-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function table(content: string | Buffer, name = 'table.csv'): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function utf16be(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

describe('sniffTable', () => {
  const text = 'id,title\n1,Käse\n'

  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8', 0],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'utf-8', 3],
    ['UTF-16 LE with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'utf-16le', 2],
    ['UTF-16 BE with a mark', utf16be(`\uFEFF${text}`), 'utf-16be', 2],
    ['UTF-16 LE without a mark', Buffer.from(text, 'utf16le'), 'utf-16le', 0],
    ['UTF-16 BE without a mark', utf16be(text), 'utf-16be', 0],
    [
      'Chinese UTF-16 LE without a mark',
      Buffer.from('id,标题\n1,红色的杯子很好看\n', 'utf16le'),
      'utf-16le',
      0,
    ],
    ['Latin-1', Buffer.from(text, 'latin1'), 'windows-1252', 0],
    ['ASCII with stray NULs', Buffer.from('id,title\n1,a\0b\0c\n'), 'utf-8', 0],
  ])('knows %s', async (_name, content, encoding, bomBytes) => {
    const shape = await sniffTable(table(content))
    expect(shape).toEqual({ format: 'csv', encoding, delimiter: ',', bomBytes })
  })

  it('takes a UTF-8 text with a damaged letter among many for UTF-8', async () => {
    const content = Buffer.concat([
      Buffer.from(`id,title\n1,${'ä'.repeat(50)}`),
      Buffer.of(0xff),
      Buffer.from('\n'),
    ])
    expect((await sniffTable(table(content))).encoding).toBe('utf-8')
  })

  it('is not misled by a letter that the end of the first MB cuts in two', async () => {
    const content = `id,title\n${'x'.repeat((1 << 20) - 10)}é and more\n`
    expect(
      Buffer.from(content)
        .subarray(0, 1 << 20)
        .at(-1),
    ).toBe(0xc3)
    expect((await sniffTable(table(content))).encoding).toBe('utf-8')
  })

  it.each([
    [',', 'id,title\n1,"a;b;c"\n2,d\n'],
    [';', 'id;title;price\n1;a;12,50\n2;b;9,99\n'],
    ['\t', 'id\ttitle\n1\tred, green, blue\n2\ta, b, c\n'],
    ['|', 'id|title\n1|a, b\n2|c\n'],
    [';', 'id;title\n1;"a, b\nand, c"\n2;d\n'],
    [',', 'id,images\n1,a.jpg|b.jpg|c.jpg\n2,d.jpg|e.jpg|f.jpg\n'],
    [';', 'sep=;\nid;a,b\n1;2\n'],
    [',', 'image\nshirt 1.jpg\nshirt 2.jpg\n'],
    [';', 'id;title;price'],
  ])('finds the delimiter %j', async (delimiter, content) => {
    const shape = await sniffTable(table(content))
    expect(shape).toMatchObject({ delimiter, format: delimiter === '\t' ? 'tsv' : 'csv' })
  })

  it('knows JSONL by its extension or by its first character', async () => {
    const jsonl = { format: 'jsonl', delimiter: null, encoding: 'utf-8', bomBytes: 0 }
    expect(await sniffTable(table('"a"\n', 'a.ndjson'))).toEqual(jsonl)
    expect(await sniffTable(table('\n {"id": 1}\n', 'a.txt'))).toEqual(jsonl)
  })

  it.each([
    ['an empty file', ''],
    ['a workbook', Buffer.from('PK\u0003\u0004xxxx')],
    ['a Parquet file', 'PAR1xxxx'],
    ['a JSON array', '[\n  {"id": 1}\n]'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a])],
  ])('refuses %s with advice', async (_name, content) => {
    await expect(sniffTable(table(content))).rejects.toThrow(TableUnreadableError)
    await expect(sniffTable(table(content))).rejects.toMatchObject({ advice: expect.stringMatching(/\w/) })
  })

  it('refuses what is not there and what is a folder, with the reason', async () => {
    await expect(sniffTable(join(folder, 'gone.csv'))).rejects.toMatchObject({
      reason: 'The table could not be read: it does not exist',
    })
    await expect(sniffTable(folder)).rejects.toMatchObject({
      reason: 'The table could not be read: it is a folder',
    })
  })
})
