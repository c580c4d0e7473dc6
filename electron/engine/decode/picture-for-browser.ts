import { decoding, openPicture } from './open-picture.ts'
import { readPictureFile } from './read-picture-file.ts'

export interface BrowserPicture {
  readonly contentType: 'image/jpeg' | 'image/png'
  readonly bytes: Buffer
}

/**
 * A picture that browsers cannot show (TIFF, HEIF) at full resolution in a form that they can: PNG when it has
 * transparency, else JPEG. The other formats are served as the files they are.
 * @throws PictureProblem when the file cannot be read or decoded
 */
export async function pictureForBrowser(path: string, signal?: AbortSignal): Promise<BrowserPicture> {
  const { bytes } = await readPictureFile(path, signal)
  const { format, hasAlpha, pipeline } = await openPicture(bytes)
  return decoding(format, async () => {
    pipeline.toColourspace('srgb')
    if (hasAlpha) return { contentType: 'image/png', bytes: await pipeline.png().toBuffer() }
    return { contentType: 'image/jpeg', bytes: await pipeline.jpeg({ quality: 92 }).toBuffer() }
  })
}
