import { useMutation } from '@tanstack/vue-query'
import { hostBridge } from '../../engine/host-bridge.ts'
import { useEngine } from '../../engine/use-engine.ts'

/** Writes the list of problems as CSV: where the curator says, or, in a browser, to be downloaded. */
export function useSaveList() {
  const engine = useEngine()
  return useMutation({
    mutationFn: async () => {
      const bridge = hostBridge()
      if (bridge === null) return engine.problems.export({})
      const path = await bridge.chooseExportFile('problems.csv')
      return path === null ? null : engine.problems.export({ path })
    },
  })
}
