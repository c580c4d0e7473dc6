import { z } from 'zod'
import {
  type DetectorInput,
  detectorInput,
  type Normalisation,
  normalisation,
  type PixelInput,
  pixelInput,
} from './pixel-input.ts'
import { PreprocessingUnreadable } from './preprocessing-unreadable.ts'

/** How a model wants its pictures, as its own files say. */
export type ModelPreprocessing =
  | { readonly kind: 'pixels'; readonly pixels: PixelInput; readonly normalisation: Normalisation }
  | { readonly kind: 'detector'; readonly detector: DetectorInput; readonly normalisation: Normalisation }

/** Three channel values of a file, or one for all of them. */
export const channelValues = z.union([
  z.tuple([z.number(), z.number(), z.number()]),
  z.number().transform((value): [number, number, number] => [value, value, value]),
])
export const deviations = channelValues.refine((values) => values.every((value) => value > 0), {
  error: 'expected numbers above 0',
})

/** One JSON file of a model folder, whose faults are reported with its name. */
export class PreprocessingSource {
  readonly file: string
  readonly content: unknown

  constructor(file: string, content: unknown) {
    this.file = file
    this.content = content
  }

  /** @throws PreprocessingUnreadable naming the first field that does not fit */
  parse<Schema extends z.ZodType>(schema: Schema, content: unknown = this.content): z.output<Schema> {
    const parsed = schema.safeParse(content, { reportInput: true })
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    const path = issue?.path.join('.') ?? ''
    throw new PreprocessingUnreadable(
      this.file,
      path === '' ? null : path,
      `${issue?.message ?? 'not as expected'}, but found ${JSON.stringify(issue?.input) ?? 'nothing'}`,
      { cause: parsed.error },
    )
  }

  /** To be thrown. */
  refusal(field: string, reason: string): PreprocessingUnreadable {
    return new PreprocessingUnreadable(this.file, field, reason)
  }

  /** Checks that sizes are within what Doublet handles; `sizeField` is the field that gave them. */
  pixels(pixels: PixelInput, normalised: Normalisation, sizeField: string): ModelPreprocessing {
    const parsed = pixelInput.safeParse(pixels)
    if (!parsed.success) throw this.refusal(sizeField, outOfRange(parsed.error))
    return { kind: 'pixels', pixels: parsed.data, normalisation: this.#normalisation(normalised) }
  }

  /** As {@link pixels}. */
  detector(detector: DetectorInput, normalised: Normalisation, sizeField: string): ModelPreprocessing {
    const parsed = detectorInput.safeParse(detector)
    if (!parsed.success) throw this.refusal(sizeField, outOfRange(parsed.error))
    return { kind: 'detector', detector: parsed.data, normalisation: this.#normalisation(normalised) }
  }

  #normalisation(normalised: Normalisation): Normalisation {
    return this.parse(normalisation, normalised)
  }
}

function outOfRange(error: z.ZodError): string {
  const [issue] = error.issues
  return `gives a size that is not supported (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''})`
}
