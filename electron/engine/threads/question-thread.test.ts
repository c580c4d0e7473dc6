import { afterEach, describe, expect, it, vi } from 'vitest'
import { QuestionThread } from './question-thread.ts'

type Question = { readonly type: 'echo' | 'die' | 'silence' }
type Answer = { readonly id: number; readonly threadId: number }

const file = new URL('./fixtures/echo.worker.ts', import.meta.url)
const threads: QuestionThread<Question, Answer>[] = []

function threadWith(idleMs: number): QuestionThread<Question, Answer> {
  const thread = new QuestionThread<Question, Answer>({ file, workerData: null, idleMs, name: 'echo' })
  threads.push(thread)
  return thread
}

async function ask(thread: QuestionThread<Question, Answer>): Promise<number> {
  return (await thread.ask({ type: 'echo' })).threadId
}

afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.close()))
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('QuestionThread', () => {
  it('answers each question, all by the same worker', async () => {
    const thread = threadWith(60_000)
    const answers = await Promise.all([ask(thread), ask(thread), ask(thread)])
    expect(new Set(answers).size).toBe(1)
  })

  it('rejects all who wait when its worker dies, and starts another for the next question', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const thread = threadWith(60_000)
    const before = await ask(thread)
    const waiting = [thread.ask({ type: 'silence' }), thread.ask({ type: 'die' })]
    const outcomes = await Promise.allSettled(waiting)
    expect(outcomes.map((outcome) => outcome.status === 'rejected' && String(outcome.reason))).toEqual([
      'Error: The echo thread stopped before it answered. Ask again.',
      'Error: The echo thread stopped before it answered. Ask again.',
    ])
    expect(log).toHaveBeenCalledOnce()
    expect(await ask(thread)).not.toBe(before)
  })

  it('ends its worker when nobody asks, and another answers what is asked while it ends', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const thread = threadWith(60_000)
    const before = await ask(thread)
    vi.advanceTimersByTime(59_999)
    expect(await ask(thread)).toBe(before)
    vi.advanceTimersByTime(60_000)
    expect(await ask(thread)).not.toBe(before)
  })

  it('rejects with the reason of the signal, and serves others', async () => {
    const thread = threadWith(60_000)
    const gone = new AbortController()
    const left = thread.ask({ type: 'silence' }, gone.signal)
    gone.abort(new Error('the window was closed'))
    await expect(left).rejects.toThrow('the window was closed')
    await expect(thread.ask({ type: 'echo' }, gone.signal)).rejects.toThrow('the window was closed')
    expect(await ask(thread)).toBeGreaterThan(0)
  })

  it('gives up what is asked when it is closed, and answers nothing after', async () => {
    const thread = threadWith(60_000)
    const [left] = await Promise.allSettled([thread.ask({ type: 'silence' }), thread.close()])
    expect(left).toMatchObject({ status: 'rejected' })
    await expect(ask(thread)).rejects.toThrow('Expected an open catalogue but the echo thread is closed')
  })
})
