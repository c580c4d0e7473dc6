import { describe, expect, it } from 'vitest'
import { ConnectionLostError } from './engine-connection.ts'
import { explainError } from './explain-error.ts'

describe('explainError', () => {
  it('says of a lost line what it means for what was to be written, and for what was to be read', () => {
    const aborted = Object.assign(new Error('aborted'), { name: 'AbortError' })
    expect(explainError(new ConnectionLostError()).detail).toMatch(/Nothing was saved/)
    expect(explainError(aborted).detail).toMatch(/may or may not have been saved/)
    for (const error of [new ConnectionLostError(), aborted])
      expect(explainError(error, true).detail).toMatch(/asked for again/)
  })
})
