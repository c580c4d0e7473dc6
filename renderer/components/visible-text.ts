const CONTROL_PICTURES: Readonly<Record<string, string>> = { '\n': '↵', '\r': '↵', '\t': '⇥' }

/**
 * A file name or cell as one readable line: line ends and other control characters become signs, and marks that
 * turn the writing direction are named instead of obeyed, so that a name cannot pass itself off as another.
 */
export function visibleText(text: string): string {
  // Control characters, then the marks that turn the writing direction.
  return text.replace(/[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, (character) => {
    const picture = CONTROL_PICTURES[character]
    if (picture !== undefined) return picture
    return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟩`
  })
}
