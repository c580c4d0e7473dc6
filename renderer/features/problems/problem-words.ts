import type { Problem, ProblemCode } from '../../../electron/contract/problems.ts'
import { language, t, type WordKey } from '../../words/words.ts'

interface KindWords {
  readonly title: WordKey
  readonly why: WordKey
  readonly advice: WordKey
}

/** What each kind of problem is called, what it means and what to do. */
const KINDS: Readonly<Record<ProblemCode, KindWords>> = {
  FILE_EMPTY: { title: 'problems.fileEmpty', why: 'problems.fileEmptyWhy', advice: 'problems.fileEmptyDo' },
  FILE_TRUNCATED: {
    title: 'problems.fileTruncated',
    why: 'problems.fileTruncatedWhy',
    advice: 'problems.fileTruncatedDo',
  },
  FILE_UNREADABLE: {
    title: 'problems.fileUnreadable',
    why: 'problems.fileUnreadableWhy',
    advice: 'problems.fileUnreadableDo',
  },
  FILE_VANISHED: {
    title: 'problems.fileVanished',
    why: 'problems.fileVanishedWhy',
    advice: 'problems.fileVanishedDo',
  },
  NAME_NOT_UTF8: {
    title: 'problems.nameNotUtf8',
    why: 'problems.nameNotUtf8Why',
    advice: 'problems.nameNotUtf8Do',
  },
  NOT_A_PICTURE: {
    title: 'problems.notAPicture',
    why: 'problems.notAPictureWhy',
    advice: 'problems.notAPictureDo',
  },
  FORMAT_MISLABELLED: {
    title: 'problems.formatMislabelled',
    why: 'problems.formatMislabelledWhy',
    advice: 'problems.formatMislabelledDo',
  },
  FORMAT_UNSUPPORTED: {
    title: 'problems.formatUnsupported',
    why: 'problems.formatUnsupportedWhy',
    advice: 'problems.formatUnsupportedDo',
  },
  PICTURE_TOO_LARGE: {
    title: 'problems.pictureTooLarge',
    why: 'problems.pictureTooLargeWhy',
    advice: 'problems.pictureTooLargeDo',
  },
  PICTURE_QUARANTINED: {
    title: 'problems.pictureQuarantined',
    why: 'problems.pictureQuarantinedWhy',
    advice: 'problems.pictureQuarantinedDo',
  },
  LINK_LOOP: { title: 'problems.linkLoop', why: 'problems.linkLoopWhy', advice: 'problems.linkLoopDo' },
  FOLDER_UNREADABLE: {
    title: 'problems.folderUnreadable',
    why: 'problems.folderUnreadableWhy',
    advice: 'problems.folderUnreadableDo',
  },
  PATH_NOT_ALLOWED: {
    title: 'problems.pathNotAllowed',
    why: 'problems.pathNotAllowedWhy',
    advice: 'problems.pathNotAllowedDo',
  },
  ROW_RAGGED: { title: 'problems.rowRagged', why: 'problems.rowRaggedWhy', advice: 'problems.rowRaggedDo' },
  ROW_WITHOUT_ID: {
    title: 'problems.rowWithoutId',
    why: 'problems.rowWithoutIdWhy',
    advice: 'problems.rowWithoutIdDo',
  },
  ROW_DUPLICATE_ID: {
    title: 'problems.rowDuplicateId',
    why: 'problems.rowDuplicateIdWhy',
    advice: 'problems.rowDuplicateIdDo',
  },
  ROW_UNREADABLE: {
    title: 'problems.rowUnreadable',
    why: 'problems.rowUnreadableWhy',
    advice: 'problems.rowUnreadableDo',
  },
  IMAGE_NOT_FOUND: {
    title: 'problems.imageNotFound',
    why: 'problems.imageNotFoundWhy',
    advice: 'problems.imageNotFoundDo',
  },
  IMAGE_AMBIGUOUS: {
    title: 'problems.imageAmbiguous',
    why: 'problems.imageAmbiguousWhy',
    advice: 'problems.imageAmbiguousDo',
  },
  BOX_OUTSIDE: {
    title: 'problems.boxOutside',
    why: 'problems.boxOutsideWhy',
    advice: 'problems.boxOutsideDo',
  },
  CELL_INVALID: {
    title: 'problems.cellInvalid',
    why: 'problems.cellInvalidWhy',
    advice: 'problems.cellInvalidDo',
  },
  ENCODING_GUESSED: {
    title: 'problems.encodingGuessed',
    why: 'problems.encodingGuessedWhy',
    advice: 'problems.encodingGuessedDo',
  },
  TABLE_UNREADABLE: {
    title: 'problems.tableUnreadable',
    why: 'problems.tableUnreadableWhy',
    advice: 'problems.tableUnreadableDo',
  },
}

export interface ProblemWords {
  readonly title: string
  readonly why: string
  readonly advice: string
}

/** A kind of problem in the language that is shown. */
export function kindInWords(code: ProblemCode): ProblemWords {
  const { title, why, advice } = KINDS[code]
  return { title: t(title), why: t(why), advice: t(advice) }
}

/**
 * One problem in the language that is shown. The engine tells each in an English sentence of its own, with its numbers
 * and names: in English that is all, in another language it stands below what its kind means, as `detail`.
 */
export function problemInWords({
  code,
  reason,
  advice,
}: Pick<Problem, 'code' | 'reason' | 'advice'>): ProblemWords & { readonly detail: string | null } {
  const kind = kindInWords(code)
  if (language.value === 'en') return { title: kind.title, why: reason, advice, detail: null }
  return { ...kind, detail: reason }
}
