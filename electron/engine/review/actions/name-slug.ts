import type { NameRepository, StoredName } from '../../catalogue/relation-repository.ts'

const LONGEST = 40

/**
 * An id for a new name: its letters without accents, its digits, and hyphens between; "relation-6" where the name has no
 * letter of the Latin alphabet, and a number behind it where the id is taken.
 */
export function nameSlug(
  name: string,
  known: Pick<NameRepository<StoredName>, 'find' | 'list'>,
  noun: 'relation' | 'axis',
): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll(/[^a-z0-9]+/gu, '-')
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$/gu, '')
  const isLatin = /[a-z]/u.test(plain)
  const first = isLatin ? plain : `${noun}-${known.list().length + 1}`
  let id = first
  for (let number = 2; known.find(id) !== null; number += 1) id = `${first}-${number}`
  return id
}
