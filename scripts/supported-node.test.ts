import { describe, expect, it } from 'vitest'
import { unsupportedNodeMessage } from './supported-node.mjs'

describe('unsupportedNodeMessage', () => {
  it.each(['v24.0.0', 'v24.21.0', 'v26.1.0'])('has nothing against %s', (version) => {
    expect(unsupportedNodeMessage(version)).toBeNull()
  })

  it.each(['v20.20.2', 'v18.0.0', 'v23.11.0'])('says in one line what to do about %s', (version) => {
    const message = unsupportedNodeMessage(version)
    expect(message).toContain(version.slice(1))
    expect(message).toContain('install it from https://nodejs.org')
    expect(message).not.toContain('\n')
  })
})
