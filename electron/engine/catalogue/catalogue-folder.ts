import { join } from 'node:path'

/** What lies where inside a `NAME.doublet` folder. Only `database` is the truth; the rest can be rebuilt from it. */
export interface CatalogueFolder {
  readonly path: string
  readonly database: string
  readonly thumbnails: string
  readonly indexes: string
  readonly backups: string
  readonly inbox: string
  readonly exports: string
  /** Notes of exports that are being written. */
  readonly unfinished: string
  readonly lock: string
  readonly lockHolder: string
}

export const CATALOGUE_SUFFIX = '.doublet'

export function catalogueFolder(path: string): CatalogueFolder {
  return {
    path,
    database: join(path, 'catalogue.sqlite'),
    thumbnails: join(path, 'thumbnails.sqlite'),
    indexes: join(path, 'indexes'),
    backups: join(path, 'backups'),
    inbox: join(path, 'inbox'),
    exports: join(path, 'exports'),
    unfinished: join(path, 'unfinished'),
    lock: join(path, 'lock.sqlite'),
    lockHolder: join(path, 'lock.json'),
  }
}
