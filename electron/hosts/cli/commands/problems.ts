import type { Command } from '../command.ts'
import { userPath } from '../user-path.ts'

const LISTED = 200

/** `doublet problems [--out FILE]`: what was left out or needs a look, by kind, with what to do. */
export const problemsCommand: Command = async ({ client, line, openCatalogue }) => {
  await openCatalogue('must-exist')
  const { total, byCode, rows } = await client.problems.list({ limit: LISTED })
  const out = line.options.out === undefined ? null : userPath(line.options.out)
  const written = out === null ? null : await client.problems.export({ path: out })
  const more = total - rows.length
  return {
    text: [
      ...(total === 0 ? ['No problems: every file and row was imported.'] : []),
      ...byCode.map(({ code, count }) => `${count} ${code}`),
      ...rows.map(
        ({ path, line: at, reason, advice }) =>
          `${path}${at === null ? '' : `:${at}`}: ${reason}. ${advice}.`,
      ),
      ...(more > 0 ? [`... and ${more} more`] : []),
      ...(written === null ? [] : [`${written.rows} rows to ${written.path}`]),
    ].join('\n'),
    json: { total, byCode, rows, written },
    warnings: [],
    failed: false,
  }
}
