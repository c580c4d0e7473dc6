import { type EngineOrder, engineNotice } from './engine-messages.ts'
import type { EnginePort } from './engine-port.ts'
import { PictureClient } from './picture-client.ts'
import { RestartBudget } from './restart-budget.ts'

/** How long the engine may take to commit what it has when the app quits. */
const CLOSE_TIMEOUT_MS = 15_000

/** The part of Electron's UtilityProcess that is used. */
export interface EngineChild<Port extends EnginePort> {
  on(event: 'message', listener: (message: unknown) => void): unknown
  once(event: string, listener: (code: number) => void): unknown
  postMessage(message: EngineOrder, transfer: Port[]): void
  kill(): boolean
}

export interface SupervisorOptions<Port extends EnginePort> {
  /** Starts the engine's process. */
  readonly fork: () => EngineChild<Port>
  readonly createChannel: () => { readonly port1: Port; readonly port2: Port }
  readonly dataFolder: string
  readonly reviewer: string
  /** An engine is running: the first, or one that was started after a crash. */
  readonly onReady: (isRestart: boolean) => void
  /** The engine cannot be started (again). */
  readonly onGivenUp: (reason: string) => void
}

/** Keeps one engine process running: a crash is a normal event, with a bounded number of restarts. */
export class EngineSupervisor<Port extends EnginePort> {
  readonly #options: SupervisorOptions<Port>
  readonly #budget = new RestartBudget()
  #child: EngineChild<Port> | null = null
  #pictures: PictureClient | null = null
  #isReady = false
  #isClosing = false
  #waitingPorts: Port[] = []

  constructor(options: SupervisorOptions<Port>) {
    this.#options = options
    this.#start(false)
  }

  /** A new port to the engine's API. It may be used at once: calls wait until the engine is there. */
  connect(): Port {
    const { port1, port2 } = this.#options.createChannel()
    if (this.#isReady) this.#send({ kind: 'connect' }, port1)
    else this.#waitingPorts.push(port1)
    return port2
  }

  /** A picture of the open catalogue, or null. */
  async readPicture(sha256: string, size: 'thumbnail' | 'full'): ReturnType<PictureClient['read']> {
    return (await this.#pictures?.read(sha256, size)) ?? null
  }

  /** Lets the engine commit and close; ends its process when it takes longer than 15 seconds. */
  async close(): Promise<void> {
    this.#isClosing = true
    const child = this.#child
    if (child === null) return
    const exited = new Promise((resolve) => child.once('exit', resolve))
    this.#send({ kind: 'close' })
    const timeout = setTimeout(() => child.kill(), CLOSE_TIMEOUT_MS)
    await exited
    clearTimeout(timeout)
  }

  #start(isRestart: boolean): void {
    const child = this.#options.fork()
    const { port1, port2 } = this.#options.createChannel()
    this.#child = child
    this.#pictures = new PictureClient(port2)
    child.once('spawn', () => {
      const { dataFolder, reviewer } = this.#options
      this.#send({ kind: 'start', dataFolder, reviewer }, port1)
    })
    child.on('message', (data: unknown) => {
      const notice = engineNotice.parse(data)
      if (notice.kind === 'ready') this.#becomeReady(isRestart)
      else this.#options.onGivenUp(notice.reason)
    })
    child.once('exit', (code) => this.#handleExit(code))
  }

  #becomeReady(isRestart: boolean): void {
    this.#isReady = true
    for (const port of this.#waitingPorts.splice(0)) this.#send({ kind: 'connect' }, port)
    this.#options.onReady(isRestart)
  }

  #handleExit(code: number): void {
    this.#child = null
    this.#isReady = false
    if (this.#isClosing) return
    if (this.#budget.take()) this.#start(true)
    else this.#options.onGivenUp(`The engine stopped again and again, the last time with code ${code}.`)
  }

  #send(order: EngineOrder, port?: Port): void {
    this.#child?.postMessage(order, port === undefined ? [] : [port])
  }
}
