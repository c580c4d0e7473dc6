import { alignPlanes, type Alignment } from './align-planes.ts'
import type { Comparison, FrameSource } from './comparison.ts'
import { differenceMap } from './difference-map.ts'
import { lumaPlane, type Pixels } from './plane.ts'

/** Longest edge that is compared: finer details differ by compression more than by what they show. */
const EDGE_PX = 512

/** Reads, aligns and compares two pictures. Runs in a worker; decoding and all that follows stay off the main thread. */
export async function compareFrames(fixed: FrameSource, moved: FrameSource): Promise<Comparison> {
  const [ours, theirs] = await Promise.all([readFrame(fixed), readFrame(moved)])
  const found = alignPlanes(lumaPlane(ours), lumaPlane(theirs))?.alignment ?? null
  const difference = differenceMap(ours, theirs, found ?? inTheMiddle(ours, theirs))
  const own = ours.width / fixed.width
  const other = theirs.width / moved.width
  return {
    alignment:
      found === null
        ? null
        : { ...found, scale: (found.scale * other) / own, x: found.x / own, y: found.y / own },
    difference,
  }
}

/** The moved picture as large as it fits, in the middle of the fixed one. */
function inTheMiddle(fixed: Pixels, moved: Pixels): Alignment {
  const scale = Math.min(fixed.width / moved.width, fixed.height / moved.height)
  return {
    mirrored: false,
    scale,
    x: (fixed.width - scale * moved.width) / 2,
    y: (fixed.height - scale * moved.height) / 2,
  }
}

async function readFrame(source: FrameSource): Promise<Pixels> {
  const response = await fetch(source.url)
  if (!response.ok) throw new Error(`Expected a picture at ${source.url} but received ${response.status}`)
  const bitmap = await createImageBitmap(await response.blob())
  try {
    return draw(bitmap, source)
  } finally {
    bitmap.close()
  }
}

function draw(bitmap: ImageBitmap, { crop, turns, mirrored, width, height }: FrameSource): Pixels {
  const factor = Math.min(1, EDGE_PX / Math.max(width, height))
  const canvas = new OffscreenCanvas(
    Math.max(1, Math.round(width * factor)),
    Math.max(1, Math.round(height * factor)),
  )
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('Expected a canvas to draw on but this window has none')
  context.imageSmoothingQuality = 'high'
  context.fillStyle = '#fff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.translate(canvas.width / 2, canvas.height / 2)
  context.scale(mirrored ? -1 : 1, 1)
  context.rotate((turns * Math.PI) / 2)
  const [across, down] = turns % 2 === 0 ? [canvas.width, canvas.height] : [canvas.height, canvas.width]
  context.drawImage(
    bitmap,
    crop.x * bitmap.width,
    crop.y * bitmap.height,
    crop.width * bitmap.width,
    crop.height * bitmap.height,
    -across / 2,
    -down / 2,
    across,
    down,
  )
  return context.getImageData(0, 0, canvas.width, canvas.height)
}
