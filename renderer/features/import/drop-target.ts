import { onScopeDispose, shallowRef } from 'vue'

/** A page that takes what is dropped on the window while it is shown. */
export interface DropTarget {
  readonly icon: string
  readonly title: string
  readonly advice: string
  /** Must ask the host for the files' paths at once. */
  take(files: readonly File[]): void
}

const targets = shallowRef<readonly DropTarget[]>([])

/** Takes drops for as long as the calling component lives. */
export function offerDropTarget(target: DropTarget): void {
  targets.value = [...targets.value, target]
  onScopeDispose(() => (targets.value = targets.value.filter((other) => other !== target)))
}

/** Who takes a drop now; null: it is something to import. */
export function offeredDropTarget(): DropTarget | null {
  return targets.value.at(-1) ?? null
}
