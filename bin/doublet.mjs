#!/usr/bin/env node
// Plain JavaScript without anything new, because it must run on the Node that is too old.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { unsupportedNodeMessage } from '../scripts/supported-node.mjs'

const message = unsupportedNodeMessage(process.version)
if (message === null) {
  await import('../electron/hosts/cli/main.ts')
} else {
  // npm ci has put a Node of its own there on the platforms that have such a package.
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const folder = 'node-' + (process.platform === 'win32' ? 'win' : process.platform) + '-' + process.arch
  const ownNode = fileURLToPath(new URL('../node_modules/' + folder + '/bin/' + name, import.meta.url))
  if (existsSync(ownNode)) {
    const result = spawnSync(ownNode, [fileURLToPath(import.meta.url)].concat(process.argv.slice(2)), {
      stdio: 'inherit',
    })
    process.exitCode = result.status === null ? 1 : result.status
  } else {
    console.error(message)
    process.exitCode = 1
  }
}
