import { homedir } from 'node:os'
import { runHeadless } from '../../headless/run-headless.ts'
import { readNumber, type CommandLine } from '../read-arguments.ts'
import { userPath } from '../user-path.ts'

/** `doublet serve`: the window in a browser, until Ctrl-C. */
export async function serve({ options }: CommandLine): Promise<void> {
  await runHeadless({
    roots: (options.root ?? [homedir()]).map((root) => userPath(root)),
    port: readNumber('port', options.port, 0, 65_535),
    host: options.host ?? null,
    catalogue: options.catalogue === undefined ? null : userPath(options.catalogue),
    cores: readNumber('cores', options.cores, 1, 1024),
  })
}
