import { Refusal, say } from '../../../contract/saying.ts'

/** Where a model is imported from. */
export type ModelSource =
  | { readonly kind: 'folder'; readonly path: string }
  | {
      readonly kind: 'hub'
      /** "OWNER/NAME" */
      readonly repository: string
      /** A branch, a tag or a commit. */
      readonly revision: string
    }

/** What a user gave is neither a folder nor a repository's name. */
export class ModelSourceUnreadable extends Refusal {
  constructor(text: string, options?: ErrorOptions) {
    super(say('sourceUnclear', { text }), options)
  }
}

const PREFIX = 'hf:'
const DEFAULT_REVISION = 'main'
const EXPECTED = 'Expected a folder, or hf:OWNER/NAME or hf:OWNER/NAME@REVISION'
/** Letters, digits and "_" with "." and "-" between them, as the hub allows; each part is at most 96 characters. */
const PART = /^\w(?:[\w.-]{0,94}\w)?$/

/**
 * Reads what a user gave as a model's source.
 * @param text a folder's path, or "hf:OWNER/NAME[@REVISION]"
 * @throws ModelSourceUnreadable for anything else, saying what was expected
 */
export function parseModelSource(text: string): ModelSource {
  const source = text.trim()
  if (source === '' || source.includes('\0'))
    throw new ModelSourceUnreadable(`${EXPECTED} but received "${text}"`)
  if (source.startsWith(PREFIX)) return parseHubSource(source)
  if (/^hf:|^\w[\w+.-]+:\/\//i.test(source))
    throw new ModelSourceUnreadable(
      `${EXPECTED} but received the address "${source}". Write it as hf:OWNER/NAME.`,
    )
  return { kind: 'folder', path: source }
}

function parseHubSource(source: string): ModelSource {
  const [repository = '', revision = DEFAULT_REVISION, ...rest] = source.slice(PREFIX.length).split('@')
  const parts = repository.split('/')
  if (rest.length > 0 || parts.length !== 2 || ![...parts, revision].every(isPart))
    throw new ModelSourceUnreadable(
      `${EXPECTED} (letters, digits, "_", with "." and "-" between them) but received "${source}"`,
    )
  return { kind: 'hub', repository, revision }
}

function isPart(part: string): boolean {
  return PART.test(part) && !part.includes('..')
}

/** "OWNER/NAME" by the same rules, for what does not come through parseModelSource. */
export function isRepositoryName(text: string): boolean {
  const parts = text.split('/')
  return parts.length === 2 && parts.every(isPart)
}

/** A branch, tag or commit by the same rules. */
export function isRevision(text: string): boolean {
  return isPart(text)
}
