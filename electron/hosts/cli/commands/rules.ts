import type { Rule, RulePair, RulePreview, SavedRule } from '../../../contract/rules.ts'
import type { Command, CommandContext, CommandResult } from '../command.ts'
import { followJob } from '../follow-job.ts'
import { notesOf } from '../notes-of.ts'
import { readNumber } from '../read-arguments.ts'
import { readConditions } from '../read-conditions.ts'
import { summaryLines } from '../summary-lines.ts'
import { UsageError } from '../usage.ts'

const MOST_SEED = 4_294_967_295

/** `doublet rules [ID|NAME | --when CONDITIONS [--relation R] [--save NAME]] [--apply] [--seed S]` */
export const rulesCommand: Command = async (context) => {
  const { line, openCatalogue } = context
  const { options, operands } = line
  const [asked, ...rest] = operands
  if (rest.length > 0) throw new UsageError(`Expected one rule but received “${operands.join(' ')}”`)
  if (asked !== undefined && options.when !== undefined)
    throw new UsageError('Expected the name of a rule or --when CONDITIONS but received both')
  if (asked === undefined && options.when === undefined && options.apply === true)
    throw new UsageError('Expected the name of a rule or --when CONDITIONS to apply')
  const given = options.when === undefined ? null : readConditions(options.when)
  const seed = readNumber('seed', options.seed, 0, MOST_SEED) ?? 1
  await openCatalogue('must-exist')
  if (given !== null) {
    const rule: Rule = { conditions: given, relation: options.relation ?? 'same-product' }
    if (options.save !== undefined) await context.client.rules.save({ ...rule, name: options.save })
    return carryOut(context, rule, options.save ?? '', seed)
  }
  const known = await context.client.rules.list()
  if (asked === undefined) return list(known)
  const found = known.find(({ id, name }) => id === asked || name === asked)
  if (found === undefined)
    throw new UsageError(
      `Expected one of ${known.map(({ id }) => id).join(', ')} or a rule's name but received “${asked}”`,
    )
  const { id: _id, name, readyMade: _readyMade, ...rule } = found
  return carryOut(context, rule, name, seed)
}

function list(known: readonly SavedRule[]): CommandResult {
  return {
    text: known.map(({ id, name }) => `${id}  ${name}`).join('\n'),
    json: { rules: known },
    warnings: [],
    failed: false,
  }
}

async function carryOut(
  context: CommandContext,
  rule: Rule,
  name: string,
  seed: number,
): Promise<CommandResult> {
  const { client, line, signal } = context
  const preview = await client.rules.preview({ ...rule, seed }, { signal })
  if (line.options.apply !== true)
    return {
      text: [...previewLines(preview), 'Nothing was changed; --apply records it.'].join('\n'),
      json: { applied: false, preview },
      warnings: [],
      failed: false,
    }
  const job = await followJob(context, () => client.rules.apply({ ...rule, name }))
  return {
    text: summaryLines(job.summary),
    json: { applied: job.status === 'done', preview, summary: job.summary, notes: notesOf(job) },
    warnings: [...notesOf(job), ...(job.error === null ? [] : [job.error.words])],
    failed: job.status !== 'done',
  }
}

function previewLines({ words, sample, exceptions }: RulePreview): string[] {
  return [
    words,
    ...(sample.length === 0 ? [] : ['Drawn at random of what would be recorded:']),
    ...sample.map(pairLine),
    ...(exceptions.length === 0 ? [] : ['Left out:']),
    ...exceptions.map((exception) => `${pairLine(exception)}: ${exception.words}`),
  ]
}

function pairLine({ a, b, score }: RulePair): string {
  const named = ({ externalId, title }: RulePair['a']): string =>
    title === null ? externalId : `${externalId} “${title}”`
  return `  ${score.toFixed(3)}  ${named(a)} - ${named(b)}`
}
