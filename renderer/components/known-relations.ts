import { shallowRef } from 'vue'
import type {
  AxisDefinition,
  BuiltInRelation,
  Relation,
  RelationDefinition,
  RelationSet,
  RelationSign,
} from '../../electron/contract/relations.ts'
import { t, type WordKey } from '../words/words.ts'

/** The relations and axes of the open catalogue; empty before the engine has told them. */
const known = shallowRef<RelationSet>({ relations: [], axes: [] })

/** Told by the one query that asks for them, so that a chip anywhere can name a relation without asking. */
export function noteRelations(set: RelationSet): void {
  known.value = set
}

export function relationSignOf(id: Relation): RelationSign {
  return known.value.relations.find((relation) => relation.id === id)?.sign ?? 'apart'
}

const RELATION_TITLES: Readonly<Record<BuiltInRelation, WordKey>> = {
  'same-product': 'components.relationSameProduct',
  'same-image': 'components.relationSameImage',
  variant: 'components.relationVariant',
  related: 'components.relationRelated',
  different: 'components.relationDifferent',
}

/** A relation's name: the curator's own, or the built-in one in the language that is shown. */
export function relationTitle(id: Relation): string {
  return nameOf(id, known.value.relations, RELATION_TITLES)
}

const AXIS_TITLES: Readonly<Record<string, WordKey>> = {
  colour: 'components.axisColour',
  size: 'components.axisSize',
  pack: 'components.axisPack',
  material: 'components.axisMaterial',
  flavour: 'components.axisFlavour',
}

/** An axis' name: the curator's own, or the built-in one in the language that is shown. */
export function axisTitle(id: string): string {
  return nameOf(id, known.value.axes, AXIS_TITLES)
}

function nameOf(
  id: string,
  definitions: readonly (RelationDefinition | AxisDefinition)[],
  builtIn: Readonly<Record<string, WordKey>>,
): string {
  const definition = definitions.find((one) => one.id === id)
  if (definition?.renamed === true) return definition.name
  const key = Object.hasOwn(builtIn, id) ? builtIn[id] : undefined
  return key === undefined ? (definition?.name ?? id) : t(key)
}
