import { useLocalStorage } from '@vueuse/core'
import type { Ref } from 'vue'
import type { z } from 'zod'

/**
 * A value that this browser or desktop keeps, the same in all its windows. What is stored there may be of an older
 * version or written by hand: what the schema does not accept is taken for `usual`.
 * @param name key of the local storage, "doublet-..."
 * @param usual what holds until something else was chosen
 */
export function storedValue<Value>(name: string, schema: z.ZodType<Value>, usual: Value): Ref<Value> {
  return useLocalStorage<Value>(name, usual, {
    writeDefaults: false,
    shallow: true,
    serializer: {
      read: (text) => readValue(text, schema) ?? usual,
      write: (value) => JSON.stringify(value),
    },
  })
}

function readValue<Value>(text: string, schema: z.ZodType<Value>): Value | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
