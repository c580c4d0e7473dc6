import { afterEach, describe, expect, it } from 'vitest'
import { commandById, commands, currentCommands } from './commands.ts'
import { conflictsAmong, takersOf } from './key-conflicts.ts'
import { isWritable } from './key-combination.ts'
import { chooseKeys, hasOwnKeys, resetAllKeys } from './own-keys.ts'

afterEach(() => resetAllKeys())

describe('commands', () => {
  it('gives no key two meanings in one place', () => {
    expect(conflictsAmong(currentCommands())).toEqual([])
  })

  it('names each command once', () => {
    const ids = commands.map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
  })

  it('writes its keys as they are read', () => {
    const keys = commands.flatMap((command): readonly string[] => command.keys)
    expect(keys.filter((combination) => !isWritable(combination))).toEqual([])
  })
})

describe('keys of one’s own', () => {
  it('take the place of the table’s until they are given back', () => {
    chooseKeys('review.same', ['a'])
    expect(commandById('review.same').keys).toEqual(['a'])
    expect(commandById('review.same').usualKeys).toEqual(['s', 'y'])
    chooseKeys('review.same', null)
    expect(commandById('review.same').keys).toEqual(['s', 'y'])
    expect(hasOwnKeys()).toBe(false)
  })

  it('tell whom they are taken from, in the places where both are listened for', () => {
    const all = currentCommands()
    expect(takersOf('d', commandById('review.same'), all).map(({ id }) => id)).toEqual(['review.different'])
    expect(takersOf('d', commandById('groups.figures'), all)).toEqual([])
    expect(takersOf('d', commandById('app.theme'), all).map(({ id }) => id)).toEqual(['review.different'])
  })

  it('may clash by hand-written storage, which is shown', () => {
    chooseKeys('review.same', ['d'])
    expect(conflictsAmong(currentCommands()).map(({ combination }) => combination)).toEqual(['d'])
  })
})
