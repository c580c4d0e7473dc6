import { imageUrl } from '../../../engine/image-url.ts'

/** Full pictures kept decoded: this case's and those of the next three, so that memory stays as it is over a day. */
const KEPT_PICTURES = 24
/** Four bytes a pixel: a quarter of a gigabyte, whatever cameras the pictures come from. */
const KEPT_PIXELS = 64_000_000
/** What is on screen is kept, however large. */
const ALWAYS_KEPT = 4

interface KeptPicture {
  readonly decoding: Promise<void>
  isDecoded: boolean
  /** Holds the decoded pixels in the browser's cache for as long as it lives. */
  readonly element: HTMLImageElement
}

const kept = new Map<string, KeptPicture>()

/** Fetches and decodes a full picture off the main thread; resolves when it can be painted at once. */
export function decodePicture(sha256: string): Promise<void> {
  const known = kept.get(sha256)
  if (known !== undefined) {
    // Used last, so dropped last.
    kept.delete(sha256)
    kept.set(sha256, known)
    return known.decoding
  }
  const element = new Image()
  element.src = imageUrl(sha256, 'full')
  const picture: KeptPicture = {
    element,
    isDecoded: false,
    decoding: element.decode(),
  }
  picture.decoding.then(
    () => noteDecoded(picture),
    // A picture that failed is asked for again next time: a lost line is not the picture's fault.
    () => kept.delete(sha256),
  )
  kept.set(sha256, picture)
  dropOldest()
  return picture.decoding
}

function noteDecoded(picture: KeptPicture): void {
  picture.isDecoded = true
  dropOldest()
}

function dropOldest(): void {
  let pixels = 0
  for (const { element } of kept.values()) pixels += pixelsOf(element)
  for (const [oldest, { element }] of kept) {
    if (kept.size <= ALWAYS_KEPT || (kept.size <= KEPT_PICTURES && pixels <= KEPT_PIXELS)) break
    pixels -= pixelsOf(element)
    kept.delete(oldest)
  }
}

/** 0 until it is read. */
function pixelsOf({ naturalWidth, naturalHeight }: HTMLImageElement): number {
  return naturalWidth * naturalHeight
}

/** Whether the full picture can be painted at once. */
export function isPictureDecoded(sha256: string): boolean {
  return kept.get(sha256)?.isDecoded === true
}

/** Gets a picture ready before it is asked for; whether that works is told when it is shown. */
export function prefetchPicture(sha256: string): void {
  decodePicture(sha256).catch(() => undefined)
  new Image().src = imageUrl(sha256, 'thumbnail')
}
