import type { Action } from '../../../contract/actions.ts'
import type { Command } from '../command.ts'
import { readNumber } from '../read-arguments.ts'
import { UsageError } from '../usage.ts'

const LISTED = 50
const MOST_LISTED = 200

/** `doublet history [--case A-B] [--top N]`: what was done, newest first. */
export const historyCommand: Command = async ({ client, line: { options }, openCatalogue }) => {
  const items = readCase(options.case)
  const limit = readNumber('top', options.top, 1, MOST_LISTED) ?? LISTED
  await openCatalogue('must-exist')
  const { total, rows } = await client.review.history({ ...(items && { items }), limit })
  return {
    text: [...rows.map(actionLine), `${rows.length} of ${total} actions`].join('\n'),
    json: { total, actions: rows },
    warnings: [],
    failed: false,
  }
}

/** Item ids as the window's addresses have them: "5-9". */
function readCase(text: string | undefined): number[] | undefined {
  if (text === undefined) return undefined
  const items = text.split('-').map(Number)
  if (items.every((item) => Number.isSafeInteger(item) && item > 0)) return items
  throw new UsageError(`Expected --case to be ids of items joined by hyphens, as 5-9, but received “${text}”`)
}

function actionLine({ at, reviewer, words, shown, undone }: Action): string {
  return `${at}  ${reviewer}  ${words}  (${shown.join('-')})${undone ? '  taken back' : ''}`
}
