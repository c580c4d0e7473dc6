/** Numbers in sets that only ever grow together; a number never seen before is a set of its own. */
export class DisjointSets {
  readonly #parent = new Map<number, number>()
  readonly #size = new Map<number, number>()

  /** The number that stands for the set `value` is in; it changes as sets are united. */
  find(value: number): number {
    let root = value
    for (let parent = this.#parent.get(root); parent !== undefined; parent = this.#parent.get(root))
      root = parent
    // Every step of the way now leads straight to the root, so that the next look-up is short.
    for (let step = value; step !== root;) {
      const parent = this.#parent.get(step) ?? root
      this.#parent.set(step, root)
      step = parent
    }
    return root
  }

  size(value: number): number {
    return this.#size.get(this.find(value)) ?? 1
  }

  /**
   * Unites the sets of two numbers, the smaller into the larger.
   * @returns the roots before: the one that stands for both now, and the one that no longer stands for any; null when
   *   they were one set already
   */
  unite(a: number, b: number): { readonly kept: number; readonly gone: number } | null {
    const rootA = this.find(a)
    const rootB = this.find(b)
    if (rootA === rootB) return null
    const sizeA = this.size(rootA)
    const sizeB = this.size(rootB)
    const [kept, gone] = sizeA >= sizeB ? [rootA, rootB] : [rootB, rootA]
    this.#parent.set(gone, kept)
    this.#size.set(kept, sizeA + sizeB)
    return { kept, gone }
  }
}
