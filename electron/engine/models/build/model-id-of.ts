import { ModelRefused } from './model-refused.ts'

/** A name as a model's id: "openai/CLIP ViT" becomes "openai-clip-vit". @throws ModelRefused when nothing is left of it */
export function modelIdOf(name: string): string {
  const id = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replaceAll(/^[^a-z0-9]+|-+$/g, '')
  if (id === '')
    throw new ModelRefused(
      `Expected a name with at least one letter from a to z or digit but received "${name}"`,
    )
  return id
}
