// Plain JavaScript without anything new, because it must run on the Node that is too old.

/**
 * What to do when this Node cannot run Doublet, as one line, or null when it can.
 * @param {string} version as in process.version, "v24.21.0"
 * @returns {string | null}
 */
export function unsupportedNodeMessage(version) {
  const major = Number(version.replace(/^v/, '').split('.')[0])
  if (major >= 24) return null
  return (
    'Doublet needs Node 24 or newer, and this is Node ' +
    version.replace(/^v/, '') +
    ': install it from https://nodejs.org (or "nvm install 24") and run the command again.'
  )
}
