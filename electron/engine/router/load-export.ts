import type { ExportOptions } from '../../contract/export.ts'
import type { CatalogueSession } from '../catalogue-session.ts'
import type { ExportInput } from '../export/export-table.ts'
import type { ExportGroup } from '../export/group-rows.ts'
import { parseStoredEvidence } from '../match/stored-evidence.ts'

/** Gathers what an export needs from the catalogue, each in one query. */
export function loadExport(session: CatalogueSession, { what }: ExportOptions): ExportInput {
  const { repositories, ledger, run } = session
  const items = repositories.items.findAllNamed()
  const present = new Set(repositories.items.filterPresent(items.map(({ id }) => id)))
  if (what === 'groups' || what === 'submission') {
    const groups = run === null ? [] : exportGroups(repositories.groups.findAllMembers(run.id))
    return { settlement: ledger.settlement, items, present, scores: [], groups }
  }
  const settled = [...ledger.settlement.blockOf.keys()]
  const pairs = run === null ? [] : repositories.pairs.findTouching(run.id, settled, 0)
  const hashes = repositories.pictures.hashesById()
  const scores = pairs.map(({ itemA, itemB, score, evidence }) => {
    const { pictureA, pictureB } = parseStoredEvidence(evidence)
    const hashOf = (picture: number | null): string | null =>
      picture === null ? null : (hashes.get(picture) ?? null)
    return { itemA, itemB, score, imageA: hashOf(pictureA), imageB: hashOf(pictureB) }
  })
  return { settlement: ledger.settlement, items, present, scores, groups: [] }
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
