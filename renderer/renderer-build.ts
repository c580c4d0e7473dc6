import { fileURLToPath } from 'node:url'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import type { UserConfig } from 'vite'

/**
 * How the window is built, for electron-vite, the headless host and the component tests alike.
 * @param projectFolder absolute path of the repository's root; generated theme files go into its node_modules
 */
export function rendererBuild(
  projectFolder: string = fileURLToPath(new URL('..', import.meta.url)),
): UserConfig {
  return {
    root: `${projectFolder}/renderer`,
    // Relative addresses, so that the same files work under app:// and under the headless host.
    base: './',
    plugins: [vue(), nuxtUi(projectFolder)],
    build: {
      outDir: `${projectFolder}/out/renderer`,
      emptyOutDir: true,
      target: 'chrome140',
      rollupOptions: { input: `${projectFolder}/renderer/index.html` },
      // Icons and fonts as data: addresses would need a looser content security policy.
      assetsInlineLimit: 0,
    },
  }
}

function nuxtUi(projectFolder: string) {
  return ui({
    root: projectFolder,
    router: false,
    autoImport: false,
    colorMode: false,
    components: { dts: `${projectFolder}/renderer/components.d.ts`, dirs: [] },
    icon: {
      clientBundle: { scan: { globInclude: ['renderer/**/*.{vue,ts}'], globExclude: ['node_modules'] } },
    },
    ui: {
      colors: {
        primary: 'indigo',
        neutral: 'neutral',
        success: 'emerald',
        warning: 'amber',
        error: 'rose',
        info: 'sky',
      },
      button: { defaultVariants: { size: 'sm' } },
      input: { defaultVariants: { size: 'sm' } },
      kbd: { base: 'normal-case' },
      modal: { variants: { overlay: { true: { overlay: 'bg-black/45 dark:bg-black/60' } } } },
      select: { defaultVariants: { size: 'sm' } },
    },
  })
}
