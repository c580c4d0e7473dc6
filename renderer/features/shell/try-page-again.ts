import { type InjectionKey, provide, type ShallowRef, shallowRef } from 'vue'

/** Given by the shell to what stands for a page that could not be loaded. */
export const tryPageAgainKey: InjectionKey<() => void> = Symbol('try page again')

/** Lets a page be tried again. @returns a number for the page's key: where it is drawn anew, it is loaded anew */
export function providePageAttempts(): Readonly<ShallowRef<number>> {
  const attempt = shallowRef(0)
  provide(tryPageAgainKey, () => (attempt.value += 1))
  return attempt
}
