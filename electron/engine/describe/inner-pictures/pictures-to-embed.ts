import type { RgbPicture } from '../../decode/rgb-picture.ts'
import { cropPicture } from '../find-items/crop-picture.ts'
import type { PictureBox } from '../find-items/found-item.ts'

/** What is embedded of a picture: the whole of it, then the pictures within it. @param inner where these lie */
export function picturesToEmbed(picture: RgbPicture, inner: readonly PictureBox[]): RgbPicture[] {
  return [picture, ...inner.map((box) => cropPicture(picture, box))]
}
