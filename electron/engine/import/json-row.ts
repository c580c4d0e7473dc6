import { z } from 'zod'

const object = z.record(z.string(), z.unknown())

type JsonRow =
  | { readonly values: ReadonlyMap<string, string>; readonly fault: null }
  | { readonly values: null; readonly fault: string }

/**
 * One line of JSONL as text by key: strings as they are, null as '', anything
 * objects as JSON text. Whole numbers keep all of their digits, however many there are.
 */
export function readJsonRow(text: string): JsonRow {
  let value: unknown
  try {
    // Only integers past 2^53 need the slow way that sees how they were written.
    value = /\d{16}/.test(text) ? JSON.parse(text, keepLongIntegers) : JSON.parse(text)
  } catch (error) {
    return {
      values: null,
      fault: `It is no valid JSON: ${error instanceof Error ? error.message : String(error)}`,
    }
  }
  const row = object.safeParse(value)
  if (!row.success) {
    const kind = value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`
    return { values: null, fault: `Expected an object in braces but received ${kind}` }
  }
  const values = new Map(Object.entries(row.data).map(([key, entry]) => [key, asText(entry)]))
  return { values, fault: null }
}

function keepLongIntegers(_key: string, value: unknown, context?: { source?: string }): unknown {
  const isRounded = typeof value === 'number' && !Number.isSafeInteger(value)
  return isRounded && context?.source !== undefined && /^-?\d+$/.test(context.source) ? context.source : value
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  return typeof value === 'string' ? value : JSON.stringify(value)
}
