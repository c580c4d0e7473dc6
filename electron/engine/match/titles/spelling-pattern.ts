/** Spellings as a tree of their characters. */
interface Branch {
  readonly next: Map<string, Branch>
  /** Pattern that must not follow where a spelling ends here; null where none ends */
  notAfter: string | null
}

/**
 * A pattern of the longest of many spellings, as a tree: what fails, fails at once, where a list of hundreds would be gone
 * through at every number of every title.
 * @param notAfter what must not follow a spelling, as a pattern; empty where anything may
 */
export function spellingPattern(
  spellings: readonly string[],
  notAfter: (spelling: string) => string,
): string {
  const root: Branch = { next: new Map(), notAfter: null }
  for (const spelling of spellings) {
    let branch = root
    for (const character of spelling) {
      const next = branch.next.get(character) ?? { next: new Map(), notAfter: null }
      branch.next.set(character, next)
      branch = next
    }
    branch.notAfter = notAfter(spelling)
  }
  const starts = [...root.next.keys()].map(escapeForPattern).join('')
  return `(?=[${starts}])(?:${branches(root)})`
}

/** Longer spellings first. */
function branches({ next, notAfter }: Branch): string {
  const longer = [...next].map(([character, branch]) => {
    const rest = branches(branch)
    return `${escapeForPattern(character)}${rest.includes('|') ? `(?:${rest})` : rest}`
  })
  const end = notAfter === null ? [] : [notAfter === '' ? '' : `(?!${notAfter})`]
  return [...longer, ...end].join('|')
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/gu, String.raw`\$&`)
}
