import { z } from 'zod'

const part = z.looseObject({ type: z.string() }).nullish()

/** Kinds of vocabulary; older files do not say which one theirs is. */
const MODELS = ['BPE', 'Unigram', 'WordPiece'] as const

/** tokenizer.json, as far as it is looked at here; its parts are checked by the library that runs them. */
export const tokenizerFile = z.looseObject({
  model: z.looseObject({
    type: z
      .enum(MODELS, {
        error: ({ input }) =>
          `the model ${String(input)} is not supported; supported are ${MODELS.join(', ')}`,
      })
      .optional(),
    vocab: z.union([
      z.record(z.string(), z.number().int().nonnegative()),
      z.array(z.tuple([z.string(), z.number()])),
    ]),
  }),
  normalizer: part,
  pre_tokenizer: part,
  post_processor: part,
  decoder: part,
  added_tokens: z
    .array(z.looseObject({ id: z.number().int().nonnegative(), content: z.string().min(1) }))
    .default([]),
  padding: z.looseObject({ pad_id: z.number().int().nonnegative() }).nullish().catch(null),
})
export type TokenizerFile = z.infer<typeof tokenizerFile>

/** A special token: its text, or the text with how it is matched. */
const specialToken = z
  .union([z.string(), z.looseObject({ content: z.string() }).transform(({ content }) => content)])
  .nullish()

export const tokenizerConfigFile = z.looseObject({
  do_lower_case: z.boolean().nullish(),
  strip_accents: z.boolean().nullish(),
  tokenize_chinese_chars: z.boolean().nullish(),
  /** 1e30 where nobody cared. */
  model_max_length: z.number().positive().nullish(),
  pad_token: specialToken,
  unk_token: specialToken,
  cls_token: specialToken,
  sep_token: specialToken,
  mask_token: specialToken,
})
export type TokenizerConfigFile = z.infer<typeof tokenizerConfigFile>
