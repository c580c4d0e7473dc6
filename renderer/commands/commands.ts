import { t, type WordKey } from '../words/words.ts'
import { ownKeysOf } from './own-keys.ts'

/**
 * The one table of what can be done by key. Shortcuts, tooltips, the palette, the help dialog, the settings and the
 * desktop's menus all read it.
 *
 * Keys are those it has until a curator chooses others. They are written as `event.key` names in lower case joined by
 * "+", with `mod` for Ctrl or Command; Shift is named only with keys whose own character does not already say it ("?"
 * needs no shift), and with digits ("shift+1", whatever sign the keyboard has there).
 */
export const commands = [
  { id: 'app.palette', keys: ['mod+k'], title: 'commands.appPalette', where: 'everywhere' },
  { id: 'app.help', keys: ['?'], title: 'commands.appHelp', where: 'everywhere' },
  { id: 'app.settings', keys: ['mod+,'], title: 'commands.appSettings', where: 'everywhere' },
  { id: 'app.tour', keys: [], title: 'commands.appTour', where: 'everywhere' },
  { id: 'app.theme', keys: ['mod+shift+l'], title: 'commands.appTheme', where: 'everywhere' },
  { id: 'view.groups', keys: ['mod+1'], title: 'commands.viewGroups', where: 'everywhere' },
  { id: 'view.review', keys: ['mod+2'], title: 'commands.viewReview', where: 'everywhere' },
  { id: 'view.import', keys: ['mod+3'], title: 'commands.viewImport', where: 'everywhere' },
  { id: 'view.problems', keys: ['mod+4'], title: 'commands.viewProblems', where: 'everywhere' },
  { id: 'view.history', keys: ['mod+5'], title: 'commands.viewHistory', where: 'everywhere' },
  { id: 'view.models', keys: ['mod+6'], title: 'commands.viewModels', where: 'everywhere' },
  { id: 'view.search', keys: ['mod+7'], title: 'commands.viewSearch', where: 'everywhere' },
  { id: 'view.evaluate', keys: ['mod+8'], title: 'commands.viewEvaluate', where: 'everywhere' },
  { id: 'view.scorer', keys: ['mod+9'], title: 'commands.viewScorer', where: 'everywhere' },
  { id: 'view.overview', keys: ['alt+o'], title: 'commands.viewOverview', where: 'everywhere' },
  { id: 'view.rules', keys: ['alt+r'], title: 'commands.viewRules', where: 'everywhere' },
  { id: 'view.export', keys: ['mod+e'], title: 'commands.viewExport', where: 'everywhere' },
  { id: 'catalogue.new', keys: ['mod+shift+n'], title: 'commands.catalogueNew', where: 'everywhere' },
  { id: 'catalogue.open', keys: ['mod+o'], title: 'commands.catalogueOpen', where: 'everywhere' },
  { id: 'catalogue.close', keys: [], title: 'commands.catalogueClose', where: 'everywhere' },
  { id: 'import.folder', keys: [], title: 'commands.importFolder', where: 'everywhere' },
  { id: 'import.table', keys: [], title: 'commands.importTable', where: 'everywhere' },
  { id: 'board.selectAll', keys: ['mod+a'], title: 'commands.boardSelectAll', where: 'board' },
  { id: 'board.invert', keys: ['mod+i'], title: 'commands.boardInvert', where: 'board' },
  { id: 'board.clear', keys: [], title: 'commands.boardClear', where: 'board' },
  { id: 'board.again', keys: [], title: 'commands.boardAgain', where: 'board' },
  { id: 'board.split', keys: ['t'], title: 'commands.boardSplit', where: 'board' },
  { id: 'board.move', keys: ['m'], title: 'commands.boardMove', where: 'board' },
  { id: 'board.drop', keys: ['delete', 'backspace'], title: 'commands.boardDrop', where: 'board' },
  { id: 'board.representative', keys: ['u'], title: 'commands.boardRepresentative', where: 'board' },
  { id: 'board.cut', keys: ['c'], title: 'commands.boardCut', where: 'board' },
  { id: 'board.compare', keys: ['o'], title: 'commands.boardCompare', where: 'board' },
  { id: 'board.enlarge', keys: ['q'], title: 'commands.boardEnlarge', where: 'board' },
  {
    id: 'review.board',
    keys: ['w'],
    title: 'commands.reviewBoard',
    where: 'review',
    section: 'commands.sectionLook',
  },
  {
    id: 'review.same',
    keys: ['s', 'y'],
    title: 'commands.reviewSame',
    where: 'review',
    section: 'commands.sectionSay',
  },
  {
    id: 'review.sameImage',
    keys: ['i'],
    title: 'commands.reviewSameImage',
    where: 'review',
    section: 'commands.sectionSay',
  },
  {
    id: 'review.variant',
    keys: ['v'],
    title: 'commands.reviewVariant',
    where: 'review',
    section: 'commands.sectionSay',
  },
  {
    id: 'review.related',
    keys: ['r'],
    title: 'commands.reviewRelated',
    where: 'review',
    section: 'commands.sectionSay',
  },
  {
    id: 'review.different',
    keys: ['d', 'n'],
    title: 'commands.reviewDifferent',
    where: 'review',
    section: 'commands.sectionSay',
  },
  {
    id: 'review.relation',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    title: 'commands.reviewRelation',
    where: 'review',
    section: 'commands.sectionSay',
    isKeyed: true,
  },
  {
    id: 'review.confirmAll',
    keys: ['enter', 'space'],
    title: 'commands.reviewConfirmAll',
    where: 'review',
    section: 'commands.sectionSay',
  },
  {
    id: 'review.rejectAll',
    keys: ['x'],
    title: 'commands.reviewRejectAll',
    where: 'review',
    section: 'commands.sectionSay',
  },
  {
    id: 'review.undo',
    keys: ['z', 'mod+z'],
    title: 'commands.reviewUndo',
    where: 'catalogue',
    section: 'commands.sectionTakeBack',
  },
  {
    id: 'review.redo',
    keys: ['mod+shift+z', 'mod+y'],
    title: 'commands.reviewRedo',
    where: 'catalogue',
    section: 'commands.sectionTakeBack',
  },
  {
    id: 'review.skip',
    keys: ['k'],
    title: 'commands.reviewSkip',
    where: 'review',
    section: 'commands.sectionMove',
  },
  {
    id: 'review.next',
    keys: ['j', 'arrowright'],
    title: 'commands.reviewNext',
    where: 'review',
    section: 'commands.sectionMove',
  },
  {
    id: 'review.previous',
    keys: ['p', 'arrowleft'],
    title: 'commands.reviewPrevious',
    where: 'review',
    section: 'commands.sectionMove',
  },
  {
    id: 'review.memberNext',
    keys: ['arrowdown'],
    title: 'commands.reviewMemberNext',
    where: 'review',
    section: 'commands.sectionMove',
  },
  {
    id: 'review.memberPrevious',
    keys: ['arrowup'],
    title: 'commands.reviewMemberPrevious',
    where: 'review',
    section: 'commands.sectionMove',
  },
  {
    id: 'review.member',
    keys: ['shift+1', 'shift+2', 'shift+3', 'shift+4', 'shift+5', 'shift+6', 'shift+7', 'shift+8', 'shift+9'],
    title: 'commands.reviewMember',
    where: 'review',
    section: 'commands.sectionMove',
    isKeyed: true,
  },
  {
    id: 'review.back',
    keys: ['g', 'escape'],
    title: 'commands.reviewBack',
    where: 'review',
    section: 'commands.sectionMove',
  },
  {
    id: 'review.zoomIn',
    keys: ['+', '='],
    title: 'commands.reviewZoomIn',
    where: 'review',
    section: 'commands.sectionLook',
  },
  {
    id: 'review.zoomOut',
    keys: ['-'],
    title: 'commands.reviewZoomOut',
    where: 'review',
    section: 'commands.sectionLook',
  },
  {
    id: 'review.actualSize',
    keys: ['0'],
    title: 'commands.reviewActualSize',
    where: 'review',
    section: 'commands.sectionLook',
  },
  {
    id: 'review.fit',
    keys: ['f'],
    title: 'commands.reviewFit',
    where: 'review',
    section: 'commands.sectionLook',
  },
  {
    id: 'review.pan',
    keys: ['shift+arrowleft', 'shift+arrowright', 'shift+arrowup', 'shift+arrowdown'],
    title: 'commands.reviewPan',
    where: 'review',
    section: 'commands.sectionLook',
    isKeyed: true,
  },
  {
    id: 'review.boxes',
    keys: ['b'],
    title: 'commands.reviewBoxes',
    where: 'review',
    section: 'commands.sectionLook',
  },
  {
    id: 'review.pictureNext',
    keys: [']'],
    title: 'commands.reviewPictureNext',
    where: 'review',
    section: 'commands.sectionLook',
  },
  {
    id: 'review.picturePrevious',
    keys: ['['],
    title: 'commands.reviewPicturePrevious',
    where: 'review',
    section: 'commands.sectionLook',
  },
  {
    id: 'review.findLike',
    keys: ['l'],
    title: 'commands.reviewFindLike',
    where: 'review',
    section: 'commands.sectionLook',
  },
  {
    id: 'review.compareSide',
    keys: ['q'],
    title: 'commands.reviewCompareSide',
    where: 'review',
    section: 'commands.sectionCompare',
  },
  {
    id: 'review.compareSlider',
    keys: ['shift+w'],
    title: 'commands.reviewCompareSlider',
    where: 'review',
    section: 'commands.sectionCompare',
  },
  {
    id: 'review.compareBlink',
    keys: ['t'],
    title: 'commands.reviewCompareBlink',
    where: 'review',
    section: 'commands.sectionCompare',
  },
  {
    id: 'review.compareOverlay',
    keys: ['o'],
    title: 'commands.reviewCompareOverlay',
    where: 'review',
    section: 'commands.sectionCompare',
  },
  {
    id: 'review.compareDifference',
    keys: ['h'],
    title: 'commands.reviewCompareDifference',
    where: 'review',
    section: 'commands.sectionCompare',
  },
  {
    id: 'review.align',
    keys: ['a'],
    title: 'commands.reviewAlign',
    where: 'review',
    section: 'commands.sectionCompare',
  },
  {
    id: 'review.mixLess',
    keys: [','],
    title: 'commands.reviewMixLess',
    where: 'review',
    section: 'commands.sectionCompare',
  },
  {
    id: 'review.mixMore',
    keys: ['.'],
    title: 'commands.reviewMixMore',
    where: 'review',
    section: 'commands.sectionCompare',
  },
  {
    id: 'review.turn',
    keys: ['u'],
    title: 'commands.reviewTurn',
    where: 'review',
    section: 'commands.sectionCompare',
  },
  {
    id: 'review.mirror',
    keys: ['m'],
    title: 'commands.reviewMirror',
    where: 'review',
    section: 'commands.sectionCompare',
  },
  {
    id: 'review.cropBoxes',
    keys: ['c'],
    title: 'commands.reviewCropBoxes',
    where: 'review',
    section: 'commands.sectionCompare',
  },
  {
    id: 'review.otherPictureNext',
    keys: ['}'],
    title: 'commands.reviewOtherPictureNext',
    where: 'review',
    section: 'commands.sectionLook',
  },
  {
    id: 'review.otherPicturePrevious',
    keys: ['{'],
    title: 'commands.reviewOtherPicturePrevious',
    where: 'review',
    section: 'commands.sectionLook',
  },
  {
    id: 'review.note',
    keys: ['e'],
    title: 'commands.reviewNote',
    where: 'review',
    section: 'commands.sectionSay',
  },
  {
    id: 'review.flag',
    keys: ['shift+f'],
    title: 'commands.reviewFlag',
    where: 'review',
    section: 'commands.sectionSay',
  },
  { id: 'groups.search', keys: ['/'], title: 'commands.groupsSearch', where: 'groups' },
  { id: 'groups.searchPicture', keys: ['p'], title: 'commands.groupsSearchPicture', where: 'groups' },
  { id: 'groups.filters', keys: ['f'], title: 'commands.groupsFilters', where: 'groups' },
  { id: 'groups.saved', keys: ['s'], title: 'commands.groupsSaved', where: 'groups' },
  { id: 'groups.clear', keys: ['c'], title: 'commands.groupsClear', where: 'groups' },
  { id: 'groups.select', keys: ['x'], title: 'commands.groupsSelect', where: 'groups' },
  { id: 'groups.selectAll', keys: ['mod+a'], title: 'commands.groupsSelectAll', where: 'groups' },
  { id: 'groups.selectNone', keys: ['mod+shift+a'], title: 'commands.groupsSelectNone', where: 'groups' },
  { id: 'groups.selectAgain', keys: [], title: 'commands.groupsSelectAgain', where: 'groups' },
  { id: 'groups.confirmSelected', keys: ['y'], title: 'commands.groupsConfirmSelected', where: 'groups' },
  { id: 'groups.skipSelected', keys: ['k'], title: 'commands.groupsSkipSelected', where: 'groups' },
  { id: 'groups.flagSelected', keys: ['shift+f'], title: 'commands.groupsFlagSelected', where: 'groups' },
  { id: 'groups.review', keys: [], title: 'commands.groupsReview', where: 'groups' },
  { id: 'groups.matchAgain', keys: ['m'], title: 'commands.groupsMatchAgain', where: 'groups' },
  { id: 'groups.figures', keys: ['e'], title: 'commands.groupsFigures', where: 'groups' },
  { id: 'search.words', keys: ['/'], title: 'commands.searchWords', where: 'search' },
  { id: 'search.picture', keys: ['o'], title: 'commands.searchPicture', where: 'search' },
  { id: 'search.clear', keys: ['escape'], title: 'commands.searchClear', where: 'search' },
] as const satisfies readonly CommandRow[]

interface CommandRow {
  readonly id: string
  readonly keys: readonly string[]
  readonly title: WordKey
  readonly where: CommandPlace
  readonly section?: WordKey
  /** Which of its keys was pressed says what is meant, so nothing but a key can run it. */
  readonly isKeyed?: boolean
}

/** everywhere; catalogue: while one is open; or the view it belongs to. */
export type CommandPlace = 'everywhere' | 'catalogue' | 'board' | 'review' | 'groups' | 'search'
export type CommandId = (typeof commands)[number]['id']

/** A row of the table as it is now: its keys as the curator has them, its words in the language that is shown. */
export interface Command {
  readonly id: CommandId
  readonly keys: readonly string[]
  readonly usualKeys: readonly string[]
  readonly title: string
  readonly where: CommandPlace
  readonly section: string | null
  readonly isKeyed: boolean
}

/** Follows a change of keys or language where it is called in a template, a computed or a function. */
export function commandById(id: CommandId): Command {
  const row = commands.find((command) => command.id === id)
  if (row === undefined) throw new Error(`Expected a command of the table but received "${id}"`)
  return present(row)
}

/** The whole table as it is now, in its order. */
export function currentCommands(): Command[] {
  return commands.map(present)
}

/** The keys of a command as the curator has them. */
export function keysOf(row: CommandRow): readonly string[] {
  return ownKeysOf(row.id) ?? row.keys
}

function present(row: CommandRow & { readonly id: CommandId }): Command {
  return {
    id: row.id,
    keys: keysOf(row),
    usualKeys: row.keys,
    title: t(row.title),
    where: row.where,
    section: row.section === undefined ? null : t(row.section),
    isKeyed: row.isKeyed ?? false,
  }
}
