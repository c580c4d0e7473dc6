import { extname } from 'node:path'
import { PictureProblem } from './picture-problem.ts'

/** The formats that are decoded; everything else is refused before a decoder sees it. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'tiff' | 'avif' | 'heif'

const FORMAT_OF_EXTENSION: Readonly<Record<string, PictureFormat>> = {
  '.jpg': 'jpeg',
  '.jpeg': 'jpeg',
  '.jpe': 'jpeg',
  '.jfif': 'jpeg',
  '.png': 'png',
  '.webp': 'webp',
  '.gif': 'gif',
  '.tif': 'tiff',
  '.tiff': 'tiff',
  '.avif': 'avif',
  '.heic': 'heif',
  '.heif': 'heif',
  '.hif': 'heif',
}

/** What the first bytes of files say that are pictures or documents, but none we decode. */
const UNSUPPORTED_SIGNATURES: readonly (readonly [signature: string, name: string])[] = [
  ['%PDF', 'PDF'],
  ['BM', 'BMP'],
  ['8BPS', 'Photoshop'],
  ['PK\x03\x04', 'ZIP'],
  ['\xff\x0a', 'JPEG XL'],
  ['\0\0\0\x0cJXL ', 'JPEG XL'],
  ['\0\0\0\x0cjP  ', 'JPEG 2000'],
  ['\0\0\x01\0', 'Windows icon'],
  ['%!PS', 'PostScript'],
]

/**
 * The format by content, whatever the file is called.
 * @throws PictureProblem FORMAT_UNSUPPORTED for other known formats (SVG and PDF too: they are programs to run, not
 *   pixels to read), NOT_A_PICTURE for the rest
 */
export function pictureFormat(bytes: Uint8Array): PictureFormat {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1')
  if (start.startsWith('\xff\xd8\xff')) return 'jpeg'
  if (start.startsWith('\x89PNG\r\n\x1a\n')) return 'png'
  if (/^GIF8[79]a/.test(start)) return 'gif'
  if (/^RIFF[\s\S]{4}WEBP/.test(start)) return 'webp'
  if (/^(II[*+]\0|MM\0[*+])/.test(start)) return 'tiff'
  if (/^[\s\S]{4}ftypavi[fs]/.test(start)) return 'avif'
  if (/^[\s\S]{4}ftyp(mif1|msf1)/.test(start)) return /^[\s\S]{16,64}avif/.test(start) ? 'avif' : 'heif'
  if (/^[\s\S]{4}ftyphe[ivs][a-z]/.test(start)) return 'heif'
  throw notDecoded(start)
}

/** True when the name's extension belongs to another format. AVIF pictures are HEIF files, so either name fits. */
export function isMislabelled(fileName: string, format: PictureFormat): boolean {
  const named = FORMAT_OF_EXTENSION[extname(fileName).toLowerCase()]
  if (named === undefined || named === format) return false
  return !(named === 'heif' && format === 'avif')
}

function notDecoded(start: string): PictureProblem {
  const known = UNSUPPORTED_SIGNATURES.find(([signature]) => start.startsWith(signature))?.[1]
  const name = known ?? (/<svg[\s>]/i.test(start) ? 'SVG' : undefined)
  if (name === undefined) {
    return new PictureProblem(
      'NOT_A_PICTURE',
      'The content is not that of a picture',
      'Replace it by a JPEG, PNG, WebP, AVIF, GIF or TIFF picture, or leave it out.',
    )
  }
  return new PictureProblem(
    'FORMAT_UNSUPPORTED',
    `The content is ${name}, which is not read`,
    'Save it as JPEG, PNG or WebP and import again.',
  )
}
