import { chooseModelFiles } from './choose-model-files.ts'
import { DownloadTooLarge, NotOnHub } from './hub-errors.ts'
import type { ListedFile, RepositoryListing } from './list-repository.ts'
import { requireDistinctFileNames, requireSafeFileName } from './require-safe-file-name.ts'

export interface DownloadLimits {
  readonly fileBytes: number
  readonly totalBytes: number
}

export interface WantedNames {
  /** Names that must be there, and patterns with "*" (any characters but "/") that may match nothing; null: whatever makes up a model. */
  readonly files: readonly string[] | null
  /** Which file holds the weights, where `files` is null and the repository has several. */
  readonly weights?: string
}

/** ConvNeXt-XXLarge takes 3.4 GB; nothing that compares products is larger than a few times that. */
export const DEFAULT_LIMITS: DownloadLimits = { fileBytes: 16 * 2 ** 30, totalBytes: 24 * 2 ** 30 }

/**
 * The files to fetch, checked: their names cannot leave the destination and they are no larger than allowed.
 * @throws UnsafeFileName, NotOnHub, DownloadTooLarge, WeightsNotFound
 */
export function selectFiles(
  { repository, files }: RepositoryListing,
  wanted: WantedNames,
  page: string,
  limits: DownloadLimits,
): ListedFile[] {
  const listed = files.map(({ name }) => name)
  const chosen = new Set(namesOf(repository, listed, wanted, page))
  const selected = files.filter(({ name }) => chosen.has(name))
  const names = selected.map(({ name }) => name)
  names.forEach(requireSafeFileName)
  requireDistinctFileNames(names)
  requireWithin(selected, limits)
  return selected
}

function namesOf(
  repository: string,
  names: readonly string[],
  { files, weights }: WantedNames,
  page: string,
): string[] {
  if (files === null) return chooseModelFiles(repository, names, weights)
  return files.flatMap((want) => {
    if (want.includes('*')) return names.filter((name) => matchesPattern(name, want))
    if (!names.includes(want)) throw new NotOnHub(`file ${want} in ${repository}`, page)
    return [want]
  })
}

function matchesPattern(name: string, pattern: string): boolean {
  const literal = pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`^${literal.replaceAll('*', '[^/]*')}$`).test(name)
}

function requireWithin(files: readonly ListedFile[], limits: DownloadLimits): void {
  let total = 0
  for (const { name, bytes } of files) {
    if ((bytes ?? 0) > limits.fileBytes) throw new DownloadTooLarge(name, bytes ?? 0, limits.fileBytes)
    total += bytes ?? 0
  }
  if (total > limits.totalBytes) throw new DownloadTooLarge('the model', total, limits.totalBytes)
}
