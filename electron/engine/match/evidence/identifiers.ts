import { hasGtinLength } from '../../import/read-product-code.ts'
import { foldTitle } from '../titles/fold-title.ts'
import { parseTitle } from '../titles/title-tokens.ts'
import type { TitleModel } from '../title-neighbours/title-vectors.ts'

/** What an item calls itself that may be its own name alone: model and part numbers, in its title or as its code. */
export interface Identifiers {
  readonly own: readonly Identifier[]
  /** Letters and digits of the title and the code, without anything between them. */
  readonly squashed: string
}

interface Identifier {
  /** Letters a to z and digits */
  readonly text: string
  /** 1 where at most two titles hold it, less the more do */
  readonly rarity: number
}

const LEAST_CHARACTERS = 4
const LEAST_DIGITS = 5
/** Shorter ones, and shorter ones of digits alone, may stand within another title by chance. */
const LEAST_WITHIN = 5
const LEAST_DIGITS_WITHIN = 6
/** Two items that share something always are nearer than two that share nothing. */
const FARTHEST_SHARED = 0.999

/**
 * The identifiers of an item. A seller writes them with or without separators ("MB397G/A", "010-10613-00"), so that they
 * are compared without.
 * @param model tells how common each is among titles
 */
export function readIdentifiers(title: string | null, code: string | null, model: TitleModel): Identifiers {
  const folded = foldTitle(title ?? '')
  const foldedCode = foldTitle(code ?? '')
  const found = new Set<string>()
  for (const [written] of folded.matchAll(/[a-z0-9]+(?:[-/._][a-z0-9]+)*/gu))
    if (isIdentifier(written)) found.add(squash(written))
  // Codes of shops' tills, mistyped ones too, stand in no title; two of them are compared by themselves.
  const codeText = hasGtinLength(foldedCode.replace(/[\s-]/gu, '')) ? '' : squash(foldedCode)
  if (codeText.length >= LEAST_CHARACTERS && /\d/u.test(codeText)) found.add(codeText)
  return {
    own: [...found].map((text) => ({ text, rarity: rarityOf(text, model) })),
    squashed: `${squash(folded)} ${codeText}`,
  }
}

/**
 * How far apart two items' identifiers are, 0..1: 0 for a shared one that at most they have, more for one that others
 * have as well, 1 where both have some and share none.
 * @returns null where at least one has none, and none is found in the other's title
 */
export function compareIdentifiers(a: Identifiers, b: Identifiers): number | null {
  const rarity = Math.max(rarestWithin(a, b), rarestWithin(b, a))
  if (rarity > 0) return Math.min(FARTHEST_SHARED, 1 - rarity)
  return a.own.length === 0 || b.own.length === 0 ? null : 1
}

/** Rarity of the rarest of one item's identifiers that the other has too, alone or written together with something. */
function rarestWithin({ own }: Identifiers, other: Identifiers): number {
  let rarest = 0
  for (const { text, rarity } of own) {
    if (rarity <= rarest) continue
    const least = /^\d+$/u.test(text) ? LEAST_DIGITS_WITHIN : LEAST_WITHIN
    const isShared =
      text.length >= least ? other.squashed.includes(text) : other.own.some((one) => one.text === text)
    if (isShared) rarest = rarity
  }
  return rarest
}

/** Digits, of which some are needed, in a word that is no amount, no date and no list of small numbers. */
function isIdentifier(written: string): boolean {
  const text = squash(written)
  if (text.length < LEAST_CHARACTERS || !/\d/u.test(text)) return false
  if (/^\d+$/u.test(text)) return text.length >= LEAST_DIGITS && /^[\d-]+$/u.test(written)
  return parseTitle(written).some(({ kind }) => kind === 'model' || kind === 'word')
}

function squash(text: string): string {
  return text.replace(/[^a-z0-9]/gu, '')
}

function rarityOf(text: string, { terms, frequencies }: TitleModel): number {
  const word = terms.numberOf(text)
  return 2 / Math.max(2, word === undefined ? 0 : (frequencies[word] ?? 0))
}
