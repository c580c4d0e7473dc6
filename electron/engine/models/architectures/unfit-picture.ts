/** A model cannot take pictures of the size that it is to be built for. */
export class UnfitPicture extends Error {
  override readonly name = 'UnfitPicture'
}
