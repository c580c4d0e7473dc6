/** "#rrggbb" */
export type Colour = `#${string}`

/** From `from` (share 0) to `to` (share 1), in sRGB. */
export function mixColours(from: Colour, to: Colour, share: number): Colour {
  const channels = [1, 3, 5].map((at) => {
    const start = Number.parseInt(from.slice(at, at + 2), 16)
    const end = Number.parseInt(to.slice(at, at + 2), 16)
    return Math.round(start + (end - start) * share)
      .toString(16)
      .padStart(2, '0')
  })
  return `#${channels.join('')}`
}

export function lighten(colour: Colour, share: number): Colour {
  return mixColours(colour, '#ffffff', share)
}

export function darken(colour: Colour, share: number): Colour {
  return mixColours(colour, '#14100c', share)
}

/** Rec. 709 luma of the sRGB values, 0 black to 1 white. */
export function lumaOf(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255,
  )
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** A dark or a light ink, whichever reads on this ground. */
export function inkOn(ground: Colour): Colour {
  return lumaOf(ground) > 0.56 ? '#2a2420' : '#fdfaf3'
}
