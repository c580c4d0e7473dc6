import type { Job } from '../../../contract/jobs.ts'
import { modelRole } from '../../../contract/models.ts'
import type { Rehearsal, RehearsalExample } from '../../../contract/rehearsal.ts'
import type { Command, CommandContext, CommandResult } from '../command.ts'
import { followJob } from '../follow-job.ts'
import { readChoice, readNumber } from '../read-arguments.ts'
import { UsageError } from '../usage.ts'

/** `doublet rehearse [--threshold P] [--scorer VERSION | --model NAME|none [--as ROLE] [--accept-terms]] [--accept]` */
export const rehearseCommand: Command = async (context) => {
  const { client, line, openCatalogue } = context
  const { options, operands } = line
  const threshold = readNumber('threshold', options.threshold, 0, 1)
  const role = readChoice('as', options.as, modelRole.options) ?? 'pictures'
  if (operands.length > 0) throw new UsageError(`Expected options only but received “${operands.join(' ')}”`)
  if (threshold === null && options.scorer === undefined && options.model === undefined)
    throw new UsageError('Expected --threshold P, --scorer VERSION or --model NAME to rehearse')
  if (options.scorer !== undefined && options.model !== undefined)
    throw new UsageError('Expected --scorer or --model but received both: rehearse one after the other')
  await openCatalogue('must-exist')
  const id = options.model === 'none' ? null : (options.model ?? null)
  const tried = await followJob(context, () =>
    client.rehearsal.start({
      ...(threshold === null ? {} : { threshold }),
      ...(options.scorer === undefined ? {} : { scorer: options.scorer }),
      ...(options.model === undefined
        ? {}
        : { model: { id, role, acceptTerms: options['accept-terms'] === true } }),
    }),
  )
  const result = await client.rehearsal.result()
  if (tried.status !== 'done' || result === null) return ended(tried, result, false)
  if (options.accept !== true) return ended(tried, result, false)
  return ended(await acceptIt(context), result, true)
}

function acceptIt(context: CommandContext): Promise<Job> {
  return followJob(context, () => context.client.rehearsal.accept())
}

function ended({ status, error, notes }: Job, result: Rehearsal | null, accepted: boolean): CommandResult {
  const took = accepted ? 'It was accepted.' : 'Nothing was changed; --accept lets it take effect.'
  return {
    text: result === null ? '' : [...resultLines(result), ...(status === 'done' ? [took] : [])].join('\n'),
    json: { status, accepted: accepted && status === 'done', rehearsal: result },
    warnings: [...notes, ...(error === null ? [] : [error])].map(({ words }) => words),
    failed: status !== 'done' || result === null,
  }
}

function resultLines({ words, groups, pairs, regroupedItems, contradicted, examples }: Rehearsal): string[] {
  const { before, after, unchanged, split, merged, appeared, vanished } = groups
  return [
    words,
    `groups: ${before} now, ${after} then; ${unchanged} stay as they are`,
    `split: ${split}, merged: ${merged}, appear: ${appeared}, vanish: ${vanished}`,
    `pairs parted: ${pairs.parted}, joined: ${pairs.joined}; listings regrouped: ${regroupedItems}`,
    `verdicts against the scores: ${contradicted.before} of ${contradicted.verdicts} now, ${contradicted.after} then`,
    ...examples.map(exampleLines),
  ]
}

function exampleLines({ kind, items, before, after }: RehearsalExample): string {
  const named = new Map(items.map(({ id, externalId }) => [id, externalId]))
  const parts = (groups: readonly (readonly number[])[]): string =>
    groups.map((group) => `[${group.map((item) => named.get(item) ?? item).join(' ')}]`).join(' ')
  const titles = items.map(
    ({ externalId, title }) => `    ${externalId}${title === null ? '' : `  ${title}`}`,
  )
  return [`  ${kind}: ${parts(before)} → ${parts(after)}`, ...titles].join('\n')
}
