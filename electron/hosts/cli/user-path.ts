import { resolve } from 'node:path'

/** A path as the user meant it: npm runs scripts in the project's folder and says in INIT_CWD where the user was. */
export function userPath(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path)
}
