import type { RgbPicture } from '../../decode/rgb-picture.ts'
import type { DetectorInput } from '../../models/preprocessing/pixel-input.ts'
import { prepareForDetector } from '../prepare-pixels.ts'
import { decodeDetections, type DetectionRule, type DetectorOutput } from './decode-detections.ts'
import type { FoundItem } from './found-item.ts'

/** Runs a detector's graph on one picture of the size that it wants: uint8 [1, height, width, 3]. */
export type RunDetector = (prepared: RgbPicture) => Promise<DetectorOutput>

/**
 * The items of a picture. Each is to be cut out by `cropPicture` and embedded.
 * @param picture may have been reduced while it was decoded; boxes are in pixels of the whole picture
 * @param detector the `detector` of a model's manifest
 * @returns as `decodeDetections` gives them; none where nothing is above the threshold
 */
export async function findItems(
  picture: RgbPicture,
  detector: {
    readonly input: DetectorInput
    readonly classes: DetectionRule['labels']
    readonly threshold: number
  },
  runDetector: RunDetector,
): Promise<readonly FoundItem[]> {
  const output = await runDetector(prepareForDetector(picture, detector.input))
  const rule = { labels: detector.classes, threshold: detector.threshold }
  return decodeDetections(output, rule, picture.reducedFrom ?? picture)
}
