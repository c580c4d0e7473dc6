/** Red, green, blue and opacity, 0..255 each, of a colour in any notation that CSS knows; var() must be resolved. */
export function readColour(colour: string): readonly [number, number, number, number] {
  const context = document.createElement('canvas').getContext('2d', { willReadFrequently: true })
  if (context === null) return [0, 0, 0, 255]
  context.fillStyle = colour
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, opacity = 0] = context.getImageData(0, 0, 1, 1).data
  return [red, green, blue, opacity]
}
