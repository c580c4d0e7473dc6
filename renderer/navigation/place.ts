/** Where in the window the curator is. Kept in the address, so that a reload returns there. */
export type Place =
  | { readonly view: (typeof PLAIN_VIEWS)[number] }
  /** null: whatever is to be reviewed next. With a partner: the pair of both listings, in one group or not. */
  | { readonly view: 'review'; readonly groupId: number | null; readonly partner?: number }
  /** An item to find others like; null: whatever was searched by last. */
  | { readonly view: 'search'; readonly itemId: number | null }

export type ViewName = Place['view']

const PLAIN_VIEWS = [
  'groups',
  'import',
  'problems',
  'history',
  'models',
  'scorer',
  'evaluate',
  'overview',
  'rules',
  'export',
  'settings',
] as const

/** Reads an address's hash; anything that is not a place is the groups list. */
export function parsePlace(hash: string): Place {
  const [view, argument] = hash.replace(/^#\/?/, '').split('/')
  if (view === 'review') return readReview(argument)
  if (view === 'search') return { view, itemId: readId(argument) }
  return { view: PLAIN_VIEWS.find((name) => name === view) ?? 'groups' }
}

/** The hash that `parsePlace` reads back. */
export function formatPlace(place: Place): string {
  if (place.view === 'review' && place.groupId !== null) {
    return `#/review/${place.groupId}${place.partner === undefined ? '' : `-${place.partner}`}`
  }
  if (place.view === 'search' && place.itemId !== null) return `#/search/${place.itemId}`
  return `#/${place.view}`
}

function readReview(argument: string | undefined): Place {
  const [group, other] = (argument ?? '').split('-')
  const groupId = readId(group)
  const partner = readId(other)
  return groupId === null || partner === null
    ? { view: 'review', groupId }
    : { view: 'review', groupId, partner }
}

function readId(argument: string | undefined): number | null {
  const id = Number(argument)
  return Number.isSafeInteger(id) && id > 0 ? id : null
}
