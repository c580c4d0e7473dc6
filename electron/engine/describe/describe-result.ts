import type { ProblemCode } from '../../contract/problems.ts'
import type { PictureFormat } from '../decode/picture-format.ts'
import type { PictureBox } from './find-items/found-item.ts'

/** A picture file to describe; `key` comes back with its result. */
export interface PendingPicture {
  readonly key: number
  readonly path: string
  /** For its extension; may differ from the path's last part. */
  readonly fileName: string
}

export interface DescribedPicture {
  readonly key: number
  readonly kind: 'described'
  readonly sha256: string
  /** Of the file, in bytes. */
  readonly size: number
  readonly mtimeMs: number
  readonly format: PictureFormat
  /** In pixels, after EXIF rotation. */
  readonly width: number
  readonly height: number
  /** The file name's extension says another format. */
  readonly mislabelled: boolean
  /** 8 bytes, most significant bit first. */
  readonly phash: Uint8Array
  /** JPEG, longest edge at most 320 pixels. */
  readonly thumbnail: Buffer
  /** float32 [dimension of the encoder], of length 1. */
  readonly embedding: Float32Array
  /** Of a collage its cells, of a screenshot the photo on it; none for most. */
  readonly inner: readonly InnerPicture[]
}

/** A picture within a picture, described by itself. */
export interface InnerPicture {
  /** In whole pixels of the whole picture, after EXIF rotation. */
  readonly box: PictureBox
  /** float32 [dimension of the encoder], of length 1. */
  readonly embedding: Float32Array
}

/** The same content was described before, so it was not decoded. */
export interface KnownPicture {
  readonly key: number
  readonly kind: 'known'
  readonly sha256: string
  readonly size: number
  readonly mtimeMs: number
}

export interface FailedPicture {
  readonly key: number
  readonly kind: 'failed'
  readonly code: ProblemCode
  readonly reason: string
  readonly advice: string
}

export type DescribeResult = DescribedPicture | KnownPicture | FailedPicture
