/** Resolves when what is drawn now is on the screen. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    // A page that nobody sees draws no frames.
    if (document.hidden) setTimeout(resolve)
    else requestAnimationFrame(() => setTimeout(resolve))
  })
}
