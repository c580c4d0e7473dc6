import { join } from 'node:path'
import { readConfigFile } from '../read-config-file.ts'
import { ModelRefused } from './model-refused.ts'

/**
 * A JSON file of a model's folder.
 * @returns undefined when the folder has no such file
 * @throws ModelRefused when it is too large or no JSON
 */
export async function readJson(folder: string, file: string): Promise<unknown> {
  const path = join(folder, file)
  const found = await readConfigFile(
    path,
    (reason, cause) => new ModelRefused(`${path}: ${reason}`, { cause }),
  )
  return found?.content
}
