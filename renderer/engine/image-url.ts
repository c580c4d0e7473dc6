import { hostBridge } from './host-bridge.ts'

export type PictureSize = 'thumbnail' | 'full'

/**
 * Where a picture of the open catalogue is read from. Pictures never travel over the API.
 * @param sha256 content hash, 64 lower-case hexadecimal digits
 */
export function imageUrl(sha256: string, size: PictureSize): string {
  const base = hostBridge() === null ? '/images' : 'doublet-image://catalogue'
  return `${base}/${sha256}/${size}`
}
