/**
 * The one table of what can be done by key. Shortcuts, tooltips, the help dialog and the desktop's menus all read it.
 *
 * Keys are written as `event.key` names in lower case joined by "+", with `mod` for Ctrl or Command; Shift is named
 * only with keys whose own character does not already say it ("?" needs no shift).
 */
export const commands = [
  { id: 'app.help', keys: ['?'], title: 'Show all keys', where: 'everywhere' },
  { id: 'app.theme', keys: ['mod+shift+l'], title: 'Switch between light and dark', where: 'everywhere' },
  { id: 'view.groups', keys: ['mod+1'], title: 'Groups', where: 'everywhere' },
  { id: 'view.review', keys: ['mod+2'], title: 'Review what is next', where: 'everywhere' },
  { id: 'view.import', keys: ['mod+3'], title: 'Import', where: 'everywhere' },
  { id: 'view.problems', keys: ['mod+4'], title: 'Problems', where: 'everywhere' },
  { id: 'view.history', keys: ['mod+5'], title: 'History', where: 'everywhere' },
  { id: 'view.models', keys: ['mod+6'], title: 'Models', where: 'everywhere' },
  { id: 'view.search', keys: ['mod+7'], title: 'Search', where: 'everywhere' },
  { id: 'view.evaluate', keys: ['mod+8'], title: 'Evaluate', where: 'everywhere' },
  { id: 'view.scorer', keys: ['mod+9'], title: 'Scorer', where: 'everywhere' },
  { id: 'view.export', keys: ['mod+e'], title: 'Export', where: 'everywhere' },
  { id: 'catalogue.new', keys: ['mod+shift+n'], title: 'New catalogue', where: 'everywhere' },
  { id: 'catalogue.open', keys: ['mod+o'], title: 'Open catalogue', where: 'everywhere' },
  { id: 'catalogue.close', keys: [], title: 'Close catalogue', where: 'everywhere' },
  { id: 'import.folder', keys: [], title: 'Import a folder', where: 'everywhere' },
  { id: 'import.table', keys: [], title: 'Import a table', where: 'everywhere' },

  { id: 'review.same', keys: ['s', 'y'], title: 'Same product', where: 'review', section: 'Say what it is' },
  { id: 'review.sameImage', keys: ['i'], title: 'Same image', where: 'review', section: 'Say what it is' },
  { id: 'review.variant', keys: ['v'], title: 'Variant', where: 'review', section: 'Say what it is' },
  { id: 'review.related', keys: ['r'], title: 'Related', where: 'review', section: 'Say what it is' },
  {
    id: 'review.different',
    keys: ['d', 'n'],
    title: 'Different',
    where: 'review',
    section: 'Say what it is',
  },
  {
    id: 'review.confirmAll',
    keys: ['enter', 'space'],
    title: 'All undecided are the same product',
    where: 'review',
    section: 'Say what it is',
  },
  {
    id: 'review.rejectAll',
    keys: ['x'],
    title: 'All undecided are different products',
    where: 'review',
    section: 'Say what it is',
  },
  { id: 'review.undo', keys: ['z', 'mod+z'], title: 'Undo', where: 'catalogue', section: 'Take back' },
  {
    id: 'review.redo',
    keys: ['mod+shift+z', 'mod+y'],
    title: 'Redo',
    where: 'catalogue',
    section: 'Take back',
  },

  { id: 'review.skip', keys: ['k'], title: 'Skip for now', where: 'review', section: 'Move' },
  { id: 'review.next', keys: ['j', 'arrowright'], title: 'Next group', where: 'review', section: 'Move' },
  {
    id: 'review.previous',
    keys: ['p', 'arrowleft'],
    title: 'Previous group',
    where: 'review',
    section: 'Move',
  },
  { id: 'review.memberNext', keys: ['arrowdown'], title: 'Next member', where: 'review', section: 'Move' },
  {
    id: 'review.memberPrevious',
    keys: ['arrowup'],
    title: 'Previous member',
    where: 'review',
    section: 'Move',
  },
  {
    id: 'review.member',
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    title: 'Member by its number',
    where: 'review',
    section: 'Move',
  },
  { id: 'review.back', keys: ['g', 'escape'], title: 'Back to the groups', where: 'review', section: 'Move' },

  { id: 'review.zoomIn', keys: ['+', '='], title: 'Zoom in', where: 'review', section: 'Look' },
  { id: 'review.zoomOut', keys: ['-'], title: 'Zoom out', where: 'review', section: 'Look' },
  {
    id: 'review.actualSize',
    keys: ['0'],
    title: 'One picture pixel per screen pixel',
    where: 'review',
    section: 'Look',
  },
  { id: 'review.fit', keys: ['f'], title: 'Fit to the panel', where: 'review', section: 'Look' },
  {
    id: 'review.pan',
    keys: ['shift+arrowleft', 'shift+arrowright', 'shift+arrowup', 'shift+arrowdown'],
    title: 'Move the pictures (zoomed in, without Shift too)',
    where: 'review',
    section: 'Look',
  },
  {
    id: 'review.boxes',
    keys: ['b'],
    title: 'Show or hide the boxes around items',
    where: 'review',
    section: 'Look',
  },
  {
    id: 'review.pictureNext',
    keys: [']'],
    title: 'Next picture of the member',
    where: 'review',
    section: 'Look',
  },
  {
    id: 'review.picturePrevious',
    keys: ['['],
    title: 'Previous picture of the member',
    where: 'review',
    section: 'Look',
  },

  {
    id: 'review.findLike',
    keys: ['l'],
    title: 'Find others like this member',
    where: 'review',
    section: 'Look',
  },

  { id: 'groups.search', keys: ['/'], title: 'Search in the groups', where: 'groups' },
  { id: 'groups.review', keys: [], title: 'Review what is next', where: 'groups' },
  { id: 'groups.matchAgain', keys: ['m'], title: 'Match again with another threshold', where: 'groups' },
  { id: 'groups.figures', keys: ['e'], title: 'Show or hide the estimates', where: 'groups' },

  { id: 'search.words', keys: ['/'], title: 'Words to search by', where: 'search' },
  { id: 'search.picture', keys: ['o'], title: 'Choose a picture to search by', where: 'search' },
  { id: 'search.clear', keys: ['escape'], title: 'Start a new search', where: 'search' },
] as const satisfies readonly CommandShape[]

interface CommandShape {
  readonly id: string
  readonly keys: readonly string[]
  readonly title: string
  /** everywhere; catalogue: while one is open; or the view it belongs to. */
  readonly where: 'everywhere' | 'catalogue' | 'review' | 'groups' | 'search'
  readonly section?: string
}

export type Command = CommandShape & { readonly id: CommandId }
export type CommandId = (typeof commands)[number]['id']

/** The table's row for an id. */
export function commandById(id: CommandId): Command {
  const found = commands.find((command) => command.id === id)
  if (found === undefined) throw new Error(`Expected a command of the table but received "${id}"`)
  return found
}
