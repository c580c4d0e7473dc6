import type { ExportOptions } from '../../contract/export.ts'
import { currentRun } from '../catalogue/current-run.ts'
import type { Repositories } from '../catalogue/repositories.ts'
import { parseStoredEvidence } from '../match/evidence/stored-evidence.ts'
import { VerdictLedger } from '../review/settlement/verdict-ledger.ts'
import type { ExportInput } from './export-table.ts'
import type { ExportGroup } from './group-rows.ts'
import type { PairScore } from './labelled-pairs.ts'

/** Gathers what an export needs from the catalogue, each in one query. */
export function loadExport(repositories: Repositories, { what }: ExportOptions): ExportInput {
  const { settlement } = new VerdictLedger(repositories.actions)
  const items = repositories.items.findAllNamed()
  const runId = currentRun(repositories)?.id ?? null
  const needsGroups = what === 'groups' || what === 'submission' || what === 'catalogue'
  const relations = repositories.relations.list()
  return {
    settlement,
    items,
    present: new Set(repositories.items.filterPresent(items.map(({ id }) => id))),
    scores:
      runId === null || needsGroups ? [] : pairScores(repositories, runId, [...settlement.blockOf.keys()]),
    groups: runId === null || !needsGroups ? [] : exportGroups(repositories.groups.findAllMembers(runId)),
    listings:
      what === 'catalogue'
        ? new Map([...repositories.items.iterateListings()].map((listing) => [listing.id, listing]))
        : new Map(),
    together: relations.filter(({ sign }) => sign === 'together').map(({ id }) => id),
    relationNames: new Map(relations.map(({ id, name }) => [id, name])),
  }
}

function pairScores(repositories: Repositories, runId: number, items: readonly number[]): PairScore[] {
  const hashes = repositories.pictures.hashesById()
  const hashOf = (picture: number | null): string | null =>
    picture === null ? null : (hashes.get(picture) ?? null)
  return repositories.pairs.findTouching(runId, items, 0).map(({ itemA, itemB, score, evidence }) => {
    const { pictureA, pictureB } = parseStoredEvidence(evidence)
    return { itemA, itemB, score, imageA: hashOf(pictureA), imageB: hashOf(pictureB) }
  })
}

function exportGroups(
  members: readonly { representative: number; itemId: number; score: number; state: ExportGroup['state'] }[],
): ExportGroup[] {
  return [...Map.groupBy(members, (member) => member.representative)].map(([id, group]) => ({
    id,
    state: group[0]?.state ?? 'open',
    members: group.map(({ itemId, score }) => ({ itemId, score })),
  }))
}
