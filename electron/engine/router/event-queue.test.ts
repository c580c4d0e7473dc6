import { describe, expect, it } from 'vitest'
import { EventQueue } from './event-queue.ts'

describe('EventQueue', () => {
  it('gives events in their order and ends when nobody wants more, whether it sleeps or is being read', async () => {
    for (const isBeingRead of [true, false]) {
      const stop = new AbortController()
      const queue = new EventQueue<number>(stop.signal)
      queue.push(1)
      queue.push(2)
      const seen: number[] = []
      const reading = (async () => {
        for await (const event of queue) {
          seen.push(event)
          if (event === 2 && isBeingRead) stop.abort()
          if (event === 2 && !isBeingRead) setImmediate(() => stop.abort())
        }
      })()
      await reading
      expect(seen).toEqual([1, 2])
    }
  })
})
