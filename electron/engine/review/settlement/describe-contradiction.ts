import type { DirectVerdict } from '../actions/direct-verdict.ts'
import { relationWords, type RelationNames } from '../actions/relation-words.ts'
import type { Contradiction } from './settle.ts'

/**
 * What a verdict that was set aside conflicts with, in words for a person.
 * @param nameOf how a listing is called on screen
 */
export function describeContradiction(
  contradiction: Contradiction,
  nameOf: (item: number) => string,
  names: RelationNames,
): string {
  const { verdict, reason, against, size } = contradiction
  const pair = `${nameOf(verdict.itemA)} and ${nameOf(verdict.itemB)}`
  const said = `${quoted(verdict, names)} of ${pair} is set aside`
  if (reason === 'too-large')
    return `${said}: together with the listings they are equal to they would be ${size}.`
  const sources = against.map((other) => describeVerdict(other, nameOf, names))
  const later =
    sources.length === 1 ? 'a newer verdict says' : `${sources.length} newer verdicts together say`
  const outcome = reason === 'apart' ? 'that they are not the same product' : 'that they are the same product'
  return `${said}: ${later} ${outcome}: ${sources.join('; ')}.`
}

/** One verdict in words: “different” of A and B, and who said so when. */
export function describeVerdict(
  verdict: DirectVerdict,
  nameOf: (item: number) => string,
  names: RelationNames,
): string {
  const { itemA, itemB, reviewer, at } = verdict
  return `${quoted(verdict, names)} of ${nameOf(itemA)} and ${nameOf(itemB)} (${reviewer}, ${at})`
}

function quoted(verdict: DirectVerdict, names: RelationNames): string {
  return `“${relationWords(verdict.relation, verdict.variantAxis, names)}”`
}
