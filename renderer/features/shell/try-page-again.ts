import type { InjectionKey } from 'vue'

/** Given by the shell to what stands for a page that could not be loaded. */
export const tryPageAgainKey: InjectionKey<() => void> = Symbol('try page again')
