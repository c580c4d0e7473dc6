import { fileURLToPath } from 'node:url'
import { defineConfig } from 'electron-vite'
import { rendererBuild } from './renderer/renderer-build.ts'

const projectFolder = fileURLToPath(new URL('.', import.meta.url)).replace(/[\\/]$/, '')

/** What is started by its own file: the hosts, the engine's process, every worker thread and probe process. */
const entries = [
  'electron/hosts/desktop/main.ts',
  'electron/hosts/desktop/engine-process.ts',
  'electron/hosts/headless/main.ts',
  'electron/hosts/cli/main.ts',
  'electron/engine/export/export.worker.ts',
  'electron/engine/inference/inference.worker.ts',
  'electron/engine/inference/providers/provider-probe.process.ts',
  'electron/engine/inference/matrix-neighbours.worker.ts',
  'electron/engine/jobs/job.worker.ts',
  'electron/engine/match/title-neighbours/title-join.worker.ts',
  'electron/engine/overview/study.worker.ts',
  'electron/engine/search/search.worker.ts',
]

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      emptyOutDir: true,
      sourcemap: true,
      rolldownOptions: {
        // Optional parts of ws that are not installed: it asks for them and goes on without.
        external: ['bufferutil', 'utf-8-validate'],
        input: entries,
        output: {
          // A worker is found beside the module that starts it, so the output keeps the folders of the source.
          preserveModules: true,
          preserveModulesRoot: projectFolder,
          // electron-builder leaves every folder named node_modules out of the package.
          entryFileNames: ({ name }) => `${name.replaceAll('node_modules', 'vendor')}.js`,
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      emptyOutDir: true,
      // A sandboxed preload can require nothing but electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: 'electron/hosts/desktop/preload.ts',
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: rendererBuild(projectFolder),
})
