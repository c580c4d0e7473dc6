import type { EvaluationNote } from '../../contract/evaluate.ts'
import { readRecords } from '../import/read-records.ts'
import { sniffTable } from '../import/sniff-table.ts'
import { TableUnreadableError } from '../import/table-unreadable-error.ts'
import type { JudgedPair } from './truth.ts'

/** Names by which tables of judged pairs call their columns, in lower case without punctuation. */
const COLUMN_NAMES = {
  idA: ['ida', 'id1', 'itema', 'item1', 'postingida', 'postingid1', 'leftid', 'ltableid', 'a', 'left'],
  idB: ['idb', 'id2', 'itemb', 'item2', 'postingidb', 'postingid2', 'rightid', 'rtableid', 'b', 'right'],
  same: ['sameproduct', 'same', 'ismatch', 'match', 'isduplicate', 'duplicate', 'label'],
  split: ['split'],
} as const

const YES: ReadonlySet<string> = new Set(['1', 'true', 'yes', 'y', 'same', 'same-product'])
const NO: ReadonlySet<string> = new Set(['0', 'false', 'no', 'n', 'different'])
const SHOWN_IDS = 3

export interface JudgedPairs {
  readonly pairs: readonly JudgedPair[]
  /** Pairs of one product in the table's other splits. */
  readonly others: readonly JudgedPair[]
  /** What was left out. */
  readonly notes: readonly EvaluationNote[]
}

/**
 * Judged pairs of a CSV, TSV or JSONL table with the columns id_a, id_b and same_product; without the last, every row is
 * a pair of one product.
 * @param numberOf dense number of an item by its id; undefined for one that the catalogue does not have
 * @param split only rows of this split; null: all
 * @throws TableUnreadableError when it is no such table or has no such rows
 */
export async function readJudgedPairs(
  path: string,
  numberOf: (id: string) => number | undefined,
  split: string | null,
): Promise<JudgedPairs> {
  let columns: PairColumns | null = null
  const pairs = new Map<string, JudgedPair>()
  const others: JudgedPair[] = []
  const unknown = new Set<string>()
  const counts = { contradicting: 0, unclear: 0 }
  for await (const batch of readRecords(path, await sniffTable(path))) {
    for (const event of batch) {
      if (event.kind === 'columns') columns = findColumns(path, event.columns, split)
      if (event.kind !== 'record' || columns === null) continue
      const cell = (column: number): string => (event.record.cells[column] ?? '').trim()
      const [idA, idB] = [cell(columns.idA), cell(columns.idB)]
      const [a, b] = [numberOf(idA), numberOf(idB)]
      const same = columns.same === null ? true : answerOf(cell(columns.same))
      if (columns.split !== null && cell(columns.split) !== split) {
        if (a !== undefined && b !== undefined && same === true) others.push({ a, b, same })
        continue
      }
      if (a === undefined) unknown.add(idA)
      if (b === undefined) unknown.add(idB)
      if (a === undefined || b === undefined) continue
      if (a === b || same === null) {
        counts.unclear += 1
        continue
      }
      const key = `${Math.min(a, b)} ${Math.max(a, b)}`
      const before = pairs.get(key)
      if (before !== undefined && before.same !== same) counts.contradicting += 1
      else pairs.set(key, { a, b, same })
    }
  }
  if (pairs.size === 0) throw noPairs(path, split, unknown)
  return { pairs: [...pairs.values()], others, notes: notesOn(unknown, counts) }
}

interface PairColumns {
  readonly idA: number
  readonly idB: number
  readonly same: number | null
  readonly split: number | null
}

function findColumns(path: string, columns: readonly string[], split: string | null): PairColumns {
  const plain = columns.map((column) => column.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, ''))
  const find = (names: readonly string[]): number | null => {
    const name = names.find((candidate) => plain.includes(candidate))
    return name === undefined ? null : plain.indexOf(name)
  }
  const [idA, idB] = [find(COLUMN_NAMES.idA), find(COLUMN_NAMES.idB)]
  const splitColumn = find(COLUMN_NAMES.split)
  if (idA === null || idB === null || (split !== null && splitColumn === null)) {
    const expected = split === null ? 'id_a and id_b' : 'id_a, id_b and split'
    throw new TableUnreadableError(
      path,
      `Expected the columns ${expected} but found ${columns.join(', ')}`,
      'Name the columns id_a, id_b and same_product (1 or 0)',
    )
  }
  return { idA, idB, same: find(COLUMN_NAMES.same), split: split === null ? null : splitColumn }
}

function answerOf(text: string): boolean | null {
  const plain = text.toLowerCase()
  if (YES.has(plain)) return true
  return NO.has(plain) ? false : null
}

function noPairs(path: string, split: string | null, unknown: ReadonlySet<string>): TableUnreadableError {
  const ofSplit = split === null ? '' : ` of the split “${split}”`
  const ids = unknown.size === 0 ? '' : `; ${named(unknown)} are not in the catalogue`
  return new TableUnreadableError(
    path,
    `It has no judged pair${ofSplit} of two items of the catalogue${ids}`,
    'Check that it is the table of this catalogue: its ids must be those of the items',
  )
}

function notesOn(
  unknown: ReadonlySet<string>,
  { contradicting, unclear }: { contradicting: number; unclear: number },
): EvaluationNote[] {
  const notes: EvaluationNote[] = []
  if (unknown.size > 0)
    notes.push({
      kind: 'unknown-ids',
      ids: firstOf(unknown),
      more: Math.max(0, unknown.size - SHOWN_IDS),
      words: `Ids that are not in the catalogue: ${named(unknown)}. Their pairs were left out.`,
    })
  if (unclear > 0)
    notes.push({
      kind: 'unclear-rows',
      count: unclear,
      words: `Rows of one item with itself or without a clear answer (1 or 0): ${unclear}, left out.`,
    })
  if (contradicting > 0)
    notes.push({
      kind: 'contradicting-rows',
      count: contradicting,
      words: `Rows that contradict an earlier one: ${contradicting}; the first counts.`,
    })
  return notes
}

function firstOf(ids: ReadonlySet<string>): string[] {
  return [...ids].slice(0, SHOWN_IDS).map((id) => JSON.stringify(id.slice(0, 60)))
}

function named(ids: ReadonlySet<string>): string {
  return `${firstOf(ids).join(', ')}${ids.size > SHOWN_IDS ? ` and ${ids.size - SHOWN_IDS} more` : ''}`
}
