import { type WeightsFile } from './weights-file.ts'
import { WeightsUnreadable } from './weights-unreadable.ts'

/** What lies in a model folder in place of the weights when something went wrong while fetching it. */
const STAND_INS: readonly (readonly [start: string, reason: string])[] = [
  [
    'version https://git-lfs',
    'it is a Git LFS pointer, not the weights. Run "git lfs pull" in its folder, or fetch the file itself.',
  ],
  [
    '<!doctype html',
    'it is a web page, not weights. Fetch the file itself, signed in if its owner asks for that.',
  ],
  ['<html', 'it is a web page, not weights. Fetch the file itself, signed in if its owner asks for that.'],
]

/** @throws WeightsUnreadable when the file is a Git LFS pointer or a web page instead of weights */
export async function refuseStandIn(file: WeightsFile): Promise<void> {
  const start = await file.read(0, Math.min(file.size, 32))
  const text = new TextDecoder('latin1').decode(start).trimStart().toLowerCase()
  const standIn = STAND_INS.find(([beginning]) => text.startsWith(beginning))
  if (standIn !== undefined) throw new WeightsUnreadable(file.path, standIn[1])
}
