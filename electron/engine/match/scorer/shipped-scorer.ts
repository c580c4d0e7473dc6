import { dirname, join } from 'node:path'
import { builtInModelFolder } from '../../models/built-in-model-folder.ts'
import { readScorer, type Scorer } from './scorer.ts'

/** The scorer that comes with Doublet. */
export function readShippedScorer(): Promise<Scorer> {
  return readScorer(join(dirname(builtInModelFolder()), 'scorer', 'scorer-5.json'))
}
