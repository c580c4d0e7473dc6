/** A mirror that models are fetched from in place of the public hub: `DOUBLET_HUB`, an https address. */
export function hubEndpoint(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string | undefined {
  const chosen = environment.DOUBLET_HUB
  return chosen === '' ? undefined : chosen
}
