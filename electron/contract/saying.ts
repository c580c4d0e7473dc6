import { z } from 'zod'
import { SENTENCES } from './sentences.ts'

export type SayingKind = keyof typeof SENTENCES
/** Foreign words, a name, a number, or a part of the sentence that is a saying itself. */
export type SayingValue = string | number | Saying

/** Something that the engine has to say: which sentence, and what stands in it. */
export interface Saying {
  /** A key of {@link SENTENCES}; of a catalogue from another version perhaps one that this one does not know. */
  readonly kind: string
  readonly values: Readonly<Record<string, SayingValue>>
  /** The same in English, for the terminal and the log. */
  readonly words: string
}

export const saying: z.ZodType<Saying, Saying> = z.object({
  kind: z.string(),
  get values() {
    return z.record(z.string(), z.union([z.string(), z.number(), saying]))
  },
  words: z.string(),
})

/** "{path} is in use by {holder}" -> 'path' | 'holder' */
type NamesIn<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never
type ValuesOf<Kind extends SayingKind> = Readonly<Record<NamesIn<(typeof SENTENCES)[Kind]>, SayingValue>>

/** One of the sentences with its values, put into English here and into the window's language there. */
export function say<Kind extends SayingKind>(kind: Kind, values: ValuesOf<Kind>): Saying {
  const named: Readonly<Record<string, SayingValue>> = values
  const words = SENTENCES[kind].replace(/\{(\w+)\}/g, (_all, name: string) => inEnglish(named[name] ?? ''))
  return { kind, values: named, words }
}

function inEnglish(value: SayingValue): string {
  return typeof value === 'object' ? value.words : String(value)
}

/** What can be expected to go wrong, with what a person is to be told of it. */
export class Refusal extends Error {
  readonly said: Saying

  constructor(said: Saying, options?: ErrorOptions) {
    super(said.words, options)
    this.name = new.target.name
    this.said = said
  }
}
