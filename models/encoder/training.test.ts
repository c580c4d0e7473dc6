import { execFile, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readModelFor } from '../../electron/engine/models/read-model.ts'

const here = import.meta.dirname
/** A Python with what requirements.txt names; only developers who train have one. */
const python = process.env['DOUBLET_TRAINING_PYTHON'] ?? 'python3'
const noPython = reasonAgainst(python)

function reasonAgainst(command: string): string | undefined {
  const modules = 'torch, numpy, PIL, onnxruntime, safetensors, imagehash'
  const { error, status } = spawnSync(command, ['-c', `import ${modules}`], { timeout: 60_000 })
  if (error !== undefined) return `(${command} is not there: set DOUBLET_TRAINING_PYTHON)`
  return status === 0 ? undefined : `(${command} lacks one of ${modules})`
}

let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-training-'))
  if (noPython === undefined) await writeData(join(folder, 'data'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Coloured noise in the form of the two data sets: ten senders of clothing and three products. */
async function writeData(data: string): Promise<void> {
  const photo = async (path: string, hue: number): Promise<void> => {
    mkdirSync(dirname(path), { recursive: true })
    const noise = { type: 'gaussian', mean: hue, sigma: 40 } as const
    const paper = { width: 48, height: 64, channels: 3, background: '#fff', noise } as const
    await sharp({ create: paper }).jpeg().toFile(path)
  }
  const senders = Array.from({ length: 20 }, (_, number) => number)
  const rows = senders.map((number) => `photo-${number},${number % 10}`)
  for (const number of senders)
    await photo(join(data, 'clothing/photos', `photo-${number}.jpg`), 60 + 7 * number)
  writeFileSync(join(data, 'clothing/labels.csv'), ['image,sender_id', ...rows, ''].join('\n'))
  const lists: Record<'train' | 'val', string[]> = { train: [], val: [] }
  const classes = ['Class Name (str),Class ID (int),Iconic Image Path (str)']
  for (const product of [0, 1, 2]) {
    classes.push(`Thing-${product},${product},/iconic-images-and-descriptions/thing-${product}.jpg`)
    await photo(join(data, 'grocery/shop', `thing-${product}.jpg`), 80 + 40 * product)
    for (const [part, count] of [
      ['train', 5],
      ['val', 2],
    ] as const)
      for (let number = 0; number < count; number += 1) {
        const name = `${part}/thing-${product}-${number}.jpg`
        await photo(join(data, 'grocery/photos', name), 70 + 40 * product + number)
        lists[part].push(`${name}, ${product}, ${product}`)
      }
  }
  writeFileSync(join(data, 'grocery/classes.csv'), `${classes.join('\n')}\n`)
  for (const part of ['train', 'val'] as const)
    writeFileSync(join(data, 'grocery', `${part}.txt`), `${lists[part].join('\n')}\n`)
}

async function runNode(script: string, ...given: string[]): Promise<void> {
  await promisify(execFile)(process.execPath, [join(here, script), ...given])
}

async function run(script: string, ...given: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(python, [join(here, script), ...given], {
    cwd: folder,
    env: { ...process.env, OMP_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' },
  })
  return stdout
}

describe.skipIf(noPython !== undefined)(`training the encoder ${noPython ?? ''}`, () => {
  it(
    'trains from scratch, goes on where it stopped, is measured and becomes a model',
    { timeout: 300_000 },
    async () => {
      const out = join(folder, 'run')
      const data = ['--data', join(folder, 'data')]
      expect(await run('train.py', ...data, '--out', out, '--smoke')).toContain('from step 0\nstep 2 ')
      expect(existsSync(join(out, 'average-2.pt'))).toBe(true)
      const more = ['--pairs', '4', '--workers', '1', '--steps', '3']
      expect(await run('train.py', ...data, '--out', out, ...more)).toContain('from step 2\nstep 3 ')
      const checkpoint = ['--checkpoint', join(out, 'checkpoint.pt')]
      const table = await run('evaluate.py', ...data, ...checkpoint, '--smoke')
      expect(table).toMatch(/^\| copies: mean \| [\d.]+ \| [\d.]+ \| [\d.]+ \|$/m)
      expect(table).toMatch(/^\| products: other photo, seen products \| [\d.]+ /m)
      const model = join(folder, 'model')
      await run('export.py', ...checkpoint, ...data, '--out', model)
      await runNode('build.ts', '--folder', model)
      const { manifest } = await readModelFor(model, 'embed-pictures')
      expect(manifest.embedding.dimension).toBe(192)
      expect(manifest.files.map(({ file }) => file)).toEqual(['graph.onnx', 'model.safetensors'])
    },
  )

  it('is measured on copies of validation photos as listings show them', { timeout: 300_000 }, async () => {
    const [out, data, drawn] = [join(folder, 'run'), join(folder, 'data'), join(folder, 'copies')]
    const lists = ['validation', 'training'].map((use) => ({ use, file: join(folder, `${use}.txt`) }))
    for (const { use, file } of lists)
      writeFileSync(file, await run('data.py', '--data', data, '--use', use, '--every', '2'))
    const [photos = '', beside = ''] = lists.map(({ file }) => file)
    await runNode('draw-copies.ts', '--data', data, '--photos', photos, '--beside', beside, '--out', drawn)
    const checkpoint = ['--checkpoint', join(out, 'checkpoint.pt'), '--split', 'validation', '--only']
    const table = await run('evaluate.py', '--data', data, ...checkpoint, '--copies', drawn, '--smoke')
    expect(table).toMatch(/^\| listing copies: strong \| [\d.]+ \|$/m)
    expect(table).toMatch(/^\| listing copies: medium, at precision 0.999 \| [\d.]+ \|$/m)
  })
})
