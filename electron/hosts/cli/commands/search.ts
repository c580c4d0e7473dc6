import type { SearchBox, SearchFilter, SearchHit } from '../../../contract/search.ts'
import type { Command } from '../command.ts'
import { type CommandOptions, readNumber } from '../read-arguments.ts'
import { UsageError } from '../usage.ts'
import { userPath } from '../user-path.ts'

const MOST_HITS = 200

/** `doublet search [--image FILE [--box x,y,w,h]] [--text WORDS] [--category C] [--filter name=value]... [--top N]` */
export const searchCommand: Command = async ({ client, line, openCatalogue, signal }) => {
  const { options, operands } = line
  const [image, ...more] = options.image ?? []
  if (operands.length > 0 || more.length > 0)
    throw new UsageError('Expected “doublet search” with one --image FILE, with --text WORDS, or with both')
  if (image === undefined && options.text === undefined)
    throw new UsageError('Expected --image FILE or --text WORDS to search for')
  if (image === undefined && options.box !== undefined)
    throw new UsageError('Expected --image FILE with --box')
  const box = options.box === undefined ? null : readBox(options.box)
  const filter = readFilter(options)
  const top = readNumber('top', options.top, 1, MOST_HITS)
  if (top !== null && !Number.isInteger(top))
    throw new UsageError(`Expected --top to be a whole number but received “${top}”`)
  await openCatalogue('must-exist')
  const answer = await client.search.find(
    {
      ...(image === undefined ? {} : { picture: { path: userPath(image) } }),
      ...(box === null ? {} : { box }),
      ...(options.text === undefined ? {} : { text: options.text }),
      filter,
      ...(top === null ? {} : { top }),
    },
    { signal },
  )
  const lines = answer.hits.map(hitLines)
  return {
    text: lines.length === 0 ? 'Nothing was found.' : lines.join('\n'),
    json: answer,
    warnings: answer.notes.map(({ words }) => words),
    failed: false,
  }
}

function hitLines({ item, channels, groupId }: SearchHit, place: number): string {
  const group = groupId === null ? '' : `  group ${groupId}`
  const title = item.title === null ? '' : `  ${item.title}`
  const evidence = channels.map(({ channel, words }) => `     ${channel}: ${words}`)
  return [`${place + 1}. ${item.externalId}${title}${group}`, ...evidence].join('\n')
}

/** @throws UsageError unless the text is four numbers */
function readBox(text: string): SearchBox {
  const numbers = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)))
  const [x, y, width, height] = numbers
  if (numbers.length !== 4 || numbers.some((number) => !Number.isFinite(number)))
    throw new UsageError(
      `Expected --box to be four numbers, x,y,width,height in pixels, but received “${text}”`,
    )
  return { x: x ?? 0, y: y ?? 0, width: width ?? 0, height: height ?? 0 }
}

/** brand and price mean the columns that every item has; any other name is that of an attribute. */
function readFilter({ category, filter = [] }: CommandOptions): SearchFilter {
  const read: SearchFilter = { ...(category === undefined ? {} : { category }), attributes: [] }
  for (const text of filter) {
    const at = text.indexOf('=')
    const [name, value] = [text.slice(0, at).trim(), text.slice(at + 1).trim()]
    if (at < 0 || name === '' || value === '')
      throw new UsageError(`Expected --filter to be name=value but received “${text}”`)
    if (name === 'brand') read.brand = value
    else if (name === 'category') read.category = value
    else if (name === 'price') Object.assign(read, readPrices(value))
    else read.attributes.push({ name, value })
  }
  return read
}

/** "10..20", "10..", "..20" or "10". @throws UsageError */
function readPrices(text: string): Pick<SearchFilter, 'minimumPrice' | 'maximumPrice'> {
  const [from = '', to = from, ...rest] = text.split('..')
  const bounds = [from, to].map((part) => (part.trim() === '' ? null : Number(part)))
  const [minimumPrice = null, maximumPrice = null] = bounds
  const isPrice = bounds.every((bound) => bound === null || (Number.isFinite(bound) && bound >= 0))
  if (rest.length > 0 || !isPrice || (minimumPrice === null && maximumPrice === null))
    throw new UsageError(
      `Expected --filter price=FROM..TO, such as price=10..20, but received “price=${text}”`,
    )
  return {
    ...(minimumPrice === null ? {} : { minimumPrice }),
    ...(maximumPrice === null ? {} : { maximumPrice }),
  }
}
