import { shown, WeightsUnreadable } from './weights-unreadable.ts'

/** torch.compile's wrapper, also around a part of a model; no module of a model is called that. */
const COMPILED = '_orig_mod'
/** DataParallel and its like wrap the whole model; a part of a model may be called that too. */
const PARALLEL_PREFIX = 'module.'
/** AveragedModel (SWA, EMA) keeps its counter beside the model that it wraps. */
const BESIDE_THE_MODEL = 'n_averaged'

/**
 * Takes the names of wrappers off a model's keys: `module.` where all have it, as often as they have it, and
 * `_orig_mod.` wherever it is.
 * @param file for the message
 * @returns every key with its new name, in the order given
 * @throws WeightsUnreadable when two keys become the same
 */
export function normaliseKeys(keys: Iterable<string>, file: string): ReadonlyMap<string, string> {
  const original = [...keys]
  let names = original.map(withoutCompiled)
  while (allWrapped(names))
    names = names.map((name) => (isBeside(name) ? name : name.slice(PARALLEL_PREFIX.length)))
  const owners = new Map<string, string>()
  names.forEach((name, n) => {
    const key = original[n] ?? name
    const owner = owners.get(name)
    if (owner !== undefined) {
      throw new WeightsUnreadable(
        file,
        `without the names of wrappers it becomes ${shown(name)}, the same as ${shown(owner)}. Save the model's state_dict() without its wrapper.`,
        key,
      )
    }
    owners.set(name, key)
  })
  return new Map([...owners].map(([name, key]) => [key, name]))
}

function withoutCompiled(key: string): string {
  return key
    .split('.')
    .filter((part, n, parts) => part !== COMPILED || n === parts.length - 1)
    .join('.')
}

function allWrapped(names: readonly string[]): boolean {
  const ofModel = names.filter((name) => !isBeside(name))
  return (
    ofModel.length > 0 &&
    ofModel.every((name) => name.startsWith(PARALLEL_PREFIX) && name.length > PARALLEL_PREFIX.length)
  )
}

function isBeside(name: string): boolean {
  return name === BESIDE_THE_MODEL
}
