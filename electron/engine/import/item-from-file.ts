import type { FoundFile, RawItem } from './raw-item.ts'

/** The item that a picture stands for in a folder without a table: named by its path, with nothing else known. */
export function itemFromFile(file: FoundFile): RawItem {
  return {
    externalId: file.relativePath,
    title: null,
    description: null,
    category: null,
    brand: null,
    price: null,
    code: null,
    labelGroup: null,
    attributes: [],
    images: [file.relativePath],
    box: null,
    phash: null,
    line: 0,
  }
}
