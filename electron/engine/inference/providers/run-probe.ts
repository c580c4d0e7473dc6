import { type ChildProcess, fork } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { say, type Saying } from '../../../contract/saying.ts'
import { plainReason } from '../plain-reason.ts'
import { type ProbeAnswer, probeAnswer, type ProbeComputed, type ProbeRequest } from './probe-message.ts'

export type StartProbe = () => ChildProcess

/** Starts provider-probe.process beside this file, from source or from the bundle. */
export const startProviderProbe: StartProbe = () =>
  forkProbe(new URL(`./provider-probe.process${extname(import.meta.url)}`, import.meta.url))

/** Electron's own executable serves as Node. */
export function forkProbe(script: URL, environment: NodeJS.ProcessEnv = process.env): ChildProcess {
  return fork(fileURLToPath(script), {
    env:
      process.versions.electron === undefined ? environment : { ...environment, ELECTRON_RUN_AS_NODE: '1' },
    execArgv: [],
    serialization: 'advanced',
    // What drivers and onnxruntime print is not for the user's terminal.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
}

/** `reason` reads on after the provider's name and a colon. */
export type ProbeOutcome = ProbeComputed | { readonly kind: 'failed'; readonly reason: Saying }

export interface ProbeLimits {
  /** The process is killed when it has not ended by then. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/**
 * Tries a provider in a process of its own.
 * @returns how it went; that the process crashed or hung is an outcome, too
 * @throws the signal's reason when aborted; the process is gone then
 */
export async function runProbe(
  request: ProbeRequest,
  { timeoutMs, signal }: ProbeLimits,
  startProbe: StartProbe = startProviderProbe,
): Promise<ProbeOutcome> {
  signal.throwIfAborted()
  const child = startProbe()
  const timeout = AbortSignal.timeout(timeoutMs)
  const kill = (): void => void child.kill('SIGKILL')
  const stop = AbortSignal.any([signal, timeout])
  stop.addEventListener('abort', kill, { once: true })
  try {
    const { computed, doing, ending } = await listen(child, request)
    signal.throwIfAborted()
    if (timeout.aborted) {
      return failed(say(HUNG[doing], { seconds: Math.round(timeoutMs / 1000) }))
    }
    if (computed?.kind === 'unreadable') return failed(say('answerUnreadable', {}))
    if (computed?.kind === 'failed') return failed(plainReason(request.provider, computed.reason))
    if (ending !== null || computed === undefined)
      return failed(say(CRASHED[doing], { ending: ending ?? say('noAnswer', {}) }))
    return computed
  } finally {
    stop.removeEventListener('abort', kill)
    kill()
  }
}

function failed(reason: Saying): ProbeOutcome {
  return { kind: 'failed', reason }
}

type Doing = 'loading' | 'computing' | 'ending'

const HUNG = { loading: 'hungLoading', computing: 'hungComputing', ending: 'hungEnding' } as const
const CRASHED = { loading: 'crashedLoading', computing: 'crashedComputing', ending: 'crashedEnding' } as const

type Answer = Exclude<ProbeAnswer, { kind: 'loaded' }> | { readonly kind: 'unreadable' }

interface Heard {
  readonly computed: Answer | undefined
  readonly doing: Doing
  /** Signal or code with which it ended; null where it ended well. */
  readonly ending: string | null
}

/** Resolves when the process is gone. */
function listen(child: ChildProcess, request: ProbeRequest): Promise<Heard> {
  const { promise, resolve } = Promise.withResolvers<Heard>()
  let doing: Doing = 'loading'
  let computed: Answer | undefined
  child.on('message', (message: unknown) => {
    const answer = probeAnswer.safeParse(message)
    if (!answer.success) computed = { kind: 'unreadable' }
    else if (answer.data.kind === 'loaded') doing = 'computing'
    else {
      computed = answer.data
      doing = 'ending'
    }
  })
  child.on('error', (error) => resolve({ computed, doing, ending: error.message }))
  child.on('exit', (code, signal) => {
    const ending = signal ?? (code === 0 ? null : `code ${code}`)
    // Its last message may still be on its way.
    if (child.connected) child.once('disconnect', () => resolve({ computed, doing, ending }))
    else resolve({ computed, doing, ending })
  })
  child.send(request, (error) => {
    if (error !== null) resolve({ computed, doing, ending: error.message })
  })
  return promise
}
