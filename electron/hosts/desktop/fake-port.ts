import { EventEmitter } from 'node:events'
import type { EnginePort } from './engine-port.ts'

/** One end of a pair of ports like Electron's MessagePortMain: structured clones, in order, not before `start`. */
export class FakePort extends EventEmitter implements EnginePort {
  #other: FakePort | null = null
  #isStarted = false
  #waiting: unknown[] = []

  static pair(): { port1: FakePort; port2: FakePort } {
    const [port1, port2] = [new FakePort(), new FakePort()]
    port1.#other = port2
    port2.#other = port1
    return { port1, port2 }
  }

  postMessage(message: unknown): void {
    const clone: unknown = structuredClone(message)
    queueMicrotask(() => this.#other?.receive(clone))
  }

  start(): void {
    this.#isStarted = true
    for (const data of this.#waiting.splice(0)) this.emit('message', { data })
  }

  /** Both ends are told, as when the process at the other end dies. */
  close(): void {
    this.emit('close', { data: null })
    this.#other?.emit('close', { data: null })
  }

  receive(data: unknown): void {
    if (this.#isStarted) this.emit('message', { data })
    else this.#waiting.push(data)
  }
}
