import { drawBackpack } from './families/backpack.ts'
import { drawBottle } from './families/bottle.ts'
import { drawCarton } from './families/carton.ts'
import { drawJar } from './families/jar.ts'
import { drawLamp } from './families/lamp.ts'
import { drawMug } from './families/mug.ts'
import { drawPouch } from './families/pouch.ts'
import { drawShirt } from './families/shirt.ts'
import { drawSneaker } from './families/sneaker.ts'
import { drawTube } from './families/tube.ts'
import { drawWatch } from './families/watch.ts'
import type { Drawing, Family, Pose, ProductLook } from './product-look.ts'

const DRAW: Readonly<Record<Family, (look: ProductLook, pose: Pose) => Drawing>> = {
  bottle: drawBottle,
  carton: drawCarton,
  jar: drawJar,
  pouch: drawPouch,
  tube: drawTube,
  mug: drawMug,
  shirt: drawShirt,
  sneaker: drawSneaker,
  backpack: drawBackpack,
  watch: drawWatch,
  lamp: drawLamp,
}

/** The product alone, in this pose; its definitions have ids of their own, so draw one product a picture. */
export function drawProduct(look: ProductLook, pose: Pose): Drawing {
  return DRAW[look.family](look, pose)
}
