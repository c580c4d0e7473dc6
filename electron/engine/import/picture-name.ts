const PICTURE_EXTENSION = /\.(?:jpe?g|jpe|jfif|png|webp|avif|gif|tiff?|hei[cf])$/i

/** Whether a file name ends in an extension of a format that pictures come in, in any case. */
export function isPictureName(name: string): boolean {
  return PICTURE_EXTENSION.test(name)
}

/** The file name without a picture extension; any other dot belongs to the name ("shirt.v2.jpg" -> "shirt.v2"). */
export function pictureStem(name: string): string {
  return name.replace(PICTURE_EXTENSION, '')
}
