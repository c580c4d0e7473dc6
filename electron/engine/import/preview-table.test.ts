import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tablePreview } from '../../contract/sources.ts'
import { previewTable } from './preview-table.ts'
import { TableUnreadableError } from './table-unreadable-error.ts'
import { UnknownColumnError } from './unknown-column-error.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-preview-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function table(content: string, name = 'table.csv'): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

describe('previewTable', () => {
  it('shows the first twenty rows, one cell a column, in the form that the contract asks for', async () => {
    const rows = Array.from({ length: 30 }, (_, index) => `${index};name ${index}`)
    const preview = await previewTable(
      table(['id;name;price', '0', ...rows.slice(1), '1;x;y;z'].join('\n')),
      {
        allowedRoots: null,
      },
    )
    expect(tablePreview.parse(preview)).toEqual(preview)
    expect(preview).toMatchObject({
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ';',
      columns: ['id', 'name', 'price'],
    })
    expect(preview.mapping).toMatchObject({ id: 'id', title: 'name', price: 'price' })
    expect(preview.rows).toHaveLength(20)
    expect(preview.rows.slice(0, 2)).toEqual([
      ['0', '', ''],
      ['1', 'name 1', ''],
    ])
  })

  it('lists the problems of the first thousand rows, by line', async () => {
    const rows = Array.from({ length: 2000 }, (_, index) => `${index},${index % 500 === 499 ? 'cheap' : '1'}`)
    const preview = await previewTable(table(`id,price\n${rows.join('\n')}\n`), { allowedRoots: null })
    expect(preview.problems.map(({ code, line }) => [code, line])).toEqual([
      ['CELL_INVALID', 501],
      ['CELL_INVALID', 1001],
    ])
  })

  it('lists pictures that are neither beside the table nor in the folder', async () => {
    mkdirSync(join(folder, 'beside'))
    mkdirSync(join(folder, 'photos'))
    writeFileSync(join(folder, 'beside', '1.jpg'), 'x')
    writeFileSync(join(folder, 'photos', '2.jpg'), 'x')
    const path = table('id,image\na,1.jpg\nb,2.jpg\nc,3.jpg|1.jpg\n', join('beside', 'table.csv'))
    const missing = async (inFolder?: string): Promise<(number | null)[]> => {
      const preview = await previewTable(path, { folder: inFolder, allowedRoots: [folder] })
      return preview.problems.filter(({ code }) => code === 'IMAGE_NOT_FOUND').map(({ line }) => line)
    }
    expect(await missing()).toEqual([3, 4])
    expect(await missing(join(folder, 'photos'))).toEqual([4])
  })

  it('shows what the columns are taken for by name, and checks rows by what the curator chose', async () => {
    const preview = await previewTable(table('id,title,cost\n1,a,cheap\n'), {
      mapping: { price: 'cost' },
      allowedRoots: null,
    })
    expect(preview.mapping).toMatchObject({ id: 'id', title: 'title', price: null })
    expect(preview.problems).toMatchObject([{ code: 'CELL_INVALID', line: 2 }])
  })

  it('previews JSONL', async () => {
    const preview = await previewTable(table('{"id":1,"size":{"w":2}}\n{"id":2,"title":"b"}\n', 'a.jsonl'), {
      allowedRoots: null,
    })
    expect(preview).toMatchObject({ format: 'jsonl', delimiter: null, columns: ['id', 'size', 'title'] })
    expect(preview.rows).toEqual([
      ['1', '{"w":2}', ''],
      ['2', '', 'b'],
    ])
  })

  it('throws what the router turns into an answer', async () => {
    const path = table('id\n1\n')
    await expect(previewTable(join(folder, 'gone.csv'), { allowedRoots: null })).rejects.toThrow(
      TableUnreadableError,
    )
    const mapping = { title: 'Titel' }
    await expect(previewTable(path, { mapping, allowedRoots: null })).rejects.toThrow(UnknownColumnError)
  })
})
