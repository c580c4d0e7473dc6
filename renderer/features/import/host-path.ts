/** A path under a folder on the host's disk, in that host's own way of writing it. */
export function joinHostPath(folder: string, relative: string): string {
  const separator = folder.includes('\\') && !folder.includes('/') ? '\\' : '/'
  return `${folder.replace(/[\\/]$/, '')}${separator}${relative.split('/').join(separator)}`
}
