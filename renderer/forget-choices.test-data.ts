import { beforeEach } from 'vitest'

// What one test file's curator chose must not greet the next one's: all of them share the browser's storage.
beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})
