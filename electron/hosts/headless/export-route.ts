import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import type { Engine } from '../../engine/engine.ts'
import { respondStream, respondText } from './respond.ts'

/** GET /exports/{fileName}: a file that `export.run` wrote, as a download, else 404. */
export async function respondExport(
  engine: Engine,
  segments: readonly string[],
  response: ServerResponse,
): Promise<void> {
  const [fileName, ...rest] = segments
  const path =
    fileName === undefined || rest.length > 0 || !isPlainFileName(fileName)
      ? null
      : await engine.findExport(fileName)
  if (fileName === undefined || path === null) {
    respondText(response, 404, 'No such export in the open catalogue.')
    return
  }
  await respondStream(response, () => createReadStream(path), {
    'Content-Type': 'application/octet-stream',
    'Content-Length': (await stat(path)).size,
    'Content-Disposition': `attachment; filename*=UTF-8''${encodeRfc5987(fileName)}`,
    'Cache-Control': 'no-store',
  })
}

function isPlainFileName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name)
}

/** RFC 5987 allows fewer characters than encodeURIComponent leaves. */
function encodeRfc5987(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  )
}
