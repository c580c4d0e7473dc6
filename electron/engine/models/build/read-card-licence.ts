import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Licence } from '../manifest.ts'

/** "license: apache-2.0" in the lines between --- at the start of a model card. */
const FRONT_MATTER = /^---\r?\n([\s\S]*?)\r?\n---/
const LICENCE_LINE = /^license:\s*["']?([\w.+-]+)["']?\s*$/m

/**
 * The licence that a model's card names. It is the user's to know whether they may use a model that names none, so
 * nothing is asked of them that nobody wrote down.
 */
export async function readCardLicence(folder: string): Promise<Licence> {
  const card = await readFile(join(folder, 'README.md'), 'utf8').catch(() => '')
  const name = LICENCE_LINE.exec(FRONT_MATTER.exec(card)?.[1] ?? '')?.[1] ?? null
  return {
    name: name ?? 'not stated',
    terms: name === null ? 'Its files do not say on what terms it may be used.' : null,
    url: null,
    mustBeAccepted: false,
    mayBeRedistributed: false,
  }
}
