import { keyCaps } from './key-combination.ts'
import { usesAppleKeys } from './use-command-keys.ts'

/** The caps of a combination as this machine's keyboard has them. */
export function shownCaps(combination: string): string[] {
  return keyCaps(combination, usesAppleKeys())
}

/** The caps of a command's first keys, for its tooltip; none where it has no keys. */
export function firstCaps(keys: readonly string[]): string[] {
  const [first] = keys
  return first === undefined ? [] : shownCaps(first)
}
