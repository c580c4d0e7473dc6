import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openCatalogue } from '../../engine/catalogue/open-catalogue.ts'
import { renderSvg } from '../../engine/decode/render-svg.ts'
import { generateSample } from '../../engine/sample/generate-sample.ts'
import { CommandLineFixture } from './command-line.fixture.ts'

const commandLine = new CommandLineFixture()
const doublet = commandLine.run.bind(commandLine)
afterAll(() => commandLine.remove())

describe('doublet evaluate --copies', () => {
  it('measures the sample by its own photos and writes the table', async () => {
    const { folder } = await generateSample(join(commandLine.folder, 'sample'), renderSvg, { products: 3 })
    const catalogue = ['--catalogue', 'Copies.doublet']
    await doublet('import', folder, ...catalogue)
    const told = await doublet('evaluate', '--copies', '--photos', '2', '--out', 'copies.csv', ...catalogue)
    expect(told).toMatchObject({ code: 0, stderr: expect.stringContaining('copies: 0 of 2') })
    expect(told.stdout).toContain('2 photos, edited in 36 ways each, looked for among')
    expect(told.stdout).toMatch(/\nre-encoding \| 100\.0 \| /)
    expect(told.stdout).toContain('39 rows to ')
    expect(readFileSync(join(commandLine.folder, 'copies.csv'), 'utf8')).toMatch(/^kind,strength,copies,/)
  })

  it('says what does not go together, and fails where nothing was described', async () => {
    const wrong = async (...parameters: string[]): Promise<string> => {
      const { code, stderr } = await doublet('evaluate', ...parameters)
      expect(code).toBe(2)
      return stderr
    }
    expect(await wrong('--copies', '--compare', 'texts')).toContain('Expected either --copies or --compare')
    expect(await wrong('--photos', '3')).toContain('Expected --copies with --photos')
    expect(await wrong('--copies', '--photos', '2.5')).toContain('Expected --photos to be a whole number')

    const created = await openCatalogue(join(commandLine.folder, 'Empty.doublet'), {
      mode: 'create',
      program: 'a test',
    })
    created.close()
    const empty = await doublet('evaluate', '--copies', '--catalogue', 'Empty.doublet')
    expect(empty).toMatchObject({ code: 1, stderr: expect.stringContaining('Import and match first.') })
  })
})
