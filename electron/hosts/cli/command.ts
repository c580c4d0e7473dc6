import type { EngineClient } from '../../contract/index.ts'
import type { CommandLine } from './read-arguments.ts'

/** What a command of the terminal works with. */
export interface CommandContext {
  readonly client: EngineClient
  readonly line: CommandLine
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** Opens the catalogue named on the command line. */
  readonly openCatalogue: (mode: 'create-if-missing' | 'must-exist') => Promise<void>
}

/** What a command says at its end. */
export interface CommandResult {
  /** Printed to standard output, unless --json was given. */
  readonly text: string
  /** Printed as one JSON document with --json. */
  readonly json: unknown
  /** Things left out or failed, listed on standard error; with --strict they make the command fail. */
  readonly warnings: readonly string[]
  readonly failed: boolean
}

export type Command = (context: CommandContext) => Promise<CommandResult>
