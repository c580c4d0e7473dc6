import { buffer } from 'node:stream/consumers'
import { RPCHandler } from '@orpc/server/message-port'
import type { Engine, EngineOptions } from '../../engine/engine.ts'
import {
  type EngineNotice,
  type PictureAnswer,
  type StartOrder,
  engineOrder,
  pictureRequest,
} from './engine-messages.ts'
import type { EnginePort } from './engine-port.ts'
import { hubEndpoint } from '../hub-endpoint.ts'

/** The part of Electron's ParentPort that is used. */
export interface ParentSide {
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly EnginePort[] }) => void,
  ): unknown
  postMessage(message: EngineNotice): void
}

/**
 * The engine's side of the conversation with the main process: creates the engine when told to, hands it to every
 * port that arrives, and closes it before the process ends.
 * @param port the way to the main process: Electron's parentPort
 * @param exit ends this process with a code
 */
export function serveEngine(
  port: ParentSide,
  createEngine: (options: EngineOptions) => Engine,
  exit: (code: number) => void,
): void {
  let engine: Engine | null = null
  const notify = (notice: EngineNotice): void => port.postMessage(notice)

  port.on('message', ({ data, ports }) => {
    const order = engineOrder.parse(data)
    const given = ports[0]
    if (order.kind === 'start' && given !== undefined) start(order, given)
    else if (order.kind === 'connect' && given !== undefined && engine !== null) connect(engine, given)
    else if (order.kind === 'close') void closeAndExit()
  })

  function start({ dataFolder, reviewer }: StartOrder, picturePort: EnginePort): void {
    try {
      engine = createEngine({
        host: 'desktop',
        dataFolder,
        reviewer,
        allowedRoots: null,
        hubEndpoint: hubEndpoint(),
      })
      servePictures(engine, picturePort)
      notify({ kind: 'ready' })
    } catch (error) {
      console.error('The engine could not start', error)
      notify({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) })
    }
  }

  async function closeAndExit(): Promise<void> {
    try {
      await engine?.close()
      exit(0)
    } catch (error) {
      console.error('The engine did not close cleanly', error)
      exit(1)
    }
  }
}

function connect(engine: Engine, port: EnginePort): void {
  new RPCHandler(engine.router).upgrade(port)
  port.start()
}

function servePictures(engine: Engine, port: EnginePort): void {
  port.on('message', ({ data }) => {
    const { id, sha256, size } = pictureRequest.parse(data)
    readWholePicture(engine, sha256, size).then(
      (picture) => port.postMessage({ id, picture } satisfies PictureAnswer),
      (error: unknown) => {
        console.error(`Could not read the picture ${sha256}`, error)
        port.postMessage({ id, picture: null } satisfies PictureAnswer)
      },
    )
  })
  port.start()
}

async function readWholePicture(
  engine: Engine,
  sha256: string,
  size: 'thumbnail' | 'full',
): Promise<PictureAnswer['picture']> {
  const served = await engine.readPicture(sha256, size)
  return served === null ? null : { contentType: served.contentType, bytes: await buffer(served.open()) }
}
