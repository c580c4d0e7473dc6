/** The hub gives the files only to people who accepted its terms, or the token was refused. */
export class ModelGated extends Error {
  readonly repository: string
  /** Where the terms are accepted. */
  readonly page: string

  constructor(repository: string, page: string, withToken: boolean) {
    super(
      withToken
        ? `${repository} is not given to the account of this token. Open ${page} with that account and accept the terms there; ` +
            `check as well that the token is valid and may read gated models. Then start again.`
        : `${repository} is given only to people who accepted its terms. Open ${page}, sign in and accept the terms there, ` +
            `then give Doublet an access token of that account and start again.`,
    )
    this.name = 'ModelGated'
    this.repository = repository
    this.page = page
  }
}

/** The hub has no such repository, revision or file. */
export class NotOnHub extends Error {
  constructor(what: string, page: string) {
    super(`The hub has no ${what}. Check the name at ${page}; a private model needs an access token.`)
    this.name = 'NotOnHub'
  }
}

/** No connection, or one that keeps breaking. What came so far is kept. */
export class HubUnreachable extends Error {
  readonly host: string

  constructor(host: string, reason: string, options?: ErrorOptions) {
    super(
      `${host} cannot be reached: ${reason}. Check the connection and start again; what was fetched so far is kept.`,
      options,
    )
    this.name = 'HubUnreachable'
    this.host = host
  }
}

/** The hub asks for patience for longer than a download should wait. */
export class HubBusy extends Error {
  readonly retryAfterMs: number | null

  constructor(host: string, retryAfterMs: number | null) {
    const when = retryAfterMs === null ? 'later' : `in ${Math.ceil(retryAfterMs / 1000)} seconds`
    super(`${host} takes no more requests for now. Start again ${when}; what was fetched so far is kept.`)
    this.name = 'HubBusy'
    this.retryAfterMs = retryAfterMs
  }
}

/** The answer is not one that a hub gives. */
export class HubAnswerUnusable extends Error {
  constructor(url: URL, reason: string, options?: ErrorOptions) {
    // The query of a signed address is a key to the file: it stays out of messages and logs.
    super(`${url.origin}${url.pathname} answered with something else than expected: ${reason}`, options)
    this.name = 'HubAnswerUnusable'
  }
}

/** A name in a repository's listing that is not taken as a file's name here. */
export class UnsafeFileName extends Error {
  readonly file: string

  constructor(file: string, reason: string) {
    super(`The repository lists a file "${file}", which is refused: ${reason}`)
    this.name = 'UnsafeFileName'
    this.file = file
  }
}

export class DownloadTooLarge extends Error {
  constructor(what: string, bytes: number, limitBytes: number) {
    super(`Expected ${what} to take at most ${limitBytes} bytes but it takes ${bytes}`)
    this.name = 'DownloadTooLarge'
  }
}

/** The bytes that came are not those that the hub has. Nothing of them is kept. */
export class ChecksumMismatch extends Error {
  readonly file: string

  constructor(file: string, expected: string, found: string) {
    super(
      `Expected ${file} to have checksum ${expected} but what came has ${found}. It was deleted: fetch it again, ` +
        `and if that does not help, do not use this source.`,
    )
    this.name = 'ChecksumMismatch'
    this.file = file
  }
}

export class DiskFull extends Error {
  constructor(folder: string, neededBytes: number | null, options?: ErrorOptions) {
    const need = neededBytes === null ? '' : ` ${neededBytes} more bytes are needed.`
    super(
      `The disk of ${folder} is full.${need} Free some space and start again; what was fetched is kept.`,
      options,
    )
    this.name = 'DiskFull'
  }
}
