import { stat } from 'node:fs/promises'
import type { Job } from '../../../contract/jobs.ts'
import type { InstalledModel, KnownModel, ModelRole } from '../../../contract/models.ts'
import type { Command, CommandContext, CommandResult } from '../command.ts'
import { followJob } from '../follow-job.ts'
import { notesOf } from '../notes-of.ts'
import { readChoice } from '../read-arguments.ts'
import { summaryLines } from '../summary-lines.ts'
import { UsageError } from '../usage.ts'
import { userPath } from '../user-path.ts'

const ROLES: readonly ModelRole[] = ['pictures', 'titles', 'categories']
const ACTIONS: Readonly<Record<string, Command>> = {
  list: listModels,
  import: importModel,
  use: useModel,
  cost: modelCost,
  check: checkModels,
  remove: removeModel,
}

/** `doublet models [import|use|cost|check|remove]` */
export const modelsCommand: Command = (context) => {
  const [action = 'list'] = context.line.operands
  const run = ACTIONS[action]
  if (run === undefined)
    throw new UsageError(`Expected one of ${Object.keys(ACTIONS).join(', ')} but received “${action}”`)
  return run(context).catch(sayHowToAccept)
}

/** The engine says what the terms are; how to accept them is each host's own matter. */
function sayHowToAccept(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'TERMS_NOT_ACCEPTED')
    throw new Error(`${error.message}\nTo accept them, run the command again with --accept-terms.`, {
      cause: error,
    })
  throw error
}

async function listModels({ client, openCatalogue }: CommandContext): Promise<CommandResult> {
  await openCatalogue('create-if-missing')
  const models = await client.models.list()
  const text = [
    'Installed:',
    ...models.installed.map(installedLine),
    '',
    'Known (install with “doublet models import”):',
    ...models.known.map(knownLine),
  ].join('\n')
  return { text, json: models, warnings: [], failed: false }
}

function installedLine({ id, name, task, bytes, licence, roles, problem }: InstalledModel): string {
  const use = roles.length === 0 ? '' : `, in use for ${roles.join(' and ')}`
  const state = problem === null ? '' : `, cannot be used: ${problem.words}`
  return `  ${id}: ${name}, ${task}, ${megabytes(bytes)}, licence ${licence.name}${use}${state}`
}

function knownLine({ id, name, goodFor, licence, bytes, source, folder }: KnownModel): string {
  const size = bytes === null ? 'size unknown until asked' : `about ${megabytes(bytes)}`
  const accept = licence.mustBeAccepted ? ', terms must be accepted' : ''
  const from = source === null ? `bring a folder: ${folder}` : source
  return `  ${id}: ${name}. ${goodFor} Licence ${licence.name}${accept}; ${size}; ${from}`
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toLocaleString('en', { maximumFractionDigits: 1 })} MB`
}

async function importModel(context: CommandContext): Promise<CommandResult> {
  const { client, line, openCatalogue } = context
  const { options } = line
  const source = operand(context, 'a folder or hf:OWNER/NAME')
  await openCatalogue('create-if-missing')
  const path = await stat(userPath(source)).then(
    () => userPath(source),
    () => source,
  )
  const token = process.env.HF_TOKEN
  const job = await followJob(context, () =>
    client.models.install({
      source: path,
      acceptTerms: options['accept-terms'] === true,
      ...(options.as === undefined ? {} : { name: options.as }),
      ...(options.weights === undefined ? {} : { weights: options.weights }),
      ...(token === undefined || token === '' ? {} : { token }),
    }),
  )
  return ofJob(job)
}

async function useModel(context: CommandContext): Promise<CommandResult> {
  const { client, line, openCatalogue } = context
  const id = operand(context, 'the name of an installed model, or none')
  await openCatalogue('must-exist')
  const role = readChoice('as', line.options.as, ROLES) ?? (await roleOf(context, id))
  const described = await followJob(context, () =>
    client.models.use({
      id: id === 'none' ? null : id,
      role,
      acceptTerms: line.options['accept-terms'] === true,
    }),
  )
  if (described.status !== 'done' || line.options['no-match'] === true) return ofJob(described)
  const matched = await followJob(context, () => client.jobs.startMatch({}))
  const summary = { ...described.summary, ...matched.summary }
  return ofJob({ ...matched, summary, notes: [...described.notes, ...matched.notes] })
}

async function modelCost(context: CommandContext): Promise<CommandResult> {
  const { client, line, openCatalogue } = context
  const id = operand(context, 'the name of an installed model')
  await openCatalogue('must-exist')
  const role = readChoice('as', line.options.as, ROLES) ?? (await roleOf(context, id))
  const cost = await client.models.cost({ id, role })
  const text = `${cost.missing} ${cost.of} to describe, about ${Math.ceil(cost.seconds)} s; ${cost.kept} are described already`
  return { text, json: cost, warnings: [], failed: false }
}

async function checkModels(context: CommandContext): Promise<CommandResult> {
  const { client, line, openCatalogue } = context
  await openCatalogue('create-if-missing')
  const [, id] = line.operands
  return ofJob(await followJob(context, () => client.models.check(id === undefined ? {} : { id })))
}

async function removeModel(context: CommandContext): Promise<CommandResult> {
  const id = operand(context, 'the name of an installed model')
  await context.openCatalogue('create-if-missing')
  await context.client.models.remove({ id })
  return { text: `${id} was removed`, json: { removed: id }, warnings: [], failed: false }
}

function operand({ line }: CommandContext, what: string): string {
  const [, given, ...rest] = line.operands
  if (given === undefined || rest.length > 0)
    throw new UsageError(`Expected ${what} but received ${line.operands.length - 1} operands`)
  return given
}

async function roleOf({ client }: CommandContext, id: string): Promise<ModelRole> {
  const { installed } = await client.models.list()
  const task = installed.find((model) => model.id === id)?.task
  if (task === undefined)
    throw new UsageError(
      id === 'none'
        ? `Expected --as ${ROLES.join('|')} to say what no model is to be used for`
        : `There is no installed model “${id}”; “doublet models” lists them`,
    )
  if (task === 'embed-titles') return 'titles'
  return task === 'classify-items' ? 'categories' : 'pictures'
}

function ofJob(job: Job): CommandResult {
  const { status, summary, error } = job
  const notes = notesOf(job)
  return {
    text: [...notes, summaryLines(summary)].filter((part) => part !== '').join('\n'),
    json: { status, summary, notes },
    warnings: error === null ? [] : [error.words],
    failed: status !== 'done',
  }
}
