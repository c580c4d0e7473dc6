/** The parts of a JSON text that tell where its objects and their names are. */
const PUNCTUATION = /["{}[\]:]/g

/**
 * Finds a name that stands twice in one object of a JSON text; `JSON.parse` would silently keep the last.
 * @param json a text that `JSON.parse` has taken
 */
export function findDuplicateKey(json: string): string | null {
  /** The names so far of each object that is open; null for an array. */
  const open: (Set<string> | null)[] = []
  const mark = new RegExp(PUNCTUATION)
  let lastText = '""'
  for (let found = mark.exec(json); found !== null; found = mark.exec(json)) {
    const [sign] = found
    if (sign === '{' || sign === '[') open.push(sign === '{' ? new Set() : null)
    else if (sign === '}' || sign === ']') open.pop()
    else if (sign === '"') {
      mark.lastIndex = endOfString(json, found.index)
      lastText = json.slice(found.index, mark.lastIndex)
    } else {
      // Two spellings of one name, such as "a" and "\u0061", are the same name.
      const name = String(JSON.parse(lastText))
      const names = open.at(-1)
      if (names?.has(name) === true) return name
      names?.add(name)
    }
  }
  return null
}

/** Behind the closing quote of the string whose opening quote is at `start`. */
function endOfString(json: string, start: number): number {
  for (let at = start + 1; ; at += 1) {
    if (json[at] === '"') return at + 1
    if (json[at] === '\\') at += 1
  }
}
