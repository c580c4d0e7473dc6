import type { EnginePort } from './engine-port.ts'
import { type PictureAnswer, type PictureRequest, pictureAnswer } from './engine-messages.ts'

type Picture = PictureAnswer['picture']

/** Asks the engine's process for pictures over one port; every question is answered, null when the process died. */
export class PictureClient {
  readonly #port: EnginePort
  readonly #waiting = new Map<number, (picture: Picture) => void>()
  #nextId = 1
  #isOpen = true

  constructor(port: EnginePort) {
    this.#port = port
    port.on('message', ({ data }) => {
      const { id, picture } = pictureAnswer.parse(data)
      this.#waiting.get(id)?.(picture)
      this.#waiting.delete(id)
    })
    port.on('close', () => this.#giveUp())
    port.start()
  }

  /** @returns the picture's bytes, or null when it is none of the open catalogue */
  read(sha256: string, size: PictureRequest['size']): Promise<Picture> {
    if (!this.#isOpen) return Promise.resolve(null)
    const port = this.#port
    const id = this.#nextId
    this.#nextId += 1
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      port.postMessage({ id, sha256, size } satisfies PictureRequest)
    })
  }

  #giveUp(): void {
    this.#isOpen = false
    for (const resolve of this.#waiting.values()) resolve(null)
    this.#waiting.clear()
  }
}
