import type { ActionKind } from '../../../contract/actions.ts'
import type { Relation } from '../../../contract/relations.ts'
import { DisjointSets } from '../settlement/disjoint-sets.ts'
import { relationWords, type RelationNames } from './relation-words.ts'

/** What describing an action takes. */
export interface DescribedAction {
  readonly kind: ActionKind
  /** Listings on screen. */
  readonly shown: readonly number[]
  /** How many groups it is done to; default one. */
  readonly groups?: number
  /** Of a split and a move: the listings that go. */
  readonly part?: readonly number[]
  /** Of a note: another takes its place. */
  readonly replaces?: number | null
  readonly text: string
  readonly verdicts: readonly SaidOfPair[]
}

interface SaidOfPair {
  readonly itemA: number
  readonly itemB: number
  readonly relation: Relation
  readonly together: boolean
  readonly variantAxis: string | null
}

/**
 * One line for the history: "Confirmed 4 listings as the same product; said different of 2 pairs".
 */
export function describeAction(action: DescribedAction, names: RelationNames): string {
  const { shown, part = [], groups = 1, replaces, text } = action
  const listings = counted(shown.length, 'listing')
  const group = groups === 1 ? `a group of ${listings}` : `${groups} groups of ${listings} in all`
  switch (action.kind) {
    case 'skip':
      return `Skipped ${group}`
    case 'come-back':
      return `Brought back ${group}`
    case 'flag':
      return text === ''
        ? `Asked a colleague about ${group}`
        : `Asked a colleague${groups === 1 ? '' : ` about ${group}`}: ${text}`
    case 'unflag':
      return `Cleared the question about ${group}`
    case 'note':
      if (text === '') return `Took a note away from ${group}`
      return `${replaces === null || replaces === undefined ? 'Noted' : 'Changed a note'}: ${text}`
    case 'representative':
      return `Chose the listing that stands for ${group}`
    case 'drop':
      return `Took 1 listing out of ${group}${apartWords(action.verdicts, names)}`
    case 'split':
      return `Split in two: ${part.length} and ${shown.length - part.length} listings${apartWords(action.verdicts, names)}`
    case 'move':
      return part.length === shown.length
        ? `Joined ${group} with another`
        : `Moved ${part.length} of ${counted(shown.length, 'listing')} to another group`
    case 'confirm':
    case 'verdict':
    case 'rule':
      return describeVerdicts(action.verdicts, names) || `Said nothing new of ${group}`
  }
}

function describeVerdicts(verdicts: readonly SaidOfPair[], names: RelationNames): string {
  const together = verdicts.filter((verdict) => verdict.together)
  const pairsOf = new Map<string, number>()
  for (const { relation, together: isTogether, variantAxis } of verdicts) {
    if (isTogether) continue
    const words = relationWords(relation, variantAxis, names)
    pairsOf.set(words, (pairsOf.get(words) ?? 0) + 1)
  }
  const parts = [...pairsOf].map(([words, pairs]) => `said ${words} of ${counted(pairs, 'pair')}`)
  if (together.length > 0) parts.unshift(confirmation(together, names))
  const line = parts.join('; ')
  return line.charAt(0).toUpperCase() + line.slice(1)
}

function confirmation(together: readonly SaidOfPair[], names: RelationNames): string {
  const sets = new DisjointSets()
  const items = new Set<number>()
  for (const { itemA, itemB } of together) {
    sets.unite(itemA, itemB)
    items.add(itemA).add(itemB)
  }
  const products = new Set([...items].map((item) => sets.find(item))).size
  const listings = `confirmed ${counted(items.size, 'listing')}`
  const relations = new Set(together.map(({ relation }) => relation))
  const [only = 'same-product'] = relations
  const shared = relations.size === 1 ? only : 'same-product'
  if (products === 1) return `${listings} as the ${names.relation(shared)}`
  return `${listings} as ${products} ${shared === 'same-image' ? 'pictures' : 'products'}`
}

/** ", variant (colour)" where it is not simply different. */
function apartWords(verdicts: readonly SaidOfPair[], names: RelationNames): string {
  const [first] = verdicts
  if (first === undefined || first.relation === 'different') return ''
  return `, ${relationWords(first.relation, first.variantAxis, names)}`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
