import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ExportTargetError } from '../../export/export-target-error.ts'
import { openModelWeights } from './open-model-weights.ts'
import {
  expectedTensors,
  plain,
  REFERENCE_FOLDER,
  withFolder,
  type PlainTensor,
} from './reference-checkpoints.fixture.ts'
import { type StoredTensors } from './stored-tensor.ts'
import { WeightsUnreadable } from './weights-unreadable.ts'
import { writeSafetensors, type SourceTensor } from './write-safetensors.ts'

const RUNS_ON = new AbortController().signal
const SHARDS = join(REFERENCE_FOLDER, 'shards')

/** A model folder with these files of the reference (under the names given), and an empty one to bring them to. */
async function withModel(
  files: Readonly<Record<string, string>>,
  use: (source: string, destination: string) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    const [source, destination] = [join(folder, 'source'), join(folder, 'destination')]
    await mkdir(source)
    await mkdir(destination)
    for (const [name, reference] of Object.entries(files)) {
      await cp(join(REFERENCE_FOLDER, reference), join(source, name))
    }
    await use(source, destination)
  })
}

async function open(source: string, destination: string, file?: string): Promise<StoredTensors> {
  return openModelWeights({ source, destination, file, signal: RUNS_ON })
}

async function contents(tensors: StoredTensors): Promise<Record<string, PlainTensor>> {
  const entries = [...tensors].map(async ([key, tensor]) => [key, await plain(tensor)] as const)
  return Object.fromEntries(await Promise.all(entries))
}

/** Why it does not open; nothing may be left in the destination. */
async function refusalOf(source: string, destination: string, file?: string): Promise<string> {
  const refusal: unknown = await open(source, destination, file).catch((error: unknown) => error)
  const left = await readdir(destination)
  if (refusal instanceof WeightsUnreadable && left.length === 0) return refusal.message
  throw new Error(`Expected it to be refused and nothing to be left but found ${left.join(', ')}`, {
    cause: refusal,
  })
}

function weight(key: string): SourceTensor {
  return { key, type: 'F32', shape: [1], read: () => Promise.resolve(new Uint8Array(4)) }
}

describe('openModelWeights', () => {
  it.each(['training-2.pth', 'compiled.pth', 'wrapped.pth', 'averaged.pth', 'views.pth'])(
    'turns %s into safetensors under the names of the model',
    async (file) => {
      await withModel({ [file]: file, 'optimizer.pt': 'plain-2.pth' }, async (source, destination) => {
        const tensors = await open(source, destination)
        expect(await readdir(destination)).toEqual(['weights.safetensors'])
        expect(new Set([...tensors.values()].map((tensor) => tensor.file))).toEqual(
          new Set([join(destination, 'weights.safetensors')]),
        )
        expect(await contents(tensors)).toEqual(await expectedTensors(file))
      })
    },
  )

  it('copies safetensors as they are', async () => {
    await withModel({ 'model.safetensors': 'reference.safetensors' }, async (source, destination) => {
      const progress: [number, number][] = []
      const onBytes = (done: number, total: number): unknown => progress.push([done, total])
      const tensors = await openModelWeights({ source, destination, signal: RUNS_ON, onBytes })
      const [original, copy] = await Promise.all(
        [source, destination].map((folder) => readFile(join(folder, 'model.safetensors'))),
      )
      expect(copy).toEqual(original)
      expect(tensors.get('views.pth/row')?.file).toBe(join(destination, 'model.safetensors'))
      expect(progress.at(-1)).toEqual([original?.byteLength, original?.byteLength])
    })
  })

  it('keeps the weights of several models apart in one folder', async () => {
    await withModel(
      { 'model.safetensors': 'reference.safetensors', 'a.pth': 'plain-2.pth' },
      async (source, destination) => {
        for (const file of ['model.safetensors', 'a.pth']) {
          await openModelWeights({ source, destination, file, prefix: 'detector-', signal: RUNS_ON })
          await open(source, destination, file)
        }
        expect(await readdir(destination)).toEqual([
          'detector-model.safetensors',
          'detector-weights.safetensors',
          'model.safetensors',
          'weights.safetensors',
        ])
      },
    )
  })

  it('uses safetensors in place when they lie there already', async () => {
    await withModel({ 'model.safetensors': 'reference.safetensors' }, async (source) => {
      const tensors = await open(source, source)
      expect(tensors.get('views.pth/row')?.file).toBe(join(source, 'model.safetensors'))
      expect(await readdir(source)).toEqual(['model.safetensors'])
    })
  })

  it.each(['.safetensors', '.bin'])('joins a model of several %s files by its index', async (extension) => {
    await withModel({}, async (source, destination) => {
      for (const name of await readdir(SHARDS)) {
        if (name.includes(extension)) await cp(join(SHARDS, name), join(source, name))
      }
      expect(await contents(await open(source, destination))).toEqual(await expectedTensors('shards'))
    })
  })

  it('takes the names off that wrappers left in safetensors', async () => {
    await withModel({}, async (source, destination) => {
      await writeSafetensors(
        join(source, 'best.safetensors'),
        [weight('module.a'), weight('module.b')],
        RUNS_ON,
      )
      expect([...(await open(source, destination)).keys()]).toEqual(['a', 'b'])
    })
  })

  it('takes safetensors before a checkpoint, the usual name before others, and what it is told before both', async () => {
    const files = {
      'model.safetensors': 'reference.safetensors',
      'other.safetensors': 'reference.safetensors',
      'pytorch_model.bin': 'plain-2.pth',
      'best.pth': 'types.pth',
    }
    await withModel(files, async (source, destination) => {
      expect((await open(source, destination)).get('views.pth/row')?.file).toMatch(/model\.safetensors$/)
      expect((await open(source, destination, 'best.pth')).has('bfloat16')).toBe(true)
    })
  })

  it('says that there are no weights, or that there are several, and which', async () => {
    await withModel({}, async (source, destination) => {
      await expect(refusalOf(source, destination)).resolves.toMatch(/the folder has none/)
      await expect(refusalOf(join(source, 'none'), destination)).resolves.toMatch(/cannot be listed/)
    })
    await withModel({ 'a.pth': 'plain-2.pth', 'b.pt': 'plain-2.pth' }, async (source, destination) => {
      await expect(refusalOf(source, destination)).resolves.toMatch(/found "a\.pth", "b\.pt"\. Say which/)
      await expect(refusalOf(source, destination, '../source/a.pth')).resolves.toMatch(
        /expected one of a\.pth, b\.pt/,
      )
      await expect(refusalOf(source, destination, 'c.pth')).resolves.toMatch(/expected one of a\.pth, b\.pt/)
    })
    const parts = {
      'model-00001-of-00002.safetensors': 'reference.safetensors',
      'model-00002-of-00002.safetensors': 'reference.safetensors',
    }
    await withModel(parts, async (source, destination) => {
      await expect(refusalOf(source, destination)).resolves.toMatch(/whose index .* is missing/)
    })
  })

  it.each([
    [
      '../model-00001-of-00002.safetensors',
      /"a": expected the name of a \.safetensors file in the same folder/,
    ],
    ['/etc/passwd.safetensors', /in the same folder but found "\/etc\/passwd\.safetensors"/],
    ['..\\a.safetensors', /in the same folder/],
    ['C:a.safetensors', /in the same folder/],
    ['.safetensors', /in the same folder/],
    ['a.pth', /in the same folder/],
    ['', /in the same folder/],
    [7, /in the same folder but found "7"/],
    ['gone.safetensors', /gone\.safetensors: it does not exist/],
    ['two.safetensors', /"a": expected it in "two\.safetensors" but "one\.safetensors" holds it/],
    ['one.safetensors', null],
  ])('reads an index that names %j only if the tensor is there', async (shard, message) => {
    await withModel({}, async (source, destination) => {
      await writeSafetensors(join(source, 'one.safetensors'), [weight('a')], RUNS_ON)
      await writeSafetensors(join(source, 'two.safetensors'), [weight('b')], RUNS_ON)
      const index = {
        weight_map: {
          a: shard,
          b: 'two.safetensors',
          ...(shard === 'two.safetensors' && { c: 'one.safetensors' }),
        },
      }
      await writeFile(join(source, 'model.safetensors.index.json'), JSON.stringify(index))
      if (message !== null) await expect(refusalOf(source, destination)).resolves.toMatch(message)
      else expect((await open(source, destination)).size).toBe(2)
    })
  })

  it('refuses an index that is none, and a tensor in no file or in two', async () => {
    await withModel({}, async (source, destination) => {
      const writeIndex = (text: string): Promise<void> =>
        writeFile(join(source, 'model.safetensors.index.json'), text)
      await writeIndex('{')
      await expect(refusalOf(source, destination)).resolves.toMatch(/its index is not JSON/)
      await writeIndex('[]')
      await expect(refusalOf(source, destination)).resolves.toMatch(/has no weight_map/)
      await writeIndex('{"weight_map": []}')
      await expect(refusalOf(source, destination)).resolves.toMatch(/has no weight_map/)
      await writeIndex('{"weight_map": {}}')
      await expect(refusalOf(source, destination)).resolves.toMatch(/it names 0/)
      await writeIndex('{"weight_map": {"a": "one.safetensors", "a": "two.safetensors"}}')
      await expect(refusalOf(source, destination)).resolves.toMatch(/names "a" twice/)
      await writeSafetensors(join(source, 'one.safetensors'), [weight('a')], RUNS_ON)
      await writeSafetensors(join(source, 'two.safetensors'), [weight('a')], RUNS_ON)
      await writeIndex('{"weight_map": {"a": "one.safetensors", "b": "two.safetensors"}}')
      await expect(refusalOf(source, destination)).resolves.toMatch(
        /"a": expected it in one file but "one.*" and "two.*" hold it/,
      )
      await writeIndex('{"weight_map": {"a": "one.safetensors", "b": "one.safetensors"}}')
      await expect(refusalOf(source, destination)).resolves.toMatch(
        /"b": expected it in "one\.safetensors" but no file holds it/,
      )
    })
  })

  it('refuses before it copies what would have two tensors of one name', async () => {
    await withModel({}, async (source, destination) => {
      await writeSafetensors(
        join(source, 'best.safetensors'),
        [weight('a._orig_mod.b'), weight('a.b')],
        RUNS_ON,
      )
      await expect(refusalOf(source, destination)).resolves.toMatch(/the same as/)
    })
  })

  it.each(['plain-2.pth', 'reference.safetensors'])(
    'leaves nothing behind when %s is cancelled',
    async (file) => {
      await withModel({ [file]: file }, async (source, destination) => {
        const signal = AbortSignal.abort()
        await expect(openModelWeights({ source, destination, signal })).rejects.toThrow(/aborted/)
        expect(await readdir(destination)).toEqual([])
      })
    },
  )

  it.runIf(process.platform !== 'win32')('follows links, as downloaders make them', async () => {
    await withModel({ 'blob.pth': 'plain-2.pth' }, async (source, destination) => {
      const linked = join(source, 'linked')
      await mkdir(linked)
      await symlink(join(source, 'blob.pth'), join(linked, 'pytorch_model.bin'))
      await symlink(join(source, 'gone'), join(linked, 'other.bin'))
      expect(await contents(await open(linked, destination))).toEqual(await expectedTensors('plain-2.pth'))
    })
  })

  it.each(['plain-2.pth', 'reference.safetensors'])('says that there is no place for %s', async (file) => {
    await withModel({ [file]: file }, async (source) => {
      await expect(open(source, join(source, 'none'))).rejects.toThrow(ExportTargetError)
    })
  })
})
