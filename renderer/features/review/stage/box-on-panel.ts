import type { SearchBox } from '../../../../electron/contract/search.ts'
import { fitSize, type Size, type StageView } from './stage-view.ts'

/** A rectangle in CSS pixels from the panel's left top corner; may lie outside the panel. */
export interface PanelBox extends Size {
  readonly left: number
  readonly top: number
}

/**
 * Where a box of a picture lies on its panel.
 * @param box in pixels of the upright picture
 */
export function boxOnPanel(box: SearchBox, panel: Size, picture: Size, view: StageView): PanelBox {
  const fit = fitSize(panel, picture)
  const across = (fit.width * view.zoom) / picture.width
  const down = (fit.height * view.zoom) / picture.height
  return {
    left: panel.width / 2 + box.x * across - view.x * fit.width * view.zoom,
    top: panel.height / 2 + box.y * down - view.y * fit.height * view.zoom,
    width: box.width * across,
    height: box.height * down,
  }
}
