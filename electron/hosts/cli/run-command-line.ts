import { availableParallelism } from 'node:os'
import { createRouterClient } from '@orpc/server'
import packageJson from '../../../package.json' with { type: 'json' }
import type { EngineClient } from '../../contract/index.ts'
import { createEngine } from '../../engine/create-engine.ts'
import type { Command, CommandResult } from './command.ts'
import { evaluateCommand } from './commands/evaluate.ts'
import { exportCommand } from './commands/export.ts'
import { groupsCommand } from './commands/groups.ts'
import { historyCommand } from './commands/history.ts'
import { importCommand } from './commands/import.ts'
import { mapCommand } from './commands/map.ts'
import { matchCommand } from './commands/match.ts'
import { modelsCommand } from './commands/models.ts'
import { problemsCommand } from './commands/problems.ts'
import { queueCommand } from './commands/queue.ts'
import { rankCommand } from './commands/rank.ts'
import { rebuildCommand } from './commands/rebuild.ts'
import { reviewCommand, undoCommand } from './commands/review.ts'
import { rehearseCommand } from './commands/rehearse.ts'
import { rulesCommand } from './commands/rules.ts'
import { relationsCommand } from './commands/relations.ts'
import { sampleCommand } from './commands/sample.ts'
import { scorerCommand } from './commands/scorer.ts'
import { searchCommand } from './commands/search.ts'
import { serve } from './commands/serve.ts'
import { simulateCommand } from './commands/simulate.ts'
import { verifyCommand } from './commands/verify.ts'
import { readArguments, readNumber, type CommandLine } from './read-arguments.ts'
import { USAGE, UsageError } from './usage.ts'
import { dataFolder } from '../data-folder.ts'
import { hubEndpoint } from '../hub-endpoint.ts'
import { userName } from '../user-name.ts'
import { userPath } from './user-path.ts'

const COMMANDS: Readonly<Record<string, Command>> = {
  import: importCommand,
  match: matchCommand,
  groups: groupsCommand,
  export: exportCommand,
  problems: problemsCommand,
  evaluate: evaluateCommand,
  rank: rankCommand,
  verify: verifyCommand,
  rebuild: rebuildCommand,
  search: searchCommand,
  rehearse: rehearseCommand,
  rules: rulesCommand,
  map: mapCommand,
  sample: sampleCommand,
  relations: relationsCommand,
  review: reviewCommand,
  undo: undoCommand,
  redo: undoCommand,
  history: historyCommand,
  queue: queueCommand,
  scorer: scorerCommand,
  simulate: simulateCommand,
  models: modelsCommand,
}

const DEFAULT_CATALOGUE = 'Catalogue.doublet'
const STOPPED = 130

/** Where a command line writes: results alone on `out`, everything else that is said on `err`. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
}

/** Carries out `doublet ...argv` and gives its exit code: 0 done, 1 failed, 2 wrong usage, 130 stopped. */
export async function runCommandLine(argv: readonly string[], terminal: Terminal): Promise<number> {
  const { out, err } = terminal
  try {
    const line = readArguments(argv)
    if (line.options.version === true) return say(out, `${packageJson.version}\n`)
    if (line.options.help === true || line.command === 'help') return say(out, USAGE)
    if (line.command === 'serve') {
      await serve(line)
      return 0
    }
    return await run(line, terminal)
  } catch (error) {
    if (error instanceof UsageError) {
      err(`${error.message}\nRun “doublet --help” for the commands and their options.\n`)
      return 2
    }
    err(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

async function run(line: CommandLine, terminal: Terminal): Promise<number> {
  const command = COMMANDS[line.command]
  if (command === undefined) throw new UsageError(`There is no command “${line.command}”`)
  const stop = new AbortController()
  const onInterrupt = (): void => stop.abort(new Error('Stopped.'))
  process.once('SIGINT', onInterrupt)
  process.once('SIGTERM', onInterrupt)
  const engine = createEngine({
    host: 'cli',
    dataFolder: dataFolder(),
    allowedRoots: null,
    reviewer: userName(),
    hubEndpoint: hubEndpoint(),
    cores: readNumber('cores', line.options.cores, 1, 1024) ?? availableParallelism(),
  })
  const client: EngineClient = createRouterClient(engine.router)
  try {
    const path = userPath(line.options.catalogue ?? DEFAULT_CATALOGUE)
    const openCatalogue = async (mode: 'create-if-missing' | 'must-exist'): Promise<void> => {
      await (mode === 'must-exist' ? client.catalogue.open({ path }) : openOrCreate(client, path))
    }
    return finish(await command({ client, line, signal: stop.signal, openCatalogue }), line, terminal)
  } catch (error) {
    if (!stop.signal.aborted) throw error
    terminal.err('Stopped. What is done is saved; the next run goes on from there.\n')
    return STOPPED
  } finally {
    await engine.close()
    process.removeListener('SIGINT', onInterrupt)
    process.removeListener('SIGTERM', onInterrupt)
  }
}

async function openOrCreate(client: EngineClient, path: string): Promise<void> {
  const created = await client.catalogue.create({ path }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'CATALOGUE_EXISTS') return null
    throw error
  })
  if (created === null) await client.catalogue.open({ path })
}

function finish(result: CommandResult, { options }: CommandLine, { out, err }: Terminal): number {
  for (const warning of result.warnings) err(`${warning}\n`)
  if (options.json === true) out(`${JSON.stringify(result.json, null, 2)}\n`)
  else if (result.text !== '') out(`${result.text}\n`)
  if (result.failed) return 1
  if (result.warnings.length > 0) {
    err(`Done, with ${result.warnings.length} warnings.\n`)
    return options.strict === true ? 1 : 0
  }
  return 0
}

function say(out: Terminal['out'], text: string): 0 {
  out(text)
  return 0
}
