import type { Random } from './random.ts'

/** Names of picture files as cameras, phones, shops and people make them; no name comes twice. */
export class FileNames {
  readonly #taken = new Set<string>()
  readonly #random: Random

  constructor(random: Random) {
    this.#random = random
  }

  /** @returns a name with its extension, unique whatever the file system thinks of upper and lower case */
  next(title: string, extension: string): string {
    for (;;) {
      const name = `${this.#stem(title)}.${extension}`
      if (this.#taken.has(name.toLowerCase())) continue
      this.#taken.add(name.toLowerCase())
      return name
    }
  }

  #stem(title: string): string {
    const random = this.#random
    const digits = (count: number): string =>
      Array.from({ length: count }, () => random.integer(0, 9)).join('')
    const twoDigits = (from: number, to: number): string => String(random.integer(from, to)).padStart(2, '0')
    switch (random.integer(0, 6)) {
      case 0:
        return `IMG_${digits(4)}`
      case 1:
        return `DSC0${digits(4)}`
      case 2:
        return `2025${twoDigits(1, 12)}${twoDigits(1, 28)}_${twoDigits(8, 20)}${digits(4)}`
      case 3:
        return `${random.next().toString(16).padStart(8, '0')}${random.next().toString(16).padStart(8, '0')}`
      case 4:
        return `main_${random.next().toString(36)}`
      default:
        return `${slug(title)}-${digits(3)}`
    }
  }
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
    .slice(0, 48)
}
