import { z } from 'zod'
import type { Checksum } from './checksum.ts'
import { type HubAccess, hubGet } from './hub-get.ts'
import { DownloadTooLarge, HubAnswerUnusable } from './hub-errors.ts'
import { retrying, type Wait } from './interrupted.ts'
import { isRepositoryName, isRevision } from './model-source.ts'
import { hubUrl } from './public-hub.ts'

export interface ListedFile {
  /** As the hub lists it: not yet checked, see requireSafeFileName. */
  readonly name: string
  readonly bytes: number | null
  readonly checksum: Checksum | null
}

/** What the hub says of a repository at a revision. */
export interface RepositoryListing {
  readonly repository: string
  /** The revision as a commit, so that all files are of one moment. */
  readonly commit: string
  /** The licence that the model's card names, as written there; null where it names none. */
  readonly licence: string | null
  /** The hub asks for an account and an acceptance before it gives the files. */
  readonly gated: boolean
  readonly files: readonly ListedFile[]
}

const hex = (digits: number) => z.string().regex(new RegExp(`^[0-9a-f]{${digits}}$`))
const bytes = z.number().int().nonnegative()
const listing = z.object({
  sha: hex(40),
  gated: z.union([z.boolean(), z.string()]).optional(),
  cardData: z
    .object({ license: z.string().nullable().catch(null) })
    .nullish()
    .catch(null),
  siblings: z
    .array(
      z.object({
        rfilename: z.string().min(1).max(1000),
        size: bytes.nullish(),
        blobId: hex(40).nullish(),
        lfs: z.object({ sha256: hex(64).nullish(), size: bytes.nullish() }).nullish(),
      }),
    )
    .max(20_000),
})
type Sibling = z.infer<typeof listing>['siblings'][number]

const LISTING_LIMIT_BYTES = 32 << 20

/**
 * Asks the hub which files a repository has at a revision, with their sizes and checksums.
 * @throws ModelGated, NotOnHub, HubAnswerUnusable, HubUnreachable, HubBusy; the signal's reason
 */
export async function listRepository(
  repository: string,
  revision: string,
  access: HubAccess,
  wait: Wait,
): Promise<RepositoryListing> {
  if (!isRepositoryName(repository) || !isRevision(revision))
    throw new Error(
      `Expected OWNER/NAME and a revision of letters, digits, ".", "_", "-" but received ${repository}@${revision}`,
    )
  const url = hubUrl(access.endpoint, 'api/models', repository, 'revision', revision)
  url.searchParams.set('blobs', 'true')
  const options = { progress: () => 0, wait, signal: access.signal }
  const text = await retrying(() => readText(url, repository, access), options)
  const { sha, gated, cardData, siblings } = parseListing(text, url)
  return {
    repository,
    commit: sha,
    licence: cardData?.license ?? null,
    gated: gated !== undefined && gated !== false,
    files: siblings.map(listedFile),
  }
}

async function readText(url: URL, repository: string, access: HubAccess): Promise<string> {
  const answer = await hubGet(url, { accept: 'application/json' }, repository, access)
  const chunks: Uint8Array[] = []
  let length = 0
  try {
    for await (const chunk of answer.chunks()) {
      chunks.push(chunk)
      length += chunk.length
      if (length > LISTING_LIMIT_BYTES)
        throw new DownloadTooLarge('the list of files', length, LISTING_LIMIT_BYTES)
    }
  } finally {
    await answer.close()
  }
  return Buffer.concat(chunks).toString('utf8')
}

function parseListing(text: string, url: URL): z.infer<typeof listing> {
  try {
    return listing.parse(JSON.parse(text))
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : 'no JSON'
    throw new HubAnswerUnusable(url, `no list of files: ${reason}`, { cause: error })
  }
}

function listedFile({ rfilename, size, blobId, lfs }: Sibling): ListedFile {
  return { name: rfilename, bytes: lfs?.size ?? size ?? null, checksum: listedChecksum() }

  function listedChecksum(): Checksum | null {
    if (lfs?.sha256) return { algorithm: 'sha256', hex: lfs.sha256 }
    // A large file's blob is only git's pointer to it.
    if (blobId && !lfs) return { algorithm: 'git-sha1', hex: blobId }
    return null
  }
}
