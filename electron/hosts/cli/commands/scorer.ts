import type { ScorerVersion } from '../../../contract/scorer.ts'
import type { Command, CommandContext, CommandResult } from '../command.ts'
import { followJob, warningsOf } from '../follow-job.ts'
import { notesOf } from '../notes-of.ts'
import { UsageError } from '../usage.ts'

const HEAVIEST = 20

/** `doublet scorer [refit|use VERSION|weights [VERSION]]` */
export const scorerCommand: Command = async (context) => {
  const [action = 'list', version, ...rest] = context.line.operands
  if (rest.length > 0 || (version !== undefined && (action === 'refit' || action === 'list')))
    throw new UsageError(
      `Expected nothing after “scorer ${action}” but received ${rest.join(' ') || version}`,
    )
  await context.openCatalogue('must-exist')
  if (action === 'list') return list(context)
  if (action === 'refit') return refit(context)
  if (action === 'weights') return weights(context, version)
  if (action === 'use' && version !== undefined) {
    const used = await context.client.scorer.use({ version })
    return done(`The next match takes scorer ${used.version}.`, used)
  }
  throw new UsageError(`Expected refit, use VERSION or weights [VERSION] but received “${action}”`)
}

async function list({ client }: CommandContext): Promise<CommandResult> {
  const scorer = await client.scorer.list()
  const { versions, usableVerdicts, sameVerdicts, leastVerdicts } = scorer
  const text = [
    ...versions.map(versionLine),
    `${usableVerdicts} verdicts in force, ${sameVerdicts} of them same product; a fit takes ${leastVerdicts} with both answers`,
  ].join('\n')
  return done(text, scorer)
}

function versionLine({ version, createdAt, verdicts, scored, next }: ScorerVersion): string {
  const origin = createdAt === null ? 'comes with Doublet' : `from ${verdicts} verdicts, ${createdAt}`
  const uses = [...(scored ? ['gave the scores'] : []), ...(next ? ['the next match takes it'] : [])]
  return [`${version}: ${origin}`, ...uses].join(', ')
}

async function refit(context: CommandContext): Promise<CommandResult> {
  const job = await followJob(context, () => context.client.scorer.refit())
  return {
    text: notesOf(job).join('\n'),
    json: { status: job.status, summary: job.summary, notes: notesOf(job) },
    warnings: warningsOf(job),
    failed: job.status !== 'done',
  }
}

async function weights({ client }: CommandContext, version: string | undefined): Promise<CommandResult> {
  const { versions } = await client.scorer.list()
  const asked = version ?? versions.find(({ next }) => next)?.version ?? ''
  const weighed = await client.scorer.weights({ version: asked })
  const lines = weighed
    .slice(0, HEAVIEST)
    .map(({ words, weight }) => `${weight >= 0 ? '+' : ''}${weight.toFixed(2)}  ${words}`)
  return done(lines.join('\n'), { version: asked, weights: weighed })
}

function done(text: string, json: unknown): CommandResult {
  return { text, json, warnings: [], failed: false }
}
