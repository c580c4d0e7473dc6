import { z } from 'zod'
import { isPictureName } from './picture-name.ts'

/** Lists as JSON and as Python's repr of a list, which many data sets carry in a CSV. */
const QUOTED = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/g

/**
 * The pictures that one cell names, each once, in the order written. They are separated by "|", ";" or line ends, by
 * commas where every part ends like a picture file, or they stand in a JSON array.
 */
export function splitImageCell(cell: string): string[] {
  const text = cell.trim()
  if (!/[[|;,\r\n]/.test(text)) return text === '' ? [] : [text]
  const parts = listParts(text) ?? text.split(/[|;\r\n]/).flatMap(splitAtCommas)
  return [...new Set(parts.map((part) => part.trim()).filter((part) => part !== ''))]
}

function splitAtCommas(part: string): string[] {
  const pieces = part.split(',').map((piece) => piece.trim())
  const filled = pieces.filter((piece) => piece !== '')
  return filled.every(isPictureName) ? filled : [part]
}

/** The strings of a list in brackets; null when the text is none. */
function listParts(text: string): string[] | null {
  if (!text.startsWith('[') || !text.endsWith(']')) return null
  const parsed = parseStrings(text)
  if (parsed !== null) return parsed
  const inside = text.slice(1, -1)
  if (inside.replaceAll(QUOTED, '').replaceAll(/[\s,]/g, '') !== '') return null
  return [...inside.matchAll(QUOTED)].map((match) => (match[1] ?? match[2] ?? '').replaceAll(/\\(.)/g, '$1'))
}

function parseStrings(text: string): string[] | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null // Not JSON: it is read by its separators.
  }
  const list = z.array(z.unknown()).safeParse(value)
  return list.success ? list.data.filter((entry) => typeof entry === 'string') : null
}
