import { joinBrand } from './normalise-brand.ts'
import { sameWord } from './same-word.ts'
import type { TitleWords } from './title-words.ts'

/** The words that only the first and only the second title has, in the order of the title. */
interface ExclusiveWords {
  readonly onlyA: readonly string[]
  readonly onlyB: readonly string[]
}

/** The folded brands of two items; null where not given. */
interface Brands {
  readonly a: string | null
  readonly b: string | null
}

const NO_BRANDS: Brands = { a: null, b: null }

/**
 * How many words two titles set against each other: of the words that only one of the two has, as many as the title with
 * fewer of them has. Near misses say one thing against another ("oat" against "vanilla"); the same product sold again is
 * told with something more or something less, so what one title alone adds is no conflict, and no brand that the other
 * item gives beside its title.
 * @returns null where a title has no words
 */
export function countWordConflicts(a: TitleWords, b: TitleWords, brands: Brands): number | null {
  if (a.texts.length === 0 || b.texts.length === 0) return null
  const { onlyA, onlyB } = exclusivePlaces(a, b, brands)
  return Math.min(onlyA.length, onlyB.length)
}

/** The words that only one of two titles has: the other does not spell them in any way, as sameWord says or with another blank. */
export function exclusiveWords(a: TitleWords, b: TitleWords): ExclusiveWords {
  const { onlyA, onlyB } = exclusivePlaces(a, b, NO_BRANDS)
  return {
    onlyA: onlyA.map((place) => a.texts[place] ?? ''),
    onlyB: onlyB.map((place) => b.texts[place] ?? ''),
  }
}

/** Places of the exclusive words; where one title has no word that is not in the other letter for letter, of it alone. */
function exclusivePlaces(a: TitleWords, b: TitleWords, brands: Brands) {
  const missingA = placesNotIn(b, a)
  const missingB = placesNotIn(a, b)
  if (missingA.length === 0 || missingB.length === 0) return { onlyA: missingA, onlyB: missingB }
  const speltA = new Uint8Array(a.texts.length)
  const speltB = new Uint8Array(b.texts.length)
  for (const placeA of missingA) {
    for (const placeB of missingB) {
      if ((speltA[placeA] === 0 || speltB[placeB] === 0) && isSame(a, placeA, b, placeB)) {
        speltA[placeA] = 1
        speltB[placeB] = 1
      }
    }
  }
  return {
    onlyA: missingA.filter((place) => speltA[place] === 0 && !isNamed(b, brands.b, a, place)),
    onlyB: missingB.filter((place) => speltB[place] === 0 && !isNamed(a, brands.a, b, place)),
  }
}

function placesNotIn(other: TitleWords, words: TitleWords): number[] {
  const places: number[] = []
  for (let place = 0; place < words.masks.length; place += 1) {
    if (!includes(other, words.texts[place] ?? '', words.masks[place] ?? 0)) places.push(place)
  }
  return places
}

function isSame(a: TitleWords, placeA: number, b: TitleWords, placeB: number): boolean {
  const colour = a.colours[placeA] ?? null
  return (
    (colour !== null && colour === b.colours[placeB]) ||
    sameWord(a.texts[placeA] ?? '', b.texts[placeB] ?? '', a.masks[placeA] ?? 0, b.masks[placeB] ?? 0)
  )
}

/** Whether a title names a word of another with other blanks, or its item's brand does. */
function isNamed(title: TitleWords, brand: string | null, words: TitleWords, place: number): boolean {
  const text = words.texts[place] ?? ''
  return (
    includesJoined(title, text, words.masks[place] ?? 0) ||
    isJoinedIn(title, words, place) ||
    isJoinedIn(title, words, place - 1) ||
    (brand !== null && (brand.split(' ').includes(text) || joinBrand(brand) === text))
  )
}

/** Whether the word at a place and the one after it, joined, are a word of the other title or two of it, joined. */
function isJoinedIn(other: TitleWords, { texts, masks }: TitleWords, place: number): boolean {
  if (place < 0 || place + 1 >= texts.length) return false
  const text = `${texts[place]}${texts[place + 1]}`
  const mask = (masks[place] ?? 0) | (masks[place + 1] ?? 0)
  return includes(other, text, mask) || includesJoined(other, text, mask)
}

function includes({ texts, masks }: TitleWords, text: string, mask: number): boolean {
  for (let place = 0; place < texts.length; place += 1) {
    if (masks[place] === mask && texts[place] === text) return true
  }
  return false
}

/** Whether two neighbouring words, joined, are the text: sellers' typing moves and loses blanks. */
function includesJoined({ texts, masks }: TitleWords, text: string, mask: number): boolean {
  for (let place = 0; place + 1 < texts.length; place += 1) {
    if (
      ((masks[place] ?? 0) | (masks[place + 1] ?? 0)) === mask &&
      `${texts[place]}${texts[place + 1]}` === text
    ) {
      return true
    }
  }
  return false
}
