import { createEngine } from '../../engine/create-engine.ts'
import { serveEngine } from './serve-engine.ts'

// The entry of Electron's utility process: Node only, no window, no electron module.
serveEngine(process.parentPort, createEngine, (code) => process.exit(code))
