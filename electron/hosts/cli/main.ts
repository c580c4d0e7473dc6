import { enableCompileCache } from 'node:module'

// Compiling the program is half of what a short command takes: Node keeps it in the system's temporary folder.
enableCompileCache()
const { runCommandLine } = await import('./run-command-line.ts')

process.exitCode = await runCommandLine(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
})
