import type { ExportNote, ExportWhat, Split } from '../../../electron/contract/export.ts'
import { formatCount } from '../../components/format-quantity.ts'
import { t, type WordKey } from '../../words/words.ts'

interface WhatWords {
  readonly title: WordKey
  readonly about: WordKey
  readonly run: WordKey
  /** What its rows are called. */
  readonly rows: WordKey
}

/** What can be exported, in the order it is offered. */
const WHATS: Readonly<Record<ExportWhat, WhatWords>> = {
  pairs: {
    title: 'export.pairs',
    about: 'export.pairsAbout',
    run: 'export.runPairs',
    rows: 'export.labelledPairs',
  },
  triplets: {
    title: 'export.triplets',
    about: 'export.tripletsAbout',
    run: 'export.runTriplets',
    rows: 'export.tripletCount',
  },
  groups: {
    title: 'export.groups',
    about: 'export.groupsAbout',
    run: 'export.runGroups',
    rows: 'export.rows',
  },
  catalogue: {
    title: 'export.catalogue',
    about: 'export.catalogueAbout',
    run: 'export.runCatalogue',
    rows: 'export.listings',
  },
  folder: {
    title: 'export.folder',
    about: 'export.folderAbout',
    run: 'export.runFolder',
    rows: 'export.labelledPairs',
  },
  submission: {
    title: 'export.submission',
    about: 'export.submissionAbout',
    run: 'export.runSubmission',
    rows: 'export.rows',
  },
}

export function exportChoices(): { value: ExportWhat; label: string; description: string }[] {
  const whats: readonly ExportWhat[] = ['pairs', 'triplets', 'groups', 'catalogue', 'folder', 'submission']
  return whats.map((value) => ({
    value,
    label: t(WHATS[value].title),
    description: t(WHATS[value].about),
  }))
}

export function runTitle(what: ExportWhat): string {
  return t(WHATS[what].run)
}

/** "labelled pairs": what stands below the number of rows. */
export function rowsTitle(what: ExportWhat, count: number): string {
  return t(WHATS[what].rows, {}, count)
}

/** Whether the verdicts decide what is in it, and so relations and splits. */
export function isOfVerdicts(what: ExportWhat): boolean {
  return what === 'pairs' || what === 'triplets' || what === 'folder'
}

const SPLITS: Readonly<Record<Split, WordKey>> = {
  train: 'export.train',
  validation: 'export.validation',
  test: 'export.test',
}

export function splitTitle(split: Split): string {
  return t(SPLITS[split])
}

const NOTES: Readonly<Record<ExportNote['kind'], WordKey>> = {
  'pairs-of-gone-listings': 'export.noteGone',
  'pairs-across-splits': 'export.noteAcross',
  'listings-without-picture': 'export.noteWithoutPicture',
  'empty-split': 'export.noteEmptySplit',
  'ids-with-spaces': 'export.noteSpaces',
  'pairs-without-negative': 'export.noteWithoutNegative',
  'pictures-unreadable': 'export.notePictures',
}

export function noteInWords({ kind, count, split }: ExportNote): string {
  if (split !== null) return t(NOTES[kind], { split: splitTitle(split) })
  return t(NOTES[kind], { count: formatCount(count) }, count)
}
