import type { RelationLook } from '../../components/relation-look.ts'

/** A relation or an axis as the settings list it. */
export interface NamedRow {
  readonly id: string
  readonly name: string
  /** 1..9, or null. */
  readonly key: number | null
  readonly archived: boolean
  readonly canArchive: boolean
  readonly about?: string
  readonly look?: RelationLook
}
