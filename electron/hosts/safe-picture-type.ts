/**
 * The type a picture may be served with. SVG can carry scripts and is no picture Doublet imports; anything else that
 * is no picture is only bytes.
 */
export function safePictureType(contentType: string): string {
  return /^image\/(?!svg)[a-z0-9.+-]+$/.test(contentType) ? contentType : 'application/octet-stream'
}
