import { z } from 'zod'
import { storedValue } from '../storage/stored-value.ts'
import { isWritable } from './key-combination.ts'

const combination = z.string().max(40).refine(isWritable)

/** Command ids to keys. Ids that are no longer in the table are left alone: a newer window may know them. */
const ownKeys = z.record(z.string(), z.array(combination).max(9))

/** The keys that the curator chose in place of the table's, on this machine. */
const chosen = storedValue('doublet-keys', ownKeys, {})

/** null: the table's own keys hold. */
export function ownKeysOf(id: string): readonly string[] | null {
  return chosen.value[id] ?? null
}

/** @param keys null: the table's own again; empty: none at all */
export function chooseKeys(id: string, keys: readonly string[] | null): void {
  const { [id]: _before, ...others } = chosen.value
  chosen.value = keys === null ? others : { ...others, [id]: [...keys] }
}

/** Gives every command the table's own keys again. */
export function resetAllKeys(): void {
  chosen.value = {}
}

export function hasOwnKeys(): boolean {
  return Object.keys(chosen.value).length > 0
}
