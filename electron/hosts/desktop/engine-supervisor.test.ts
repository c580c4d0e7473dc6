import { Buffer } from 'node:buffer'
import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { describe, expect, it, vi } from 'vitest'
import type { EngineClient } from '../../contract/index.ts'
import type { Engine, EngineOptions } from '../../engine/engine.ts'
import { createTestEngine } from '../test-engine.ts'
import { EngineSupervisor } from './engine-supervisor.ts'
import { FakePort } from './fake-port.ts'
import { serveEngine } from './serve-engine.ts'

const PICTURE = Buffer.from('a picture')
const SHA256 = createHash('sha256').update(PICTURE).digest('hex')

/** A process that runs the real engine side in this one; killing it closes its ports, as Electron does. */
class FakeChild extends EventEmitter {
  readonly #ports: FakePort[] = []
  readonly #inside = new EventEmitter()

  constructor(createEngine: (options: EngineOptions) => Engine) {
    super()
    const parent = {
      on: (event: string, listener: (event: { data: unknown; ports: FakePort[] }) => void) =>
        this.#inside.on(event, listener),
      postMessage: (message: unknown) => queueMicrotask(() => this.emit('message', structuredClone(message))),
    }
    serveEngine(parent, createEngine, (code) => this.die(code))
    queueMicrotask(() => this.emit('spawn'))
  }

  postMessage(message: unknown, ports: FakePort[]): void {
    this.#ports.push(...ports)
    const data: unknown = structuredClone(message)
    queueMicrotask(() => this.#inside.emit('message', { data, ports }))
  }

  kill(): boolean {
    this.die(143)
    return true
  }

  die(code: number): void {
    for (const port of this.#ports) port.close()
    this.emit('exit', code)
  }
}

function supervise(createEngine: (options: EngineOptions) => Engine = () => testEngine()) {
  const children: FakeChild[] = []
  const events: string[] = []
  const supervisor = new EngineSupervisor<FakePort>({
    fork() {
      const child = new FakeChild(createEngine)
      children.push(child)
      return child
    },
    createChannel: () => FakePort.pair(),
    dataFolder: '/data',
    reviewer: 'ada',
    onReady: (isRestart) => events.push(isRestart ? 'restarted' : 'ready'),
    onGivenUp: (reason) => events.push(reason),
  })
  return { supervisor, children, events }
}

function testEngine(): Engine {
  return createTestEngine({ folder: '/data', pictures: new Map([[SHA256, PICTURE]]) })
}

function clientOf(port: FakePort): EngineClient {
  port.start()
  return createORPCClient(new RPCLink({ port }))
}

describe('EngineSupervisor', () => {
  it('starts a desktop engine that takes paths from the system dialogs', async () => {
    const given: EngineOptions[] = []
    const { events } = supervise((options) => {
      given.push(options)
      return testEngine()
    })
    await expect.poll(() => events).toEqual(['ready'])
    expect(given).toEqual([{ host: 'desktop', dataFolder: '/data', reviewer: 'ada', allowedRoots: null }])
  })

  it('answers the contract over a port, also one asked for before the engine was there', async () => {
    const { supervisor } = supervise()
    expect(await clientOf(supervisor.connect()).groups.categories()).toEqual(['Größe', '靴'])
    expect(await clientOf(supervisor.connect()).groups.categories()).toEqual(['Größe', '靴'])
  })

  it('reads pictures of the open catalogue, and null for others', async () => {
    const { supervisor } = supervise()
    const picture = await supervisor.readPicture(SHA256, 'full')
    expect(picture?.contentType).toBe('image/png')
    expect(Buffer.from(picture?.bytes ?? []).toString()).toBe('a picture')
    expect(await supervisor.readPicture('0'.repeat(64), 'full')).toBeNull()
  })

  it('starts a new engine when the process dies, and serves again', async () => {
    const { supervisor, children, events } = supervise()
    await expect.poll(() => events).toEqual(['ready'])
    const unanswered = supervisor.readPicture(SHA256, 'full')
    children[0]?.die(139)
    expect(await unanswered).toBeNull()
    await expect.poll(() => events).toEqual(['ready', 'restarted'])
    expect(await supervisor.readPicture(SHA256, 'full')).not.toBeNull()
    expect(await clientOf(supervisor.connect()).groups.categories()).toHaveLength(2)
  })

  it('gives up after three restarts, with the code', async () => {
    const { children, events } = supervise()
    for (let death = 0; death < 4; death += 1) {
      await expect.poll(() => events.length).toBe(death + 1)
      children[death]?.die(134)
    }
    expect(events).toEqual([
      'ready',
      'restarted',
      'restarted',
      'restarted',
      expect.stringContaining('code 134'),
    ])
    expect(children).toHaveLength(4)
  })

  it('says why an engine could not start', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => {})
    const { events } = supervise(() => {
      throw new Error('The data folder is read-only')
    })
    await expect.poll(() => events).toEqual(['The data folder is read-only'])
    expect(logged).toHaveBeenCalledOnce()
    logged.mockRestore()
  })

  it('closes the engine before its process ends, and starts none again', async () => {
    let isClosed = false
    const { supervisor, children, events } = supervise(() => ({
      ...testEngine(),
      close: async () => void (isClosed = true),
    }))
    await expect.poll(() => events).toEqual(['ready'])
    await supervisor.close()
    expect(isClosed).toBe(true)
    expect(children).toHaveLength(1)
  })
})
