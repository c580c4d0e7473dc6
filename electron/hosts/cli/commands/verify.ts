import type { Command } from '../command.ts'

/** `doublet verify`; fails if an error is found, warns of what is merely to be rebuilt. */
export const verifyCommand: Command = async ({ client, openCatalogue }) => {
  await openCatalogue('must-exist')
  const { checked, findings } = await client.catalogue.verify()
  return {
    text: findings.length === 0 ? `All is well: ${checked.join(', ')}.` : `Checked: ${checked.join(', ')}.`,
    json: {
      checked,
      findings: findings.map(({ severity, found, advice }) => ({
        severity,
        words: found.words,
        advice: advice.words,
      })),
    },
    warnings: findings.map(({ found, advice }) => `${found.words} ${advice.words}`),
    failed: findings.some((finding) => finding.severity === 'error'),
  }
}
