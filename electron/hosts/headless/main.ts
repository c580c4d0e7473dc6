import { homedir } from 'node:os'
import { parseHeadlessArguments } from './parse-arguments.ts'
import { runHeadless } from './run-headless.ts'

try {
  const parameters = parseHeadlessArguments(process.argv.slice(2), {
    // npm runs scripts in the project's folder and says here where the user was.
    workingFolder: process.env.INIT_CWD ?? process.cwd(),
    homeFolder: homedir(),
  })
  await runHeadless({ ...parameters, cores: null })
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
