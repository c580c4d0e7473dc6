import './theme.css'
import ui from '@nuxt/ui/vue-plugin'
import { VueQueryPlugin } from '@tanstack/vue-query'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { connectEngine } from './engine/engine-connection.ts'
import { hostBridge } from './engine/host-bridge.ts'
import { messagePortTransport } from './engine/message-port-transport.ts'
import { engineConnectionKey } from './engine/use-engine.ts'
import { openWebSocketTransport } from './engine/websocket-transport.ts'
import { watchEngine } from './engine/watch-engine.ts'
import { createQueryCache } from './engine/query-cache.ts'
import { useSettings } from './features/settings/settings-store.ts'
import { useExportProgress } from './features/export/export-progress-store.ts'
import { useJobs } from './features/shell/jobs-store.ts'
import { showLanguage } from './words/words.ts'

const bridge = hostBridge()
const connection = connectEngine(bridge === null ? openWebSocketTransport : messagePortTransport(bridge))
const queryClient = createQueryCache()

const app = createApp(App)
app.use(createPinia())
app.use(ui)
app.use(VueQueryPlugin, { queryClient })
app.provide(engineConnectionKey, connection)

const jobs = useJobs()
const exporting = useExportProgress()
watchEngine(
  connection,
  queryClient,
  (job) => jobs.receive(job),
  (progress) => exporting.receive(progress),
)
// Before anything is drawn, so that nobody sees the window in another language first.
await showLanguage(useSettings().language)
app.mount('#app')
