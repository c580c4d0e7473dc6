/** Where in the window the curator is. Kept in the address, so that a reload returns there. */
export type Place =
  | { readonly view: 'groups' | 'import' | 'problems' | 'history' | 'export' }
  /** null: whatever is to be reviewed next. */
  | { readonly view: 'review'; readonly groupId: number | null }

export type ViewName = Place['view']

const PLAIN_VIEWS = ['groups', 'import', 'problems', 'history', 'export'] as const

/** Reads an address's hash; anything that is not a place is the groups list. */
export function parsePlace(hash: string): Place {
  const [view, argument] = hash.replace(/^#\/?/, '').split('/')
  if (view === 'review') {
    const groupId = Number(argument)
    return { view, groupId: Number.isSafeInteger(groupId) && groupId > 0 ? groupId : null }
  }
  return { view: PLAIN_VIEWS.find((name) => name === view) ?? 'groups' }
}

/** The hash that `parsePlace` reads back. */
export function formatPlace(place: Place): string {
  return place.view === 'review' && place.groupId !== null ? `#/review/${place.groupId}` : `#/${place.view}`
}
