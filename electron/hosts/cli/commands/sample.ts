import { renderSvg } from '../../../engine/decode/render-svg.ts'
import { generateSample } from '../../../engine/sample/generate-sample.ts'
import type { Command } from '../command.ts'
import { UsageError } from '../usage.ts'
import { userPath } from '../user-path.ts'

/** `doublet sample DIR`: the sample's pictures and table, to be imported or looked at. */
export const sampleCommand: Command = async ({ line, signal }) => {
  const [folder] = line.operands
  if (folder === undefined || line.operands.length > 1)
    throw new UsageError('Expected one folder: doublet sample DIR')
  const sample = await generateSample(userPath(folder), renderSvg, {}, signal)
  return {
    text: `${sample.listings} listings of ${sample.products} products, ${sample.pictures} pictures in ${sample.folder}\ntable with the known truth: ${sample.table}`,
    json: sample,
    warnings: [],
    failed: false,
  }
}
