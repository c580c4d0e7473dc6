import { execFile } from 'node:child_process'
import { hash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { parquetReadObjects, parquetSchema, parquetMetadata } from 'hyparquet'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exportFormat, labelledPair, type ExportFormat, type LabelledPair } from '../../contract/export.ts'
import { ExportTargetError } from './export-target-error.ts'
import { LABELLED_PAIR_COLUMNS } from './export-rows.ts'
import { writeRows } from './write-rows.ts'

const FORMATS = exportFormat.options

/** For tests that start a process of their own, on a machine that is busy with others. */
const SLOW_TEST_TIMEOUT_MS = 60_000

const NASTY = [
  'plain',
  'a "quoted" word',
  'comma, semicolon; tab\t',
  'two\nlines',
  'carriage\rreturn and \r\n both',
  '=1+1',
  '+49',
  '-5',
  '@name',
  ' leading and trailing ',
  '👩‍👩‍👧 émoji',
  '\u202Eright to left\u202C שלום',
  '\u2028 and \u0000 and \uFEFF',
  '',
  "'",
  '\\N',
]

function row(id: string, changes: Partial<LabelledPair> = {}): LabelledPair {
  return {
    id_a: id,
    id_b: `${id} b`,
    image_a: `photos/${id}.jpg`,
    image_b: '',
    sha256_a: 'a'.repeat(64),
    sha256_b: '',
    relation: 'same-product',
    same_product: true,
    score: 0.1 + 0.2,
    reviewer: 'Ada',
    decided_at: '2026-01-01T00:00:00.000Z',
    split: 'train',
    relation_name: 'Same product',
    ...changes,
  }
}

const NASTY_ROWS = NASTY.map((text, place) =>
  row(text, {
    reviewer: text,
    image_b: text,
    same_product: place % 2 === 0,
    score: place % 3 === 0 ? null : place / 7,
  }),
)

/** Reads a file back with a library that had no part in writing it. */
async function readRows(path: string, format: ExportFormat): Promise<unknown[]> {
  const bytes = await readFile(path)
  if (format === 'jsonl') {
    const lines = bytes.toString('utf8').split('\n')
    expect(lines.pop()).toBe('')
    return lines.map((line): unknown => JSON.parse(line))
  }
  if (format === 'csv') {
    const rows = parse<Record<string, string>>(bytes, { columns: true, recordDelimiter: '\n' })
    return rows.map((cells) => ({
      ...cells,
      same_product: cells['same_product'] === 'true',
      score: cells['score'] === '' ? null : Number(cells['score']),
    }))
  }
  return parquetReadObjects({ file: Uint8Array.from(bytes).buffer })
}

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doublet-export-'))
})

afterEach(async () => {
  await rm(folder, { recursive: true })
})

function write(fileName: string, format: ExportFormat, rows: Iterable<LabelledPair>): Promise<number> {
  return writeRows(join(folder, fileName), format, LABELLED_PAIR_COLUMNS, rows)
}

describe('the columns', () => {
  it('are those of the contract in its order', () => {
    expect(LABELLED_PAIR_COLUMNS.map((column) => column.name)).toEqual(Object.keys(labelledPair.shape))
  })
})

describe.each(FORMATS)('writeRows as %s', (format) => {
  it('reads back as it was written, whatever the texts hold', async () => {
    const bytes = await write('pairs', format, NASTY_ROWS)
    const content = await readFile(join(folder, 'pairs'))
    expect(content.byteLength).toBe(bytes)
    expect(await readRows(join(folder, 'pairs'), format)).toEqual(NASTY_ROWS)
  })

  it('reads back any text that Unicode can hold', async () => {
    const arbitraryRow = fc
      .record({
        text: fc.string({ unit: 'binary' }),
        same_product: fc.boolean(),
        score: fc.option(fc.double({ min: 0, max: 1, noNaN: true }).map((score) => score + 0)),
      })
      .map(({ text, ...rest }) => row('id', { image_a: text, reviewer: text, ...rest }))
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryRow, { minLength: 1, maxLength: 20 }), async (rows) => {
        await write('pairs', format, rows)
        expect(await readRows(join(folder, 'pairs'), format)).toEqual(rows)
      }),
      { numRuns: 20 },
    )
  })

  it('gives the same bytes twice, over more rows than one batch', async () => {
    const rows = Array.from({ length: 4100 }, (_, place) => row(`id ${place}`, { score: place / 4100 }))
    await write('one', format, rows)
    await write('two', format, rows)
    const [one, two] = await Promise.all(['one', 'two'].map((name) => readFile(join(folder, name))))
    expect(hash('sha256', one ?? '')).toBe(hash('sha256', two ?? 'missing'))
    expect(await readRows(join(folder, 'one'), format)).toEqual(rows)
  })

  it('writes a valid file for no rows', async () => {
    await write('none', format, [])
    if (format === 'jsonl') expect(await readFile(join(folder, 'none'), 'utf8')).toBe('')
    else expect(await readRows(join(folder, 'none'), format)).toEqual([])
  })

  it('leaves the file of before and no half file when the rows end in a failure', async () => {
    await write('pairs', format, [row('before')])
    const failing = function* (): Generator<LabelledPair> {
      for (let place = 0; place < 5000; place++) yield row(`id ${place}`)
      throw new Error('the rows broke off')
    }
    await expect(write('pairs', format, failing())).rejects.toThrow('the rows broke off')
    expect(await readRows(join(folder, 'pairs'), format)).toEqual([row('before')])
    expect(await readdir(folder)).toEqual(['pairs'])
  })

  it.skipIf(process.platform === 'win32')(
    'leaves the file of before and no half file when the disk takes no more',
    async () => {
      await write('pairs', format, [row('before')])
      // A limit on the size of files is a disk that takes no more: write() fails in the middle of the file.
      const { stdout } = await inOwnProcess(
        `try { await writeRows(path, '${format}', columns, rows(20_000)) }
         catch (error) { console.log(error.name, error.cause?.code) }`,
        { limitBlocks: 64 },
      )
      expect(stdout.trim()).toBe('ExportTargetError EFBIG')
      expect(await readRows(join(folder, 'pairs'), format)).toEqual([row('before')])
      expect(await readdir(folder)).toEqual(['pairs'])
    },
    SLOW_TEST_TIMEOUT_MS,
  )

  it(
    'never holds all rows: 100,000 of them, 32 MB of text, pass through 24 MB of heap',
    async () => {
      const { stdout } = await inOwnProcess(
        `console.log(await writeRows(path, '${format}', columns, rows(100_000)))`,
        { heapMegabytes: 24 },
      )
      expect((await stat(join(folder, 'pairs'))).size).toBe(Number(stdout))
    },
    SLOW_TEST_TIMEOUT_MS,
  )
})

describe('writeRows', () => {
  it('writes CSV as plain UTF-8 with LF and with formulas left as they are', async () => {
    await write('pairs.csv', 'csv', [row('=1+1', { score: null }), row('say "é"', { same_product: false })])
    const sha = 'a'.repeat(64)
    expect(await readFile(join(folder, 'pairs.csv'), 'utf8')).toBe(
      'id_a,id_b,image_a,image_b,sha256_a,sha256_b,relation,same_product,score,reviewer,decided_at,split,relation_name\n' +
        `=1+1,=1+1 b,photos/=1+1.jpg,,${sha},,same-product,true,,Ada,2026-01-01T00:00:00.000Z,train,Same product\n` +
        `"say ""é""","say ""é"" b","photos/say ""é"".jpg",,${sha},,same-product,false,0.30000000000000004,` +
        'Ada,2026-01-01T00:00:00.000Z,train,Same product\n',
    )
  })

  it('gives Parquet columns their types even where every value is null', async () => {
    await write('pairs.parquet', 'parquet', [row('a', { score: null })])
    const file = Uint8Array.from(await readFile(join(folder, 'pairs.parquet'))).buffer
    const { children } = parquetSchema(parquetMetadata(file))
    const types = children.map(({ element }) => [element.name, element.type, element.repetition_type])
    expect(types).toEqual(
      LABELLED_PAIR_COLUMNS.map(({ name, type, nullable }) => [
        name,
        type === 'STRING' ? 'BYTE_ARRAY' : type,
        nullable ? 'OPTIONAL' : 'REQUIRED',
      ]),
    )
  })

  it('refuses a folder that is missing, is a file, or a path that is a folder, and says what to do', async () => {
    await writeFile(join(folder, 'file'), '')
    await mkdir(join(folder, 'inner'))
    const refused = async (name: string) => {
      const error: unknown = await write(name, 'csv', []).catch((caught: unknown) => caught)
      if (!(error instanceof ExportTargetError))
        throw new Error('Expected an ExportTargetError', { cause: error })
      expect(error.path).toBe(join(folder, name))
      return error.message
    }
    expect(await refused('missing/pairs.csv')).toMatch(
      /its folder does not exist\. Create the folder first or choose another\.$/,
    )
    expect(await refused('inner')).toMatch(/it is a folder, not a file\. Choose a file name inside it\.$/)
    expect(await refused('file/pairs.csv')).toMatch(/Choose another folder\.$/)
  })

  it.skipIf(process.platform === 'win32')('refuses a folder that may not be written to', async () => {
    const locked = join(folder, 'locked')
    await mkdir(locked)
    await chmod(locked, 0o555)
    await chmod(folder, 0o755)
    const { stdout } = await inOwnProcess(
      `try { await writeRows(${JSON.stringify(join(locked, 'pairs'))}, 'csv', columns, rows(1)) }
       catch (error) { console.log(error.name, error.message) }`,
      { unprivileged: true },
    )
    expect(stdout.trim()).toMatch(/^ExportTargetError .*: its folder may not be written to\./)
  })

  it.skipIf(process.platform === 'win32')(
    'replaces a link and leaves the file that it pointed to',
    async () => {
      await writeFile(join(folder, 'original'), 'a curator’s file')
      await symlink(join(folder, 'original'), join(folder, 'pairs'))
      await write('pairs', 'jsonl', [row('a')])
      expect(await readFile(join(folder, 'original'), 'utf8')).toBe('a curator’s file')
      expect(await readRows(join(folder, 'pairs'), 'jsonl')).toEqual([row('a')])
    },
  )

  it('writes a name as long as the file system takes', async () => {
    const name = `${'n'.repeat(250)}.csv`
    await write(name, 'csv', [row('a')])
    expect(await readdir(folder)).toEqual([name])
  })
})

interface ProcessLimits {
  readonly heapMegabytes?: number
  /** Largest file it may write, in the shell's blocks of 512 or 1024 bytes. */
  readonly limitBlocks?: number
  /** As a user to whom permissions apply, which they do not to root. */
  readonly unprivileged?: boolean
}

/** Runs a module that has `writeRows`, `columns`, `rows(count)` and the `path` of the file "pairs" at hand. */
function inOwnProcess(code: string, limits: ProcessLimits): Promise<{ stdout: string }> {
  const moduleUrl = (name: string) => JSON.stringify(new URL(name, import.meta.url).href)
  const script = `
    import { writeRows } from ${moduleUrl('./write-rows.ts')}
    import { LABELLED_PAIR_COLUMNS as columns } from ${moduleUrl('./export-rows.ts')}
    const path = ${JSON.stringify(join(folder, 'pairs'))}
    function* rows(count) {
      for (let place = 0; place < count; place++) {
        yield { ...${JSON.stringify(row('id'))}, id_a: 'id ' + place, id_b: 'other ' + place * 7919, score: place / count }
      }
    }
    ${code}`
  const node = [
    process.execPath,
    `--max-old-space-size=${limits.heapMegabytes ?? 256}`,
    '--no-warnings',
    '--input-type=module',
    '-e',
    script,
  ]
  const shell = limits.limitBlocks === undefined ? 'exec "$@"' : `ulimit -f ${limits.limitBlocks}; exec "$@"`
  const asNobody =
    limits.unprivileged === true && process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
  if (process.platform === 'win32') return promisify(execFile)(process.execPath, node.slice(1))
  return promisify(execFile)('/bin/sh', ['-c', shell, 'sh', ...node], { ...asNobody, cwd: folder })
}
