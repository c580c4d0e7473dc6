import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { builtInModelFolder } from '../../electron/engine/models/built-in-model-folder.ts'
import { renderSvg } from '../../electron/engine/decode/render-svg.ts'
import { encoderDescriber } from './describers.ts'
import { writeRandomModel } from './random-model.ts'
import { seePicture, type SeenPicture } from './seen-picture.ts'

const folder = mkdtempSync(join(tmpdir(), 'doublet-random-model-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function drawn(colour: string): Promise<SeenPicture> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="200"><rect width="200" height="200" fill="#eeeeee"/><circle cx="90" cy="110" r="60" fill="${colour}"/></svg>`
  return seePicture(await renderSvg(svg, { widthPx: 200, heightPx: 200, format: 'png', quality: 90 }))
}

it('leaves a network to chance that runs, tells pictures apart and is another one than the trained', async () => {
  const pictures = [await drawn('#b3263a'), await drawn('#263a5e')]
  const described: Float32Array[][] = []
  await writeRandomModel(builtInModelFolder(), join(folder, 'random'), 1)
  for (const model of [join(folder, 'random'), builtInModelFolder()]) {
    const describer = await encoderDescriber('encoder', model, 1)
    described.push(await describer.describe(pictures))
    await describer.close()
  }
  const [random, trained] = described
  expect(random).not.toEqual(trained)
  const [red = new Float32Array(), blue = new Float32Array()] = random ?? []
  expect(red.reduce((squares, value) => squares + value * value, 0)).toBeCloseTo(1, 3)
  expect(red.reduce((dot, value, at) => dot + value * (blue[at] ?? 0), 0)).toBeLessThan(0.99999)
})
