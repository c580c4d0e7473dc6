import type { ProblemCode } from '../../../electron/contract/problems.ts'

/** What each kind of problem is called. */
export const PROBLEM_NAMES: Readonly<Record<ProblemCode, string>> = {
  FILE_EMPTY: 'Empty file',
  FILE_TRUNCATED: 'Cut-off file',
  FILE_UNREADABLE: 'Unreadable file',
  FILE_VANISHED: 'Vanished file',
  NAME_NOT_UTF8: 'Unreadable name',
  NOT_A_PICTURE: 'Not a picture',
  FORMAT_MISLABELLED: 'Wrong ending',
  FORMAT_UNSUPPORTED: 'Unknown format',
  PICTURE_TOO_LARGE: 'Picture too large',
  PICTURE_QUARANTINED: 'Set aside',
  LINK_LOOP: 'Link to itself',
  FOLDER_UNREADABLE: 'Unreadable folder',
  PATH_NOT_ALLOWED: 'Place not allowed',
  ROW_RAGGED: 'Ragged row',
  ROW_WITHOUT_ID: 'Row without an id',
  ROW_DUPLICATE_ID: 'Id used twice',
  ROW_UNREADABLE: 'Unreadable row',
  IMAGE_NOT_FOUND: 'Picture not found',
  IMAGE_AMBIGUOUS: 'Several pictures fit',
  BOX_OUTSIDE: 'Box outside its picture',
  CELL_INVALID: 'Cell does not fit',
  ENCODING_GUESSED: 'Encoding guessed',
  TABLE_UNREADABLE: 'Unreadable table',
}
