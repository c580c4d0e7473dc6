import { shallowRef, type Ref } from 'vue'
import { offerCommands } from '../../../commands/use-commands.ts'
import {
  actualSizeZoom,
  FIT_VIEW,
  isZoomedIn,
  keepInSight,
  panBy,
  zoomAt,
  type Size,
  type StageView,
} from './stage-view.ts'

const ZOOM_STEP = 1.4
const PAN_STEP_PX = 80
const MIDDLE = { x: 0, y: 0 }

/**
 * What all panels of the stage show, and the keys that zoom and move it.
 * @param panel size of the panel that keys work on
 * @param picture size of what it shows
 */
export function useStageKeys(panel: Readonly<Ref<Size>>, picture: Readonly<Ref<Size>>) {
  const view = shallowRef<StageView>(FIT_VIEW)

  function zoomBy(factor: number): void {
    view.value = zoomAt(view.value, factor, MIDDLE, panel.value, picture.value)
  }
  function pan(key: string): void {
    const right = key === 'ArrowLeft' ? PAN_STEP_PX : key === 'ArrowRight' ? -PAN_STEP_PX : 0
    const down = key === 'ArrowUp' ? PAN_STEP_PX : key === 'ArrowDown' ? -PAN_STEP_PX : 0
    view.value = panBy(view.value, right, down, panel.value, picture.value)
  }

  offerCommands({
    'review.zoomIn': () => zoomBy(ZOOM_STEP),
    'review.zoomOut': () => zoomBy(1 / ZOOM_STEP),
    'review.fit': () => (view.value = FIT_VIEW),
    'review.actualSize': () => {
      const zoom = actualSizeZoom(panel.value, picture.value, window.devicePixelRatio)
      view.value = keepInSight({ ...view.value, zoom }, panel.value, picture.value)
    },
    'review.pan': ({ key }) => pan(key ?? ''),
  })

  /** Arrows move the pictures while there is more of them than one sees; else they move through the cases. */
  function panInstead(key: string): boolean {
    if (!isZoomedIn(view.value)) return false
    pan(key)
    return true
  }
  return { view, panInstead }
}
