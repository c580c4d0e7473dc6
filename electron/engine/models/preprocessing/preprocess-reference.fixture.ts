import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { RgbPicture } from '../../decode/rgb-picture.ts'
import { readStoredTensors } from '../graph/stored-tensors.fixture.ts'

const folder = new URL('../../../../models/reference/preprocess/', import.meta.url)
const pair = z.tuple([z.number(), z.number()])
const triple = z.tuple([z.number(), z.number(), z.number()])

/** What the published libraries make of small drawn pictures, written by models/reference/preprocess.py. */
export const preprocessReference = z
  .object({
    madeWith: z.string(),
    cases: z.array(
      z.object({
        name: z.string(),
        files: z.record(z.string(), z.unknown()),
        mean: triple,
        deviation: triple,
      }),
    ),
    sizes: z.array(
      z.object({
        from: pair,
        shortest: z.object({ edge: z.number(), to: pair }),
        letterbox: z.object({ room: pair, to: pair }),
        detector: z.object({ edges: pair, to: pair }),
      }),
    ),
    /** Size, target, first position kept by torchvision and by transformers, padding before by torchvision. */
    crops: z.array(z.tuple([z.number(), z.number(), z.number(), z.number(), z.number()])),
  })
  .parse(JSON.parse(readFileSync(new URL('cases.json', folder), 'utf8')))

const file = fileURLToPath(new URL('reference.safetensors', folder))
const tensors = readStoredTensors(file)
const bytes = readFileSync(file)

export const referencePictures = [...tensors.keys()]
  .filter((key) => key.startsWith('picture '))
  .map((key) => key.slice('picture '.length))

/** @param name "picture NAME" for what was drawn, "CASE: NAME" for what became of it */
export function referencePicture(name: string): RgbPicture {
  const tensor = tensors.get(name)
  const [height, width, channels] = tensor?.shape ?? []
  if (tensor === undefined || height === undefined || width === undefined || channels !== 3) {
    throw new Error(`Expected a picture "${name}" in ${file} but found none`)
  }
  return { data: new Uint8Array(bytes.subarray(tensor.offset, tensor.offset + tensor.bytes)), width, height }
}
