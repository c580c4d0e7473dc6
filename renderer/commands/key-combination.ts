import { t, type WordKey } from '../words/words.ts'

/** The parts of a keyboard event that tell which combination was pressed. */
export interface PressedKey {
  readonly key: string
  /** Which place on the keyboard, whatever is printed there: "Digit1". */
  readonly code?: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
  getModifierState?(name: string): boolean
}

/**
 * Whether an event is the combination that a command's key names.
 * @param combination such as "s", "?", "mod+shift+z", "alt+arrowdown", "shift+1", "space"
 * @param apple whether `mod` is Command instead of Ctrl
 */
export function isCombination(event: PressedKey, combination: string, apple: boolean): boolean {
  const { name, modifiers } = partsOf(combination)
  const held = heldModifiers(event, apple)
  if (
    held.has('other') ||
    held.has('mod') !== modifiers.has('mod') ||
    held.has('alt') !== modifiers.has('alt')
  )
    return false
  const wantsShift = modifiers.has('shift')
  const isDigit = /^\d$/.test(name)
  if (isDigit && wantsShift) return digitUnder(event) === name
  if (keyName(event.key) !== name) return false
  // A letter with Shift is another combination; a sign such as "?" or "+" may need Shift to be typed at all, and so
  // do the digits of some keyboards.
  const shiftMatters =
    !isDigit && (wantsShift || modifiers.has('mod') || /^\p{Ll}$/u.test(name) || name.length > 1)
  return !shiftMatters || event.shiftKey === wantsShift
}

type Modifier = 'mod' | 'alt' | 'other'

/** Besides Shift. What AltGr types is a sign of its own and held by nothing, though Windows says Ctrl and Alt are. */
function heldModifiers(event: PressedKey, apple: boolean): ReadonlySet<Modifier> {
  const held = new Set<Modifier>()
  if (event.getModifierState?.('AltGraph') === true) return held
  if (apple ? event.metaKey : event.ctrlKey) held.add('mod')
  if (apple ? event.ctrlKey : event.metaKey) held.add('other')
  if (event.altKey) held.add('alt')
  return held
}

/** The digit of a key of the upper row that is pressed with Shift and types its sign: "1" of "!"; else null. */
export function digitUnder(event: PressedKey): string | null {
  if (!event.shiftKey || /^\d$/.test(event.key)) return null
  return /^Digit(\d)$/.exec(event.code ?? '')?.[1] ?? null
}

const MODIFIER_KEYS: ReadonlySet<string> = new Set([
  'control',
  'shift',
  'alt',
  'meta',
  'altgraph',
  'capslock',
  'dead',
  'process',
  'unidentified',
])

/**
 * The combination to write down for what was pressed: "mod+shift+z"; null while only a modifier is held, and for what
 * the system keeps for itself (Ctrl on Apple machines, the Windows key).
 */
export function combinationOf(event: PressedKey, apple: boolean): string | null {
  const name = keyName(event.key)
  const held = heldModifiers(event, apple)
  if (MODIFIER_KEYS.has(name) || held.has('other')) return null
  const digit = digitUnder(event)
  const shiftSays = name.length > 1 || held.has('mod') || /^\p{Ll}$/u.test(name) || digit !== null
  const modifiers = [
    ...(held.has('mod') ? ['mod'] : []),
    ...(held.has('alt') ? ['alt'] : []),
    ...(event.shiftKey && shiftSays ? ['shift'] : []),
  ]
  const combination = [...modifiers, digit ?? name].join('+')
  return isWritable(combination) ? combination : null
}

/** Whether a text names a combination, as the table writes them. */
export function isWritable(combination: string): boolean {
  return /^(?:mod\+)?(?:alt\+)?(?:shift\+)?(?:[^\s\p{Lu}\p{Cc}]|[a-z][a-z0-9]{1,20})$/u.test(combination)
}

function partsOf(combination: string): { name: string; modifiers: ReadonlySet<string> } {
  // "+" itself is a key, and splits into empty parts.
  const text = combination.endsWith('+') ? combination.slice(0, -1) : combination
  const parts = text.split('+').filter((part) => part !== '')
  return combination.endsWith('+')
    ? { name: '+', modifiers: new Set(parts) }
    : { name: parts.at(-1) ?? '', modifiers: new Set(parts.slice(0, -1)) }
}

function keyName(key: string): string {
  return key === ' ' ? 'space' : key.toLowerCase()
}

const SIGNS: Readonly<Record<string, string>> = {
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
}

const APPLE_SIGNS: Readonly<Record<string, string>> = { mod: '⌘', shift: '⇧', alt: '⌥' }

/** Keys with a name of their own on the keyboards of each language. */
const NAMES: Readonly<Record<string, WordKey>> = {
  mod: 'commands.capCtrl',
  shift: 'commands.capShift',
  alt: 'commands.capAlt',
  enter: 'commands.capEnter',
  space: 'commands.capSpace',
  escape: 'commands.capEscape',
  delete: 'commands.capDelete',
  backspace: 'commands.capBackspace',
  tab: 'commands.capTab',
  home: 'commands.capHome',
  end: 'commands.capEnd',
  pageup: 'commands.capPageUp',
  pagedown: 'commands.capPageDown',
}

/** The caps to draw for a combination: ["Ctrl", "Shift", "Z"]. */
export function keyCaps(combination: string, apple: boolean): string[] {
  const { name, modifiers } = partsOf(combination)
  return [...modifiers, name].map((part) => {
    if (apple && APPLE_SIGNS[part] !== undefined) return APPLE_SIGNS[part]
    const named = NAMES[part]
    return named === undefined ? (SIGNS[part] ?? part.toUpperCase()) : t(named)
  })
}

const ARIA_NAMES: Readonly<Record<string, string>> = {
  mod: 'Control',
  shift: 'Shift',
  alt: 'Alt',
  space: 'Space',
}

/** Combinations as `aria-keyshortcuts` wants them: "Control+Shift+z y"; a sign that parts others is left out. */
export function ariaKeys(combinations: readonly string[]): string {
  return combinations
    .map(partsOf)
    .filter(({ name }) => name !== '+')
    .map(({ name, modifiers }) => [...modifiers, name].map((part) => ARIA_NAMES[part] ?? part).join('+'))
    .join(' ')
}
