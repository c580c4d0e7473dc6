import type { Licence } from './manifest.ts'

/** The user did not accept the terms that a model is given on. Nothing was fetched. */
export class LicenceNotAccepted extends Error {
  readonly modelId: string
  readonly licence: Licence

  constructor(modelId: string, modelName: string, licence: Licence) {
    super(
      `${modelName} is given on terms that you accept before it is fetched: ${licence.name}.` +
        `${licence.terms === null ? '' : ` ${licence.terms}`}${licence.url === null ? '' : ` See ${licence.url}`}`,
    )
    this.name = 'LicenceNotAccepted'
    this.modelId = modelId
    this.licence = licence
  }
}

/** Stands before every download. @throws LicenceNotAccepted, which carries the terms */
export function requireAcceptance(
  { id, name, licence }: { readonly id: string; readonly name: string; readonly licence: Licence },
  accepted: boolean,
): void {
  if (licence.mustBeAccepted && !accepted) throw new LicenceNotAccepted(id, name, licence)
}
