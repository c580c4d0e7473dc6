import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { CommandLineFixture } from './command-line.fixture.ts'

const commandLine = new CommandLineFixture()
const doublet = commandLine.run.bind(commandLine)
afterAll(() => commandLine.remove())

describe('doublet models', () => {
  const trendyol = join(import.meta.dirname, '../../../models/reference/trendyol')

  it('says what must be accepted and how, installs, lists and removes', async () => {
    const models = (...parameters: string[]) => doublet('models', ...parameters, '--catalogue', 'M.doublet')
    const refused = await models('import', trendyol, '--as', 'mine', '--weights', 'model.safetensors')
    expect(refused.code).toBe(1)
    expect(refused.stderr).toContain('--accept-terms')
    const accepted = await models(
      'import',
      trendyol,
      '--as',
      'mine',
      '--weights',
      'model.safetensors',
      '--accept-terms',
    )
    expect(accepted.stdout).toContain('installed as mine')
    expect((await models()).stdout).toMatch(/^ {2}mine: mine, embed-pictures/m)
    expect((await models('remove', 'mine')).code).toBe(0)
    expect((await models()).stdout).not.toMatch(/^ {2}mine:/m)
  })
})
