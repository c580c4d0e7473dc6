/** The parts of a keyboard event that tell which combination was pressed. */
export interface PressedKey {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

/**
 * Whether an event is the combination that a command's key names.
 * @param combination such as "s", "?", "mod+shift+z", "arrowdown", "space"
 * @param apple whether `mod` is Command instead of Ctrl
 */
export function isCombination(event: PressedKey, combination: string, apple: boolean): boolean {
  const parts = combination.split('+')
  // "+" itself splits into empty parts.
  const name = combination === '+' ? '+' : (parts.at(-1) ?? '')
  const wantsMod = parts.includes('mod')
  const wantsShift = parts.includes('shift')
  const mod = apple ? event.metaKey : event.ctrlKey
  const otherMod = apple ? event.ctrlKey : event.metaKey
  if (event.altKey || otherMod || mod !== wantsMod) return false
  if (keyName(event.key) !== name) return false
  // A letter with Shift is another combination; a sign such as "?" or "+" may need Shift to be typed at all.
  const shiftMatters = wantsShift || wantsMod || /^[a-z]$/.test(name) || name.length > 1
  return !shiftMatters || event.shiftKey === wantsShift
}

function keyName(key: string): string {
  return key === ' ' ? 'space' : key.toLowerCase()
}

const SIGNS: Readonly<Record<string, string>> = {
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
  enter: 'Enter',
  space: 'Space',
  escape: 'Esc',
}

/** The caps to draw for a combination: ["Ctrl", "Shift", "Z"]. */
export function keyCaps(combination: string, apple: boolean): string[] {
  if (combination === '+') return ['+']
  return combination.split('+').map((part) => {
    if (part === 'mod') return apple ? '⌘' : 'Ctrl'
    if (part === 'shift') return apple ? '⇧' : 'Shift'
    return SIGNS[part] ?? part.toUpperCase()
  })
}
