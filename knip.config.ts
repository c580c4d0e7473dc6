import type { KnipConfig } from 'knip'

export default {
  entry: [
    'electron/hosts/*/main.ts',
    'electron/hosts/desktop/{preload,engine-process}.ts',
    'electron/engine/**/*.{worker,process}.ts',
    'scripts/{start,test,check,types,screenshots}.ts',
    'bench/*.ts',
    'models/**/fit.ts',
    'models/encoder/{build,draw-copies,draw-products}.ts',
    'e2e/**/*.spec.ts',
  ],
  project: ['{electron,renderer,scripts,bench,e2e,models}/**/*.{ts,vue}'],
  ignoreExportsUsedInFile: true,
  // Nuxt UI finds the icons by their names in the templates; scripts/types.ts calls vue-tsc by its name.
  ignoreDependencies: ['@iconify-json/lucide', 'vue-tsc'],
  // A test makes a named pipe with it.
  ignoreBinaries: ['mkfifo'],
} satisfies KnipConfig
