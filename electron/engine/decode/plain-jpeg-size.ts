const START_OF_SCAN = 0xda
/** APP1: EXIF, which may turn the picture, or XMP. */
const APP1 = 0xe1

/**
 * The size of a JPEG that carries no EXIF, straight from its frame header: asking sharp costs a tenth of decoding a
 * small picture.
 * @returns undefined where the header is anything but plain; then sharp's reading of it counts
 */
export function plainJpegSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 2
  while (at + 9 < bytes.length && bytes[at] === 0xff) {
    const marker = view.getUint8(at + 1)
    if (marker < 0xc0 || marker === APP1 || marker === START_OF_SCAN) return undefined
    if (isFrameHeader(marker)) {
      const size = { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
      return size.width > 0 && size.height > 0 ? size : undefined
    }
    at += 2 + view.getUint16(at + 2)
  }
  return undefined
}

/** SOF0 to SOF15, among which three numbers mean other things (tables, extensions, conditioning). */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}
