import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { readTokenInput } from '../tokenizer/read-token-input.ts'
import type { TokenInput } from '../tokenizer/token-input.ts'

/** What says how texts become tokens; readTokenInput looks at no other file. */
const TOKENIZER_FILES = [
  'tokenizer.json',
  'tokenizer_config.json',
  'vocab.txt',
  'sentence_bert_config.json',
  'config.json',
]

/** What the makers' code does with titles and their files do not say. */
interface TitleRules {
  /** Every text is padded, or cut, to this many; left out: padded to the longest of its batch. */
  readonly paddedTokens?: number | undefined
  readonly titlePrefix?: string | undefined
}

/**
 * Copies a model's tokenizer to where the model is installed, and reads it there.
 * @throws TextFileUnreadable
 */
export async function stageTokenizer(
  source: string,
  staging: string,
  { paddedTokens, titlePrefix }: TitleRules,
): Promise<TokenInput> {
  await mkdir(staging, { recursive: true })
  for (const file of TOKENIZER_FILES)
    await copyFile(join(source, file), join(staging, file)).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    })
  return {
    ...(await readTokenInput(staging)),
    ...(paddedTokens === undefined ? {} : { maximumTokens: paddedTokens, padding: 'maximum' }),
    ...(titlePrefix === undefined ? {} : { prefix: titlePrefix }),
  }
}
