import { imageUrl } from '../../../engine/image-url.ts'
import type { CompareAnswer, CompareRequest, Comparison, FrameSource } from './comparison.ts'
import { cropOf, frameKey, frameSize, type PictureFrame } from './picture-frame.ts'

/** Comparisons kept, a megabyte each: this pair in its last few turns. */
const KEPT_COMPARISONS = 8

interface Waiting {
  readonly resolve: (comparison: Comparison) => void
  readonly reject: (reason: Error) => void
}

/** Compares pictures in a worker of its own, which lives for as long as the view that asks. */
export class PictureComparer {
  #worker: Worker | null = null
  #requests = 0
  readonly #waiting = new Map<number, Waiting>()
  readonly #kept = new Map<string, Promise<Comparison>>()

  /** Rejects where a picture cannot be read, or where another pair was asked for meanwhile. */
  compare(fixed: PictureFrame, moved: PictureFrame): Promise<Comparison> {
    const key = `${frameKey(fixed)} | ${frameKey(moved)}`
    const known = this.#kept.get(key)
    if (known !== undefined) return known
    const comparison = this.#send(sourceOf(fixed), sourceOf(moved))
    this.#kept.set(key, comparison)
    // What failed is tried again next time.
    comparison.catch(() => this.#kept.delete(key))
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_COMPARISONS) break
      this.#kept.delete(oldest)
    }
    return comparison
  }

  /** Ends the worker; who still waits is told. */
  close(): void {
    this.#worker?.terminate()
    this.#worker = null
    for (const { reject } of this.#waiting.values()) reject(new Error('The comparison was given up'))
    this.#waiting.clear()
    this.#kept.clear()
  }

  #send(fixed: FrameSource, moved: FrameSource): Promise<Comparison> {
    this.#worker ??= this.#start()
    this.#requests += 1
    const request: CompareRequest = { id: this.#requests, fixed, moved }
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve, reject })
      this.#worker?.postMessage(request)
    })
  }

  #start(): Worker {
    const worker = new Worker(new URL('./compare.worker.ts', import.meta.url), { type: 'module' })
    worker.addEventListener('message', ({ data }: MessageEvent<CompareAnswer>) => {
      const waiting = this.#waiting.get(data.id)
      this.#waiting.delete(data.id)
      if ('comparison' in data) waiting?.resolve(data.comparison)
      else waiting?.reject(new Error(data.error))
    })
    // A worker that died is started anew with the next pair.
    worker.addEventListener('error', () => this.close())
    return worker
  }
}

function sourceOf(frame: PictureFrame): FrameSource {
  const { picture, turns, mirrored } = frame
  const { x, y, width, height } = cropOf(frame)
  return {
    url: imageUrl(picture.sha256, 'full'),
    crop: {
      x: x / picture.width,
      y: y / picture.height,
      width: width / picture.width,
      height: height / picture.height,
    },
    turns,
    mirrored,
    ...frameSize(frame),
  }
}
