import { cp, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCheckpoint } from './read-checkpoint.ts'
import {
  expectedTensors,
  REFERENCE_FOLDER,
  withFolder,
  type PlainTensor,
} from './reference-checkpoints.fixture.ts'
import { WeightsUnreadable } from './weights-unreadable.ts'
import { zipArchive } from './zip.fixture.ts'

async function tensorsOf(path: string): Promise<Record<string, PlainTensor>> {
  const tensors = await readCheckpoint(path)
  return Object.fromEntries(
    await Promise.all(
      tensors.map(async (tensor) => {
        const hex = Buffer.from(await tensor.read()).toString('hex')
        return [tensor.key, { type: tensor.type, shape: tensor.shape, hex }] as const
      }),
    ),
  )
}

function prefixed(prefix: string, tensors: Record<string, PlainTensor>): Record<string, PlainTensor> {
  return Object.fromEntries(Object.entries(tensors).map(([key, tensor]) => [prefix + key, tensor]))
}

function text(value: string): string {
  return `X${String.fromCharCode(value.length)}\0\0\0${value}`
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(10)
  bytes.write('\x8a\x08', 'latin1')
  bytes.writeBigInt64LE(BigInt(value), 2)
  return bytes
}

function tuple(...parts: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(['(', ...parts, 't'].map((part) => Buffer.from(part as string, 'latin1')))
}

/** A checkpoint of one tensor "w" over a storage of 4 floats, as hand-made as its numbers. */
function oneTensor(
  said: { count?: number; offset?: number; shape?: number[]; strides?: number[]; storage?: string } = {},
): Buffer {
  const { count = 4, offset = 0, shape = [4], strides = [1], storage = '0' } = said
  const id = tuple(text('storage'), 'ctorch\nFloatStorage\n', text(storage), text('cpu'), number(count))
  const parameters = tuple(
    id,
    'Q',
    number(offset),
    tuple(...shape.map(number)),
    tuple(...strides.map(number)),
    '\x89',
    'ccollections\nOrderedDict\n)R',
  )
  const pickle = ['\x80\x02}', text('w'), 'ctorch._utils\n_rebuild_tensor_v2\n', parameters, 'Rs.']
  return zipArchive([
    { name: 'w/data.pkl', data: Buffer.concat(pickle.map((part) => Buffer.from(part as string, 'latin1'))) },
    { name: 'w/data/0', data: Buffer.from(Float32Array.of(1, 2, 3, 4).buffer) },
  ])
}

async function refusalOf(bytes: Uint8Array): Promise<WeightsUnreadable> {
  let refusal: unknown = null
  await withFolder(async (folder) => {
    const path = join(folder, 'weights.pth')
    await writeFile(path, bytes)
    refusal = await tensorsOf(path).catch((error: unknown) => error)
  })
  if (refusal instanceof WeightsUnreadable) return refusal
  throw new Error('Expected it to be refused', { cause: refusal })
}

describe('readCheckpoint', () => {
  it.each([
    'plain-2.pth',
    'plain-3.pth',
    'plain-4.pth',
    'plain-5.pth',
    'types.pth',
    'views.pth',
    'parameter.pth',
    'deflated.pth',
  ])('reads the tensors that torch.save wrote into %s', async (file) => {
    const expected = await expectedTensors(file)
    expect(Object.keys(expected).length).toBeGreaterThan(2)
    expect(await tensorsOf(join(REFERENCE_FOLDER, file))).toEqual(expected)
  })

  it.each([
    ['training-2.pth', 'module.'],
    ['training-4.pth', 'module.'],
    ['compiled.pth', '_orig_mod.'],
    ['wrapped.pth', 'module._orig_mod.'],
  ])('finds the model in %s, beside all that a training keeps', async (file, prefix) => {
    const expected = prefixed(prefix, await expectedTensors(file))
    expect(await tensorsOf(join(REFERENCE_FOLDER, file))).toEqual(expected)
  })

  it.each([
    ['os-system-2.pth', 'posix.system under the key "callback"'],
    ['os-system-4.pth', 'posix.system under the key "callback"'],
    ['eval.pth', 'builtins.eval'],
    ['exec.pth', 'builtins.exec under the key "weight"'],
    ['load-from-bytes.pth', 'torch.storage._load_from_bytes under the key "model"'],
    ['inst.pth', 'os.system'],
    ['class.pth', 'torch.optim.sgd.SGD under the key "optimizer"'],
    ['whole-module.pth', 'torch.nn.modules.linear.Linear'],
    ['namespace.pth', 'argparse.Namespace under the key "args"'],
    ['numpy-scalar.pth', 'numpy._core.multiarray.scalar under the key "best"'],
    ['complex.pth', 'torch.ComplexFloatStorage under the key "phase"'],
    ['float8.pth', 'torch._utils._rebuild_tensor_v3'],
    ['sparse.pth', 'torch._utils._rebuild_sparse_tensor'],
    ['negated.pth', 'negated or conjugated view'],
    ['memo.pth', 'remembers more than 500000 values'],
    ['bomb.pth', 'zip bomb'],
    ['truncated.pth', 'not fetched whole'],
    ['big-endian.pth', 'expected the byte order "little" but found "big"'],
    ['legacy.pth', 'PyTorch before 1.6'],
    ['torchscript.pt', 'TorchScript'],
  ])('refuses %s for %s and does nothing that it says', async (file, reason) => {
    await withFolder(async (folder) => {
      await cp(join(REFERENCE_FOLDER, file), join(folder, file))
      const before = process.cwd()
      // What the hostile files would make, they would make in the current folder.
      process.chdir(folder)
      try {
        const reading = readCheckpoint(join(folder, file))
        await expect(reading).rejects.toThrow(WeightsUnreadable)
        await expect(reading).rejects.toThrow(reason)
      } finally {
        process.chdir(before)
      }
      expect(await readdir(folder)).toEqual([file])
    })
  })

  it('tells how to save the weights so that they can be read', async () => {
    await expect(readCheckpoint(join(REFERENCE_FOLDER, 'namespace.pth'))).rejects.toThrow(
      /torch\.save\(model\.state_dict/,
    )
    await expect(readCheckpoint(join(REFERENCE_FOLDER, 'legacy.pth'))).rejects.toThrow(/torch\.save\(weights/)
  })

  it('refuses a tensor that reaches beyond its storage, naming it and both', async () => {
    const beyond = /shape \[.*\] with strides \[.*\] from \d+ on reaches beyond the 4 numbers/
    for (const said of [
      { shape: [5] },
      { offset: 1 },
      { shape: [2, 2], strides: [3, 1] },
      { shape: [2], strides: [2 ** 52] },
      { shape: [2 ** 40, 2 ** 40], strides: [0, 0] },
    ]) {
      expect(await refusalOf(oneTensor(said))).toMatchObject({
        key: 'w',
        reason: expect.stringMatching(beyond),
      })
    }
    expect(await refusalOf(oneTensor({ count: 5 }))).toMatchObject({
      key: 'w',
      reason: /5 numbers.*has 16 bytes/,
    })
    expect((await refusalOf(oneTensor({ storage: '../0' }))).reason).toMatch(/"\.\.\/0" but there is none/)
    expect((await refusalOf(oneTensor({ shape: [-1] }))).reason).toMatch(/not a whole number of 0 or more/)
    expect((await refusalOf(oneTensor({ strides: [] }))).reason).toMatch(/not as many strides as dimensions/)
  })

  it('refuses four numbers that are to become a terabyte', async () => {
    const reason = /at most \d+ bytes, for 16 that are stored, but they would take 4398046511104/
    expect((await refusalOf(oneTensor({ shape: [2 ** 20, 2 ** 20], strides: [0, 0] }))).reason).toMatch(
      reason,
    )
  })

  it('notices numbers that were damaged', async () => {
    const bytes = oneTensor()
    const at = bytes.indexOf(Buffer.from(Float32Array.of(3, 4).buffer))
    bytes[at] = 1
    expect((await refusalOf(bytes)).reason).toMatch(/"w\/data\/0" should have the CRC-32/)
  })

  it('says what a file holds that has no weights', async () => {
    const holding = (pickle: string): Buffer =>
      zipArchive([{ name: 'w/data.pkl', data: Buffer.from(`\x80\x02${pickle}.`, 'latin1') }])
    expect((await refusalOf(holding(']'))).reason).toMatch(/the checkpoint holds a list/)
    expect((await refusalOf(holding('}'))).reason).toMatch(/found nothing/)
    const nested = `}(${text('epoch')}K\x01${text('model')}}u`
    expect((await refusalOf(holding(nested))).reason).toMatch(/found "epoch", "model"/)
    const loop = `}q\0${text('model')}h\0s`
    expect((await refusalOf(holding(loop))).reason).toMatch(/found "model"/)
    expect((await refusalOf(zipArchive([{ name: 'a.txt', data: Buffer.of(1) }]))).reason).toMatch(/"a\.txt"/)
    expect((await refusalOf(Buffer.from('\x80\x04N.', 'latin1'))).reason).toMatch(/a bare pickle/)
    expect((await refusalOf(Buffer.from('GGUF'))).reason).toMatch(/does not begin like one/)
    expect((await refusalOf(Buffer.from('version https://git-lfs.github.com'))).reason).toMatch(
      /Git LFS pointer/,
    )
    expect((await refusalOf(Buffer.alloc(0))).reason).toMatch(/does not begin like one/)
  })

  it('reads or refuses a checkpoint with any bytes changed, and never fails in another way', async () => {
    const valid = await readFile(join(REFERENCE_FOLDER, 'views.pth'))
    const mutation = fc.record({
      at: fc.nat({ max: valid.byteLength - 1 }),
      to: fc.integer({ min: 0, max: 255 }),
    })
    await withFolder(async (folder) => {
      const path = join(folder, 'weights.pth')
      await fc.assert(
        fc.asyncProperty(
          fc.array(mutation, { minLength: 1, maxLength: 3 }),
          fc.integer({ min: 1, max: 4 }),
          fc.nat({ max: valid.byteLength }),
          async (changes, cut, end) => {
            const bytes = Buffer.from(valid)
            for (const { at, to } of changes) bytes[at] = to
            await writeFile(path, cut === 1 ? bytes.subarray(0, end) : bytes)
            const outcome: unknown = await tensorsOf(path).catch((error: unknown) => error)
            expect(!(outcome instanceof Error) || outcome instanceof WeightsUnreadable).toBe(true)
          },
        ),
        { numRuns: 150 },
      )
    })
  })

  it('reads or refuses a changed pickle whose checksum is right', async () => {
    const valid = oneTensor()
    const start = valid.indexOf(Buffer.from('\x80\x02', 'latin1'))
    const pickle = valid.subarray(start, valid.indexOf(Buffer.from('Rs.')) + 3)
    const numbers = Buffer.from(Float32Array.of(1, 2, 3, 4).buffer)
    const mutation = fc.record({
      at: fc.nat({ max: pickle.byteLength - 1 }),
      to: fc.integer({ min: 0, max: 255 }),
    })
    await withFolder(async (folder) => {
      const path = join(folder, 'weights.pth')
      await fc.assert(
        fc.asyncProperty(fc.array(mutation, { maxLength: 3 }), async (changes) => {
          const data = Buffer.from(pickle)
          for (const { at, to } of changes) data[at] = to
          await writeFile(
            path,
            zipArchive([
              { name: 'w/data.pkl', data },
              { name: 'w/data/0', data: numbers },
            ]),
          )
          const outcome: unknown = await tensorsOf(path).catch((error: unknown) => error)
          expect(!(outcome instanceof Error) || outcome instanceof WeightsUnreadable).toBe(true)
        }),
        { numRuns: 150 },
      )
    })
  })
})
