import { imageUrl } from '../../engine/image-url.ts'

/** Full pictures kept decoded: this case's and those of the next two, without letting memory grow over a day. */
const KEPT_PICTURES = 16

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
    () => (picture.isDecoded = true),
    // A picture that failed is asked for again next time: a lost line is not the picture's fault.
    () => kept.delete(sha256),
  )
  kept.set(sha256, picture)
  for (const oldest of kept.keys()) {
    if (kept.size <= KEPT_PICTURES) break
    kept.delete(oldest)
  }
  return picture.decoding
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
