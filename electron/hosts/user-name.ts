import { userInfo } from 'node:os'

/** The name that verdicts are signed with until the curator gives another: the account's, or "curator". */
export function userName(): string {
  try {
    return userInfo().username || 'curator'
  } catch (error) {
    // An account without an entry in the user database, as in some containers.
    if (error instanceof Error && 'code' in error) return 'curator'
    throw error
  }
}
