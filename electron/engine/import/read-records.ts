import { CsvTable } from './csv-table.ts'
import { fileErrorWords, systemErrorCode } from './file-error-words.ts'
import { JsonlTable } from './jsonl-table.ts'
import { readText } from './read-text.ts'
import type { TableShape } from './sniff-table.ts'
import type { RecordEvent } from './table-record.ts'
import { TableUnreadableError } from './table-unreadable-error.ts'

/**
 * The rows of a table as text, a batch for each 64 KB of the file, in memory that does not grow with it. The batch of
 * a piece of the file ends with the progress so far.
 * @throws TableUnreadableError when it holds no rows that can be told apart or can no longer be read; the signal's
 *   reason once it is aborted
 */
export async function* readRecords(
  path: string,
  shape: TableShape,
  signal?: AbortSignal,
): AsyncGenerator<RecordEvent[]> {
  const { encoding, delimiter, bomBytes } = shape
  const table = delimiter === null ? new JsonlTable(path) : new CsvTable(path, delimiter)
  let isDamageReported = false
  if (encoding === 'windows-1252' || (encoding !== 'utf-8' && bomBytes === 0)) {
    yield [encodingGuessed(path, encoding)]
  }
  try {
    for await (const piece of readText(path, encoding, bomBytes, signal)) {
      const { text, bytesRead, bytesTotal, firstReplacedAt } = piece
      if (firstReplacedAt !== null && !isDamageReported) {
        isDamageReported = true
        yield [bytesReplaced(path, encoding, table.line + lineEnds(text, firstReplacedAt))]
      }
      yield [...table.push(text), { kind: 'progress', bytesRead, bytesTotal }]
    }
  } catch (error) {
    if (systemErrorCode(error) === null || signal?.aborted === true) throw error
    const reason = `Reading broke off at line ${table.line}: ${fileErrorWords(error)}`
    throw new TableUnreadableError(
      path,
      reason,
      'Check the drive and import again: what was read is kept',
      error,
    )
  }
  yield table.end()
}

function lineEnds(text: string, to: number): number {
  return text.slice(0, to).split('\n').length - 1
}

function encodingGuessed(path: string, encoding: string): RecordEvent {
  const reason = `The table is no UTF-8 and does not say its encoding; it was read as ${encoding}`
  return warning(
    path,
    null,
    reason,
    'Look for wrong letters in the titles; if there are any, save it as UTF-8',
  )
}

function bytesReplaced(path: string, encoding: string, line: number): RecordEvent {
  const reason = `Bytes on about this line are not valid ${encoding}; they and any later ones were read as \uFFFD`
  return warning(path, line, reason, 'Save the table as UTF-8 in the program that made it, then import again')
}

function warning(path: string, line: number | null, reason: string, advice: string): RecordEvent {
  return {
    kind: 'problem',
    problem: { severity: 'warning', code: 'ENCODING_GUESSED', path, line, reason, advice },
  }
}
