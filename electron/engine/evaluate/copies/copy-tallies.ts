import {
  type CopiesReport,
  copyKind,
  type CopyFigures,
  type CopyKind,
  type CopyStrength,
  copyStrength,
} from '../../../contract/copies.ts'
import { CopyTally } from './copy-tally.ts'

/** How well copies of every kind and strength find their originals. */
export class CopyTallies {
  readonly #tallies = new Map<string, CopyTally>()

  of(kind: CopyKind, strength: CopyStrength): CopyTally {
    const key = `${kind} ${strength}`
    const tally = this.#tallies.get(key) ?? new CopyTally()
    this.#tallies.set(key, tally)
    return tally
  }

  figures(kind: CopyKind, strength: CopyStrength): CopyFigures {
    return CopyTally.figuresOf([this.of(kind, strength)])
  }

  /** By kind, and of each by strength. */
  rows(): CopiesReport['rows'] {
    return copyKind.options.flatMap((kind) =>
      copyStrength.options.map((strength) => ({
        kind,
        strength,
        figures: this.figures(kind, strength),
      })),
    )
  }

  /** All kinds of a strength, judged by one distance. */
  ofStrength(strength: CopyStrength): CopyFigures {
    return CopyTally.figuresOf(copyKind.options.map((kind) => this.of(kind, strength)))
  }

  byStrength(): CopiesReport['byStrength'] {
    return copyStrength.options.map((strength) => ({ strength, figures: this.ofStrength(strength) }))
  }
}
