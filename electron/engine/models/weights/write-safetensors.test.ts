import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ExportTargetError } from '../../export/export-target-error.ts'
import { readSafetensors } from './read-safetensors.ts'
import { plain, withFolder } from './reference-checkpoints.fixture.ts'
import { BYTES_OF, type StoredType } from './stored-tensor.ts'
import { writeSafetensors, type SourceTensor } from './write-safetensors.ts'

const RUNS_ON = new AbortController().signal
const TYPES = Object.keys(BYTES_OF) as StoredType[]

function tensor(key: string, type: StoredType, shape: readonly number[], fill = 1): SourceTensor {
  const bytes = shape.reduce((product, size) => product * size, BYTES_OF[type])
  return { key, type, shape, read: () => Promise.resolve(new Uint8Array(bytes).fill(fill)) }
}

const sources = fc.uniqueArray(
  fc.record({
    key: fc.string({ unit: 'grapheme', minLength: 1 }),
    type: fc.constantFrom(...TYPES),
    shape: fc.array(fc.integer({ min: 0, max: 5 }), { maxLength: 3 }),
    fill: fc.integer({ min: 0, max: 255 }),
  }),
  { selector: ({ key }) => key, maxLength: 8 },
)

describe('writeSafetensors', () => {
  it('writes what the strict reader reads again, every tensor aligned to its type', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'weights.safetensors')
      await fc.assert(
        fc.asyncProperty(sources, async (sources) => {
          await writeSafetensors(
            path,
            sources.map((s) => tensor(s.key, s.type, s.shape, s.fill)),
            RUNS_ON,
          )
          const stored = await readSafetensors(path)
          const found = await Promise.all(stored.map(async (one) => [one.key, await plain(one)] as const))
          const expected = sources.map(({ key, type, shape, fill }) => {
            const bytes = shape.reduce((product, size) => product * size, BYTES_OF[type])
            return [key, { type, shape, hex: Buffer.alloc(bytes, fill).toString('hex') }] as const
          })
          expect(new Map(found)).toEqual(new Map(expected))
          expect(stored.every(({ offset, type }) => offset % BYTES_OF[type] === 0)).toBe(true)
        }),
        { numRuns: 60 },
      )
    })
  })

  it('reads one tensor after another and tells how far it is', async () => {
    await withFolder(async (folder) => {
      const log: string[] = []
      const logged = ['a', 'b'].map((key) => ({
        ...tensor(key, 'F32', [4]),
        read: () => {
          log.push(`read ${key}`)
          return Promise.resolve(new Uint8Array(16))
        },
      }))
      await writeSafetensors(join(folder, 'weights.safetensors'), logged, RUNS_ON, (done, total) =>
        log.push(`${done}/${total}`),
      )
      expect(log).toEqual(['read a', '16/32', 'read b', '32/32'])
    })
  })

  it('leaves nothing behind and an old file as it was when it is cancelled or a tensor cannot be read', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'weights.safetensors')
      await writeFile(path, 'old')
      const cancel = new AbortController()
      const cancelled = writeSafetensors(
        path,
        [tensor('a', 'F32', [4]), tensor('b', 'F32', [4])],
        cancel.signal,
        () => cancel.abort(),
      )
      await expect(cancelled).rejects.toThrow(/aborted/)
      const unreadable = { ...tensor('a', 'F32', [4]), read: () => Promise.reject(new Error('unreadable')) }
      await expect(writeSafetensors(path, [unreadable], RUNS_ON)).rejects.toThrow('unreadable')
      const short = { ...tensor('a', 'F32', [4]), read: () => Promise.resolve(new Uint8Array(3)) }
      await expect(writeSafetensors(path, [short], RUNS_ON)).rejects.toThrow(
        'Expected 16 bytes of a but got 3',
      )
      expect(await readFile(path, 'utf8')).toBe('old')
      expect(await readdir(folder)).toEqual(['weights.safetensors'])
    })
  })

  it('says that the place cannot be written to', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'none', 'weights.safetensors')
      await expect(writeSafetensors(path, [tensor('a', 'F32', [4])], RUNS_ON)).rejects.toThrow(
        ExportTargetError,
      )
    })
  })

  it('refuses keys that the format cannot hold', async () => {
    await withFolder(async (folder) => {
      const path = join(folder, 'weights.safetensors')
      await expect(writeSafetensors(path, [tensor('__metadata__', 'F32', [])], RUNS_ON)).rejects.toThrow(
        /__metadata__/,
      )
      const twice = [tensor('a', 'F32', []), tensor('a', 'F16', [])]
      await expect(writeSafetensors(path, twice, RUNS_ON)).rejects.toThrow(/a key of its own/)
      expect(await readdir(folder)).toEqual([])
    })
  })
})
