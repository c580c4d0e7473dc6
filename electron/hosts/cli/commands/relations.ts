import { relationSign, type AxisDefinition, type RelationSet } from '../../../contract/relations.ts'
import type { EngineClient } from '../../../contract/index.ts'
import type { Command, CommandResult } from '../command.ts'
import { readChoice, type CommandLine } from '../read-arguments.ts'
import { UsageError } from '../usage.ts'

type Relations = EngineClient['relations']

/** `doublet relations [add NAME --sign S | rename ID NAME | archive ID | restore ID | order ID...] [--axis]` */
export const relationsCommand: Command = async ({ client, line, openCatalogue }) => {
  const { axis = false } = line.options
  const change = readChange(line, axis)
  await openCatalogue('must-exist')
  const set = await change(client.relations)
  return listed(axis ? set.axes : set.relations, axis)
}

/** What the line asks for. @throws UsageError */
function readChange(
  { operands, options }: CommandLine,
  axis: boolean,
): (to: Relations) => Promise<RelationSet> {
  const [action = 'list', first, ...rest] = operands
  if (action === 'list' && first === undefined) return (to) => to.list()
  if (!['add', 'rename', 'archive', 'restore', 'order'].includes(action))
    throw new UsageError(`Expected add, rename, archive, restore or order but received “${action}”`)
  if (first === undefined) throw new UsageError(`Expected more after “relations ${action}”`)
  if (action === 'order') {
    const ids = [first, ...rest]
    return (to) => (axis ? to.reorderAxes({ ids }) : to.reorder({ ids }))
  }
  const [name = '', ...more] = action === 'rename' ? rest : [first, ...rest]
  if (name === '') throw new UsageError(`Expected a name after “relations rename ${first}”`)
  if (more.length > 0)
    throw new UsageError(
      `Expected nothing after “relations ${action} ${first}” but received ${more.join(' ')}`,
    )
  if (action === 'rename')
    return (to) => (axis ? to.renameAxis({ id: first, name }) : to.rename({ id: first, name }))
  if (action === 'add') return readAddition(name, options.sign, axis)
  const input = { id: first, archived: action === 'archive' }
  return (to) => (axis ? to.archiveAxis(input) : to.archive(input))
}

function readAddition(
  name: string,
  given: string | undefined,
  axis: boolean,
): (to: Relations) => Promise<RelationSet> {
  const sign = readChoice('sign', given, relationSign.options)
  if (axis) return (to) => to.addAxis({ name })
  if (sign === null) throw new UsageError('Expected --sign together or --sign apart')
  return (to) => to.add({ name, sign })
}

function listed(
  names: readonly (AxisDefinition & { readonly sign?: string })[],
  axis: boolean,
): CommandResult {
  const lines = names.map(({ id, name, key, archived, sign }) =>
    [key ?? '-', id, ...(sign === undefined ? [] : [sign]), name, ...(archived ? ['(archived)'] : [])].join(
      '  ',
    ),
  )
  return {
    text: lines.join('\n'),
    json: axis ? { axes: names } : { relations: names },
    warnings: [],
    failed: false,
  }
}
