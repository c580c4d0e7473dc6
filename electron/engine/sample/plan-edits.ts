import type { PictureEdit } from '../decode/picture-edit.ts'
import type { Random } from './random.ts'
import { PHOTO_WIDTH_PX, type Photo } from './scene.ts'
import { drawWatermark, type Watermark } from './watermarks.ts'

/** What a seller does to a photo that is not their own. */
export type EditKind = 're-encoded' | 'cropped' | 'recoloured' | 'watermarked' | 'flipped'

const SHOPS: readonly string[] = ['TOP DEALS 24', 'MEGA BAZAAR', 'HOME OUTLET', 'SUNNY STORE', 'BUY4LESS']

/** The photo as its maker published it. */
export function plainEdit(photo: Photo, random: Random): PictureEdit {
  const widthPx = random.pick([600, 640, 720])
  return {
    ...sizeFor(widthPx, photo.scene.heightPx / PHOTO_WIDTH_PX),
    format: random.chance(0.06) ? 'png' : random.chance(0.12) ? 'webp' : 'jpeg',
    quality: random.integer(84, 93),
  }
}

/** The same photo after another seller's edit; the product stays the same one to the eye. */
export function planEdit(kind: EditKind, photo: Photo, random: Random): PictureEdit {
  const shape = photo.scene.heightPx / PHOTO_WIDTH_PX
  const base: PictureEdit = {
    ...sizeFor(random.pick([500, 600, 640]), shape),
    format: random.chance(0.15) ? 'webp' : 'jpeg',
    quality: random.integer(66, 88),
  }
  if (kind === 're-encoded') {
    return { ...base, ...sizeFor(random.integer(320, 480), shape), quality: random.integer(28, 48) }
  }
  if (kind === 'cropped') {
    return cropped(base, photo, random)
  }
  if (kind === 'recoloured') {
    return {
      ...base,
      // Weaker than the step from one colour variant to the next: warmer or cooler light, another camera.
      modulate: {
        brightness: random.pick([random.between(0.8, 0.9), random.between(1.1, 1.18)]),
        saturation: random.pick([random.between(0.6, 0.8), random.between(1.15, 1.35)]),
        hueDegrees: random.integer(-9, 9),
      },
    }
  }
  if (kind === 'watermarked') {
    const mark = random.pick<Watermark>(['repeated-name', 'sale-badge', 'frame', 'corner-name'])
    return { ...base, overlaySvg: drawWatermark(mark, random.pick(SHOPS), base.widthPx, base.heightPx) }
  }
  return { ...base, flip: true }
}

function cropped(base: PictureEdit, photo: Photo, random: Random): PictureEdit {
  const width = random.between(0.72, 0.88)
  const height = random.between(0.76, 0.9)
  const left = (1 - width) * random.between(0.3, 0.7)
  // Products stand in the lower part: what is cut off comes from the top rather than from the foot.
  const top = (1 - height) * random.between(0.55, 0.85)
  const shape = (photo.scene.heightPx * height) / (PHOTO_WIDTH_PX * width)
  return { ...base, ...sizeFor(base.widthPx, shape), crop: { left, top, width, height } }
}

function sizeFor(widthPx: number, shape: number): { widthPx: number; heightPx: number } {
  return { widthPx, heightPx: Math.round(widthPx * shape) }
}
