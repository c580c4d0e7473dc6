import type { ExportNote, Split } from '../../contract/export.ts'

/** "3 pairs left out: ...": a note of a count, and none for none. */
export function countNote(
  kind: ExportNote['kind'],
  count: number,
  noun: string,
  words: string,
): ExportNote[] {
  if (count === 0) return []
  return [{ kind, count, split: null, words: `${count} ${noun}${count === 1 ? '' : 's'} ${words}.` }]
}

export function emptySplitNote(split: Split): ExportNote {
  const words = `No pair fell into ${split}: whole products are drawn, and there are few of them so far.`
  return { kind: 'empty-split', count: 0, split, words }
}
