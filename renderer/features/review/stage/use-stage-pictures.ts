import { shallowRef, watch } from 'vue'
import type { Picture } from '../../../../electron/contract/items.ts'
import type { SearchBox } from '../../../../electron/contract/search.ts'
import type { Member } from '../session/case-verdicts.ts'
import { caseKey } from '../case/case-name.ts'
import { frameKey, type PictureFrame, type Turns } from '../compare/picture-frame.ts'
import type { ShownCase } from '../session/shown-case.ts'
import { shownPicture, stepAround } from './shown-picture.ts'

/** How one picture of one item is looked at. */
interface PictureLook {
  /** undefined: by what is chosen for all; null: the whole picture. */
  readonly crop?: SearchBox | null
  readonly turns: Turns
  readonly mirrored: boolean
}

const PLAIN: PictureLook = { turns: 0, mirrored: false }
const TURNED = { 0: 1, 1: 2, 2: 3, 3: 0 } as const

/** Which picture of each member is shown, which part of it, and which way up; anew with every case. */
export function useStagePictures(reviewCase: () => ShownCase, focusedIndex: () => number) {
  /** Pictures chosen by hand, by item id. */
  const chosen = shallowRef<ReadonlyMap<number, number>>(new Map())
  const looks = shallowRef<ReadonlyMap<string, PictureLook>>(new Map())
  /** The boxes instead of the whole pictures, where there are any. */
  const cropsBoxes = shallowRef(false)

  watch(
    () => caseKey(reviewCase().name),
    () => {
      chosen.value = new Map()
      looks.value = new Map()
      frames.clear()
    },
    { flush: 'sync' },
  )

  function pictureOf(member: Member): Picture | null {
    // The representative shows the picture that the chosen member was compared with.
    const evidence = member.evidence ?? reviewCase().members[focusedIndex()]?.evidence ?? null
    return shownPicture(member.item, evidence, chosen.value.get(member.item.id) ?? null)
  }
  const keyOf = (member: Member, picture: Picture): string => `${member.item.id} ${picture.sha256}`

  /** By item id: what looks the same is the same object, so that a panel is drawn anew only when its picture changes. */
  const frames = new Map<number, PictureFrame>()

  function frameOf(member: Member): PictureFrame | null {
    const picture = pictureOf(member)
    if (picture === null) return null
    const { crop, turns, mirrored } = looks.value.get(keyOf(member, picture)) ?? PLAIN
    const own = crop === undefined && cropsBoxes.value ? mainBox(picture) : (crop ?? null)
    const frame = { picture, crop: own === null ? null : inside(own, picture), turns, mirrored }
    const known = frames.get(member.item.id)
    if (known?.picture === picture && frameKey(known) === frameKey(frame)) return known
    frames.set(member.item.id, frame)
    return frame
  }

  function change(member: Member, part: Partial<PictureLook>): void {
    const picture = pictureOf(member)
    if (picture === null) return
    const key = keyOf(member, picture)
    looks.value = new Map(looks.value).set(key, { ...(looks.value.get(key) ?? PLAIN), ...part })
  }

  function choose(member: Member, index: number): void {
    chosen.value = new Map(chosen.value).set(member.item.id, index)
  }

  return {
    cropsBoxes,
    pictureOf,
    frameOf,
    choose,
    step(member: Member, step: 1 | -1): void {
      const { pictures } = member.item
      const index = pictures.findIndex(({ sha256 }) => sha256 === pictureOf(member)?.sha256)
      if (pictures.length > 1) choose(member, stepAround(index, pictures.length, step))
    },
    turn(member: Member): void {
      change(member, { turns: TURNED[frameOf(member)?.turns ?? 0] })
    },
    mirror(member: Member): void {
      change(member, { mirrored: frameOf(member)?.mirrored !== true })
    },
    crop(member: Member, crop: SearchBox | null): void {
      change(member, { crop })
    },
    /** The boxes of both, or both pictures whole, whatever was chosen for one of them. */
    toggleBoxes(): void {
      cropsBoxes.value = !cropsBoxes.value
      looks.value = new Map([...looks.value].map(([key, { turns, mirrored }]) => [key, { turns, mirrored }]))
    },
  }
}

/**
 * The box that says most: the one that came with the listing, else the one a detector is surest of, else the only picture
 * within the picture; of a collage's cells none is more than the others.
 */
function mainBox({ boxes }: Picture): SearchBox | null {
  const given = boxes.find(({ origin }) => origin === 'given')
  const [surest] = boxes
    .filter(({ origin }) => origin === 'found')
    .toSorted((one, other) => (other.score ?? 0) - (one.score ?? 0))
  const [inner, ...others] = boxes.filter(({ origin }) => origin === 'inner')
  return given ?? surest ?? (others.length === 0 ? inner : null) ?? null
}

/** A box may reach out of its picture; nothing is there. */
function inside({ x, y, width, height }: SearchBox, picture: Picture): SearchBox | null {
  const left = Math.max(0, x)
  const top = Math.max(0, y)
  const cut = {
    x: left,
    y: top,
    width: Math.min(picture.width, x + width) - left,
    height: Math.min(picture.height, y + height) - top,
  }
  return cut.width < 1 || cut.height < 1 ? null : cut
}
