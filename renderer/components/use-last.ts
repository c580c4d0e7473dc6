import { computed, type ComputedRef } from 'vue'

/** The last value that was not null: what a dialog goes on showing while it fades away. */
export function useLast<Value>(value: () => Value | null): ComputedRef<Value | null> {
  return computed<Value | null>((before) => value() ?? before ?? null)
}
