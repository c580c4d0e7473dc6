import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface HeadlessArguments {
  /** Absolute path of a catalogue to open, or to create where there is none. */
  readonly catalogue: string | null
  /** Absolute paths of the folders that may be picked from; the home folder when none is given. */
  readonly roots: readonly string[]
  readonly port: number | null
  readonly host: string | null
  readonly openInBrowser: boolean
}

/**
 * Reads `--catalogue DIR --root DIR... --port N --host ADDRESS --no-open`.
 * @throws Error that says what was expected, for anything else
 */
export function parseHeadlessArguments(
  parameters: readonly string[],
  { workingFolder, homeFolder }: { readonly workingFolder: string; readonly homeFolder: string },
): HeadlessArguments {
  const { values } = parseArgs({
    args: [...parameters],
    options: {
      catalogue: { type: 'string' },
      root: { type: 'string', multiple: true, default: [] },
      port: { type: 'string' },
      host: { type: 'string' },
      'no-open': { type: 'boolean', default: false },
    },
  })
  return {
    catalogue: values.catalogue === undefined ? null : resolve(workingFolder, values.catalogue),
    roots: (values.root.length === 0 ? [homeFolder] : values.root).map((root) =>
      resolve(workingFolder, root),
    ),
    port: values.port === undefined ? null : portNumber(values.port),
    host: values.host ?? null,
    openInBrowser: !values['no-open'],
  }
}

function portNumber(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (port <= 65_535) return port
  throw new Error(`Expected --port as a whole number from 0 to 65535 but received ${JSON.stringify(text)}`)
}
