/** A size in CSS pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/**
 * What all panels of the stage show at once. Places are shares of a picture, so that pictures of different sizes
 * move in step: the same part of the product is in the middle of each.
 */
export interface StageView {
  /** Times the size at which the whole picture just fits its panel. */
  readonly zoom: number
  /** Which point of the picture, 0..1, lies in the middle of the panel. */
  readonly x: number
  readonly y: number
}

export const FIT_VIEW: StageView = { zoom: 1, x: 0.5, y: 0.5 }

const SMALLEST_ZOOM = 0.1
/** Beyond eight screen pixels for one of the picture there is nothing more to see. */
const LARGEST_ENLARGEMENT = 8

/** Screen pixels for one pixel of the picture when it just fits. */
export function fitScale(panel: Size, picture: Size): number {
  if (picture.width <= 0 || picture.height <= 0) return 1
  return Math.min(panel.width / picture.width, panel.height / picture.height)
}

/** The picture's size on screen when it just fits its panel. */
export function fitSize(panel: Size, picture: Size): Size {
  const scale = fitScale(panel, picture)
  return { width: picture.width * scale, height: picture.height * scale }
}

/** The zoom at which one pixel of the picture is one pixel of the screen. */
export function actualSizeZoom(panel: Size, picture: Size, devicePixelRatio: number): number {
  return 1 / (fitScale(panel, picture) * devicePixelRatio)
}

/** Keeps a zoom between a tenth of the fit and eight times the picture's own pixels. */
export function limitZoom(zoom: number, panel: Size, picture: Size): number {
  const largest = Math.max(2, LARGEST_ENLARGEMENT / fitScale(panel, picture))
  return Math.min(largest, Math.max(SMALLEST_ZOOM, zoom))
}

/**
 * Zooms so that the point of the picture under the pointer stays under it.
 * @param pointer pixels right of and below the panel's middle
 */
export function zoomAt(
  view: StageView,
  factor: number,
  pointer: { readonly x: number; readonly y: number },
  panel: Size,
  picture: Size,
): StageView {
  const zoom = limitZoom(view.zoom * factor, panel, picture)
  const fit = fitSize(panel, picture)
  // The pointer's distance from the middle, in shares of the picture, before and after.
  const shift = 1 / view.zoom - 1 / zoom
  return keepInSight(
    { zoom, x: view.x + (pointer.x / fit.width) * shift, y: view.y + (pointer.y / fit.height) * shift },
    panel,
    picture,
  )
}

/** Moves the pictures by so many pixels right and down. */
export function panBy(view: StageView, right: number, down: number, panel: Size, picture: Size): StageView {
  const fit = fitSize(panel, picture)
  return keepInSight(
    {
      zoom: view.zoom,
      x: view.x - right / (fit.width * view.zoom),
      y: view.y - down / (fit.height * view.zoom),
    },
    panel,
    picture,
  )
}

/** No empty space beside a picture that is larger than its panel; a smaller one stays in the middle. */
export function keepInSight(view: StageView, panel: Size, picture: Size): StageView {
  const fit = fitSize(panel, picture)
  return {
    zoom: view.zoom,
    x: keepAxis(view.x, panel.width, fit.width * view.zoom),
    y: keepAxis(view.y, panel.height, fit.height * view.zoom),
  }
}

function keepAxis(centre: number, panelLength: number, pictureLength: number): number {
  if (pictureLength <= panelLength) return 0.5
  const half = panelLength / 2 / pictureLength
  return Math.min(1 - half, Math.max(half, centre))
}

/** Whether there is more of the picture than the panel shows. */
export function isZoomedIn(view: StageView): boolean {
  return view.zoom > 1.001
}
