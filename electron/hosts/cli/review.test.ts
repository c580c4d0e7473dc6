import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { writeReviewCatalogue, type FixturePair } from '../../engine/review/review-catalogue.fixture.ts'
import { runCommandLine } from './run-command-line.ts'

let folder: string

/** In this process: what `main.ts` adds to it is tested by others. */
async function doublet(...parameters: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let [stdout, stderr] = ['', '']
  const code = await runCommandLine([...parameters, '--catalogue', 'Reviewed.doublet'], {
    out: (text) => (stdout += text),
    err: (text) => (stderr += text),
  })
  return { code, stdout, stderr }
}

/** Groups 1-2 and 3-5, and then 150 of four: more listings than are cut anew while somebody waits. */
const FOURS = Array.from({ length: 150 }, (_, group) => 6 + group * 4)
const PAIRS: FixturePair[] = [
  [1, 2, 0.95],
  [3, 4, 0.8],
  [3, 5, 0.8],
  [4, 5, 0.8],
  ...FOURS.flatMap((first) =>
    [0, 1, 2].flatMap((a) =>
      [1, 2, 3].flatMap((b): FixturePair[] => (a < b ? [[first + a, first + b, 0.7]] : [])),
    ),
  ),
]

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'doublet-review-'))
  vi.stubEnv('DOUBLET_DATA_FOLDER', join(folder, 'data'))
  vi.stubEnv('INIT_CWD', folder)
  await writeReviewCatalogue(join(folder, 'Reviewed.doublet'), 605, PAIRS)
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

async function groups(...filter: string[]): Promise<{ group: number; state: string }[]> {
  const { stdout } = await doublet('groups', ...filter, '--json')
  return JSON.parse(stdout).groups
}

describe('doublet review', () => {
  it('lists the groups that fit', async () => {
    expect((await groups('--score', '0.75..')).map(({ group }) => group)).toEqual([1, 3])
    expect((await groups('--score', '..0.9', '--size', '3..3')).map(({ group }) => group)).toEqual([3])
    expect(await groups('--text', 'id-5', '--size', '3..3', '--only', 'skipped')).toEqual([])
  })

  it('says what it would do, does it when it is told to, and takes it back', async () => {
    const planned = await doublet('review', 'confirm', '--score', '0.75..')
    expect(planned.stdout).toBe(
      'Would confirm 2 groups of 5 listings in all as one product each: 3 verdicts.\nNothing was changed; --apply records it.\n',
    )
    expect(await groups('--state', 'confirmed')).toEqual([])
    const done = await doublet('review', 'confirm', '--score', '0.75..', '--apply')
    expect(done.stdout).toBe('Confirmed 5 listings as 2 products. “doublet undo” takes it back.\n')
    expect((await groups('--state', 'confirmed')).map(({ group }) => group)).toEqual([1, 3])

    const again = await doublet('review', 'skip', '--score', '0.75..', '--apply')
    expect(again).toMatchObject({
      code: 0,
      stdout:
        'Would skip 0 groups of 0 listings in all.\nLeft out:\n  2 skipped or confirmed already\nNothing was changed.\n',
    })
    expect((await doublet('undo')).stdout).toBe('Took back: Confirmed 5 listings as 2 products\n')
    expect(await groups('--state', 'confirmed')).toEqual([])
    expect((await doublet('redo')).stdout).toBe('Did again: Confirmed 5 listings as 2 products\n')
    await doublet('undo')
    expect(await doublet('undo')).toMatchObject({ code: 1, stderr: 'There is nothing to undo.\n' })
  })

  it('asks a colleague about the first of them', async () => {
    const asked = await doublet(
      'review',
      'flag',
      '--state',
      'open',
      '--top',
      '1',
      '--question',
      'The same maker?',
      '--apply',
      '--json',
    )
    expect(JSON.parse(asked.stdout)).toMatchObject({
      applied: true,
      fitting: 152,
      plan: { groups: [{ groupId: 1, size: 2 }], leftOut: [] },
      verdicts: 0,
    })
    expect((await groups('--only', 'flagged')).map(({ group }) => group)).toEqual([1])
    const { actions } = JSON.parse((await doublet('history', '--json')).stdout)
    expect(actions[0]).toMatchObject({ kind: 'flag', text: 'The same maker?' })
    expect(
      JSON.parse(
        (await doublet('review', 'skip', '--only', 'flagged', '--text', 'nothing', '--json')).stdout,
      ),
    ).toEqual({
      applied: false,
      fitting: 0,
      plan: { groups: [], listings: 0, verdicts: 0, leftOut: [] },
    })
    await doublet('undo')
  })

  it('waits until the groups are cut anew, however many they are', async () => {
    const done = await doublet('review', 'confirm', '--size', '4..', '--relation', 'same-product', '--apply')
    expect(done.stdout).toContain('Confirmed 600 listings as 150 products')
    expect(await groups('--state', 'confirmed', '--score', '..0.75')).toHaveLength(150)
    await doublet('undo')
    expect(await groups('--state', 'confirmed')).toEqual([])
  })

  it('refuses a relation that keeps listings apart', async () => {
    const refused = await doublet('review', 'confirm', '--size', '2..', '--relation', 'different')
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('are the same product') })
  })
})
