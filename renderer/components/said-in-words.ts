import type { Saying, SayingKind, SayingValue } from '../../electron/contract/saying.ts'
import { SENTENCES } from '../../electron/contract/sentences.ts'
import { t } from '../words/words.ts'
import { formatNumber } from './format-number.ts'
import { visibleText } from './visible-text.ts'

/** What the engine has to say, in the language that is shown; a sentence of another version stays in English. */
export function saidInWords({ kind, values, words }: Saying): string {
  if (!isKnown(kind)) return visibleText(words)
  const named = Object.entries(values).map(([name, value]): [string, string] => [name, valueInWords(value)])
  return t(`said.${kind}`, Object.fromEntries(named))
}

function isKnown(kind: string): kind is SayingKind {
  return Object.hasOwn(SENTENCES, kind)
}

function valueInWords(value: SayingValue): string {
  if (typeof value === 'number') return formatNumber(value)
  return typeof value === 'string' ? visibleText(value) : saidInWords(value)
}
