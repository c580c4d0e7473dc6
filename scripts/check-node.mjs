import { unsupportedNodeMessage } from './supported-node.mjs'

const message = unsupportedNodeMessage(process.version)
if (message !== null) {
  console.error(message)
  process.exit(1)
}
