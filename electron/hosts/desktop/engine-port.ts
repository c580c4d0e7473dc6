/** The part of Electron's MessagePortMain that the two sides of the engine's process use. */
export interface EnginePort {
  on(event: string, listener: (event: { readonly data: unknown }) => void): unknown
  postMessage(message: unknown): void
  start(): void
}
