import { atOnce, type Steps } from '../../threads/in-slices.ts'
import type { ActionLog } from '../actions/action-log.ts'
import { Blocks } from './blocks.ts'
import type { DirectVerdict } from '../actions/direct-verdict.ts'
import {
  impliedApart,
  impliedWithin,
  linksOf,
  nameBlocks,
  saidOf,
  weigh,
  type Contradiction,
  type ItemPair,
  type Settled,
  type Settlement,
  type Weighed,
} from './settle.ts'

/**
 * Items that verdicts of the same product hang together, whether these hold or not. Only verdicts within one cluster can
 * contradict each other, since no two clusters are ever united.
 */
export interface Cluster extends Weighed {
  /** In force, with both items in the cluster. */
  readonly verdicts: readonly DirectVerdict[]
}

/** What all verdicts together never need. */
type Lists = Pick<Settlement, 'accepted' | 'mustLink' | 'cannotLink'>

const NO_BLOCKS = new Blocks()
/** Clusters that are weighed within a few milliseconds. */
const STEP = 200

/**
 * What `settle` makes of the verdicts in force, kept up to date: a change weighs only the clusters anew that it touches,
 * so that it takes as long in a catalogue of many verdicts as in one of few.
 */
export class LiveSettlement implements Settlement {
  readonly blockOf = new Map<number, number>()
  readonly blocks = new Map<number, readonly number[]>()
  readonly #log: ActionLog
  /** Of items that are not the only one of theirs. */
  readonly #clusters = new Map<number, Cluster>()
  readonly #contradictions = new Map<DirectVerdict, Contradiction>()
  #lists: Lists | null = null

  readonly acceptedOf = (item: number): Iterable<DirectVerdict> => this.#accepted(item)

  readonly relationOf = (itemA: number, itemB: number): Settled | null => {
    const [nameA, nameB] = [this.blockOf.get(itemA), this.blockOf.get(itemB)]
    if (itemA === itemB || nameA === undefined || nameB === undefined) return null
    const said = this.#log.verdictBetween(itemA, itemB)
    if (said !== null && !this.#contradictions.has(said)) return saidOf(said)
    const [blocksA, blocksB] = [this.#blocksOf(itemA), this.#blocksOf(itemB)]
    return (
      impliedWithin(itemA, itemB, blocksA) ??
      impliedApart(itemA, itemB, this.#newestBetween(nameA, nameB), blocksA, blocksB)
    )
  }

  /** @param said items of the pairs that it is to settle; default: of all that have a verdict in force */
  constructor(log: ActionLog, said = log.direct.flatMap(({ itemA, itemB }) => [itemA, itemB])) {
    this.#log = log
    this.update(said)
  }

  get accepted(): readonly DirectVerdict[] {
    return this.#all.accepted
  }

  get contradictions(): readonly Contradiction[] {
    return [...this.#contradictions.values()].toSorted(newestFirst)
  }

  get mustLink(): readonly ItemPair[] {
    return this.#all.mustLink
  }

  get cannotLink(): readonly ItemPair[] {
    return this.#all.cannotLink
  }

  get contradictionCount(): number {
    return this.#contradictions.size
  }

  /** Null where no verdict says that the item is the same product as another. */
  clusterOf(item: number): Cluster | null {
    return this.#clusters.get(item) ?? null
  }

  /** The contradictions among the verdicts that name one of the items, newest first. */
  contradictionsOf(items: Iterable<number>): Contradiction[] {
    const found = new Set<Contradiction>()
    for (const item of items)
      for (const verdict of this.#log.verdictsOf(item)) {
        const contradiction = this.#contradictions.get(verdict)
        if (contradiction !== undefined) found.add(contradiction)
      }
    return [...found].toSorted(newestFirst)
  }

  /** @param changed items of all pairs of which another verdict is in force than before */
  update(changed: Iterable<number>): void {
    atOnce(this.updateInSteps(changed))
  }

  /** As `update`. In between it is neither what it was nor what it will be: nobody else may look at it. */
  *updateInSteps(changed: Iterable<number>): Steps<void> {
    this.#lists = null
    const clusterOf = new Map<number, ReadonlySet<number>>()
    let done = 0
    for (const item of changed) {
      if (clusterOf.has(item)) continue
      const members = this.#hangingTogether(item)
      for (const member of members) clusterOf.set(member, members)
      done += 1
      if (done % STEP === 0) yield
    }
    // All that was known is taken out first: an old block may have had the name of a new one.
    for (const item of clusterOf.keys()) {
      this.#forget(item)
      done += 1
      if (done % STEP === 0) yield
    }
    for (const members of new Set(clusterOf.values())) {
      this.#weigh(members)
      done += 1
      if (done % STEP === 0) yield
    }
  }

  get #all(): Lists {
    if (this.#lists === null) {
      const accepted = this.#log.direct.filter((verdict) => !this.#contradictions.has(verdict)).toReversed()
      this.#lists = { accepted, ...linksOf(accepted) }
    }
    return this.#lists
  }

  *#accepted(item: number): Generator<DirectVerdict> {
    for (const verdict of this.#log.verdictsOf(item)) if (!this.#contradictions.has(verdict)) yield verdict
  }

  /** Takes out what was known of an item's cluster. */
  #forget(item: number): void {
    for (const { verdict } of this.#clusters.get(item)?.contradictions ?? [])
      this.#contradictions.delete(verdict)
    this.#clusters.delete(item)
    const name = this.blockOf.get(item)
    if (name !== undefined) this.blocks.delete(name)
    this.blockOf.delete(item)
  }

  #hangingTogether(item: number): Set<number> {
    const members = new Set([item])
    // A set hands out what is added while it is walked.
    for (const member of members)
      for (const { together, itemA, itemB } of this.#log.verdictsOf(member))
        if (together) members.add(itemA).add(itemB)
    return members
  }

  #weigh(members: ReadonlySet<number>): void {
    const verdicts = new Set<DirectVerdict>()
    const named = new Set<number>()
    for (const member of members)
      for (const verdict of this.#log.verdictsOf(member))
        if (members.has(verdict.itemA) && members.has(verdict.itemB)) verdicts.add(verdict)
        // Nothing can stand against a verdict between two clusters.
        else named.add(member)
    const cluster: Cluster = { verdicts: [...verdicts], ...weigh(verdicts) }
    for (const { itemA, itemB } of cluster.accepted) named.add(itemA).add(itemB)
    for (const contradiction of cluster.contradictions)
      this.#contradictions.set(contradiction.verdict, contradiction)
    const { blockOf, blocks } = nameBlocks(named, cluster.blocks)
    for (const [member, name] of blockOf) this.blockOf.set(member, name)
    for (const [name, block] of blocks) this.blocks.set(name, block)
    if (members.size > 1) for (const member of members) this.#clusters.set(member, cluster)
  }

  #blocksOf(item: number): Blocks {
    return this.#clusters.get(item)?.blocks ?? NO_BLOCKS
  }

  #newestBetween(blockA: number, blockB: number): DirectVerdict | null {
    let newest: DirectVerdict | null = null
    for (const item of this.blocks.get(blockA) ?? [])
      for (const verdict of this.#accepted(item)) {
        if (verdict.together) continue
        const other = verdict.itemA === item ? verdict.itemB : verdict.itemA
        if (this.blockOf.get(other) !== blockB) continue
        if (newest === null || verdict.eventId > newest.eventId) newest = verdict
      }
    return newest
  }
}

function newestFirst(a: Contradiction, b: Contradiction): number {
  return b.verdict.eventId - a.verdict.eventId
}
