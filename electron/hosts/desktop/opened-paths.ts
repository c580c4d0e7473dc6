import { stat } from 'node:fs/promises'
import { extname, resolve } from 'node:path'

export type Opening =
  | { readonly kind: 'catalogue'; readonly path: string }
  | { readonly kind: 'folder'; readonly path: string }
  | { readonly kind: 'table'; readonly path: string }

const TABLE_EXTENSIONS: ReadonlySet<string> = new Set(['.csv', '.tsv', '.jsonl'])
/** Options of `npm start` that take a value; only the catalogue's means something to the window. */
const OPTIONS_WITH_VALUE: ReadonlySet<string> = new Set(['--catalogue', '--root', '--port', '--host'])

/**
 * The paths among an application's arguments: `--catalogue DIR` and whatever is no option.
 * @param parameters what follows the program (and, unpackaged, the application's folder)
 * @returns absolute paths, in order
 */
export function pathArguments(parameters: readonly string[], workingFolder: string): string[] {
  const paths: string[] = []
  for (let index = 0; index < parameters.length; index += 1) {
    const [name, inlineValue] = splitOnce(parameters[index] ?? '')
    const takesNext = OPTIONS_WITH_VALUE.has(name) && inlineValue === undefined
    if (takesNext) index += 1
    if (name === '--catalogue') paths.push(inlineValue ?? parameters[index] ?? '')
    else if (!name.startsWith('-')) paths.push(parameters[index] ?? '')
  }
  return paths.filter((path) => path !== '').map((path) => resolve(workingFolder, path))
}

/** What opening a path means, or null when nothing is there or it is nothing that Doublet opens. */
export async function openingOf(path: string): Promise<Opening | null> {
  if (extname(path).toLowerCase() === '.doublet') return { kind: 'catalogue', path }
  const found = await stat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error) return null
    throw error
  })
  if (found?.isDirectory() === true) return { kind: 'folder', path }
  const isTable = TABLE_EXTENSIONS.has(extname(path).toLowerCase())
  return found?.isFile() === true && isTable ? { kind: 'table', path } : null
}

function splitOnce(parameter: string): [string, string | undefined] {
  const equals = parameter.startsWith('--') ? parameter.indexOf('=') : -1
  return equals < 0 ? [parameter, undefined] : [parameter.slice(0, equals), parameter.slice(equals + 1)]
}
