/*
 * onnxruntime's errors have no codes, only words. These are its own of the CPU ("Failed to allocate memory for requested
 * buffer of size", "bad_alloc") and of a worker whose JavaScript ran out of memory. A wrong guess does little harm: the
 * batch is tried again in halves, and the failure of a single row is an error all the same.
 */
const FOR_MEMORY = /failed to allocate|bad[ _]alloc|out of memory|reaching memory limit|ENOMEM/i

/** True when a batch failed because there was not enough memory for it. */
export function isForMemory(reason: string): boolean {
  return FOR_MEMORY.test(reason)
}
