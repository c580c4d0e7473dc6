import sharp, { type Sharp } from 'sharp'
import { type PictureFormat, pictureFormat } from './picture-format.ts'
import { PictureProblem } from './picture-problem.ts'
import { plainJpegSize } from './plain-jpeg-size.ts'

// Several pictures are decoded at a time, each on one thread: on few cores that beats many threads on one picture.
sharp.concurrency(1)
// Pictures are decoded once, so libvips' cache of operations would only hold memory.
sharp.cache(false)

const LARGEST_PICTURE_PIXELS = 100_000_000
const DECODE_TIMEOUT_SECONDS = 60

/** A picture whose header was read and whose size is within the limits; nothing is decoded yet. */
export interface OpenPicture {
  readonly format: PictureFormat
  /** In pixels, after EXIF rotation; of the first frame or page. */
  readonly width: number
  readonly height: number
  readonly hasAlpha: boolean
  /** Yields the first frame or page, upright, and refuses files that are cut short. */
  readonly pipeline: Sharp
}

/**
 * Reads a picture's header.
 * @throws PictureProblem NOT_A_PICTURE, FORMAT_UNSUPPORTED, FILE_TRUNCATED (its header already), or PICTURE_TOO_LARGE
 *   (over 100 megapixels)
 */
export async function openPicture(bytes: Uint8Array): Promise<OpenPicture> {
  const format = pictureFormat(bytes)
  const header = await readHeader(bytes, format)
  const { width, height } = header
  if (width * height > LARGEST_PICTURE_PIXELS) {
    const megapixels = Math.round((width * height) / 1e6)
    throw new PictureProblem(
      'PICTURE_TOO_LARGE',
      `Expected at most 100 megapixels but the picture is ${width} x ${height} (${megapixels} megapixels)`,
      'Save it smaller and import again.',
    )
  }
  // "error" lets warnings pass (bytes too many, odd metadata) but neither missing nor broken pixel data.
  const options = { limitInputPixels: LARGEST_PICTURE_PIXELS, failOn: 'error', autoOrient: true } as const
  return { format, ...header, pipeline: sharp(bytes, options).timeout({ seconds: DECODE_TIMEOUT_SECONDS }) }
}

async function readHeader(
  bytes: Uint8Array,
  format: PictureFormat,
): Promise<{ width: number; height: number; hasAlpha: boolean }> {
  const plain = format === 'jpeg' ? plainJpegSize(bytes) : undefined
  if (plain !== undefined) return { ...plain, hasAlpha: false }
  // Without a limit here, so that a picture that is too large can be refused with its size.
  const header = await decoding(format, () => sharp(bytes, { limitInputPixels: false }).metadata())
  return { ...header.autoOrient, hasAlpha: header.hasAlpha }
}

/** Runs a decoder and says what its failure means. */
export async function decoding<T>(format: PictureFormat, decode: () => Promise<T>): Promise<T> {
  try {
    return await decode()
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error)
    throw decodingProblem(format, words, { cause: error })
  }
}

function decodingProblem(format: PictureFormat, words: string, options: ErrorOptions): PictureProblem {
  // The decoder repeats itself on the lines below, once for each row it gave up on.
  const [reason] = words.split('\n', 1)
  if (/timeout/i.test(words)) {
    return new PictureProblem(
      'PICTURE_QUARANTINED',
      `Decoding took more than ${DECODE_TIMEOUT_SECONDS} seconds`,
      'Save the picture again with another program.',
      options,
    )
  }
  if (format === 'heif' || /compression|codec|not been built in|no decoder/i.test(words)) {
    return new PictureProblem(
      'FORMAT_UNSUPPORTED',
      `This kind of ${format.toUpperCase()} cannot be decoded here: ${reason}`,
      'Save it as JPEG, PNG or WebP and import again. Phones can be set to take JPEG ("most compatible").',
      options,
    )
  }
  return new PictureProblem(
    'FILE_TRUNCATED',
    `The picture is cut short or damaged: ${reason}`,
    'Copy or download it again.',
    options,
  )
}
