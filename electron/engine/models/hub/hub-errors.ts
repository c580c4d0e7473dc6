import { Refusal, say } from '../../../contract/saying.ts'

/** The hub gives the files only to people who accepted its terms, or the token was refused. */
export class ModelGated extends Refusal {
  readonly repository: string
  /** Where the terms are accepted. */
  readonly page: string

  constructor(repository: string, page: string, withToken: boolean) {
    super(say(withToken ? 'gatedForToken' : 'gated', { repository, page }))
    this.repository = repository
    this.page = page
  }
}

/** The hub has no such repository, revision or file. */
export class NotOnHub extends Refusal {
  constructor(what: string, page: string) {
    super(say('notOnHub', { what, page }))
  }
}

/** No connection, or one that keeps breaking. What came so far is kept. */
export class HubUnreachable extends Refusal {
  readonly host: string

  constructor(host: string, reason: string, options?: ErrorOptions) {
    super(say('hubUnreachable', { host, text: reason }), options)
    this.host = host
  }
}

/** The hub asks for patience for longer than a download should wait. */
export class HubBusy extends Refusal {
  readonly retryAfterMs: number | null

  constructor(host: string, retryAfterMs: number | null) {
    super(
      retryAfterMs === null
        ? say('hubBusy', { host })
        : say('hubBusyFor', { host, seconds: Math.ceil(retryAfterMs / 1000) }),
    )
    this.retryAfterMs = retryAfterMs
  }
}

/** The answer is not one that a hub gives. */
export class HubAnswerUnusable extends Refusal {
  constructor(url: URL, reason: string, options?: ErrorOptions) {
    // The query of a signed address is a key to the file: it stays out of messages and logs.
    super(say('hubAnswer', { address: `${url.origin}${url.pathname}`, text: reason }), options)
  }
}

/** A name in a repository's listing that is not taken as a file's name here. */
export class UnsafeFileName extends Refusal {
  readonly file: string

  constructor(file: string, reason: string) {
    super(say('unsafeFileName', { file, text: reason }))
    this.file = file
  }
}

export class DownloadTooLarge extends Refusal {
  constructor(what: string, bytes: number, limitBytes: number) {
    super(say('downloadTooLarge', { what, bytes, limit: limitBytes }))
  }
}

/** The bytes that came are not those that the hub has. Nothing of them is kept. */
export class ChecksumMismatch extends Refusal {
  readonly file: string

  constructor(file: string, expected: string, found: string) {
    super(say('checksumMismatch', { file, expected, found }))
    this.file = file
  }
}

export class DiskFull extends Refusal {
  constructor(folder: string, neededBytes: number | null, options?: ErrorOptions) {
    super(
      neededBytes === null ? say('diskFull', { folder }) : say('diskFullFor', { folder, bytes: neededBytes }),
      options,
    )
  }
}
