import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { EvaluationReport, EvaluationRequest } from '../contract/evaluate.ts'
import type { Job } from '../contract/jobs.ts'
import { EngineFixture } from './engine-fixture.ts'

let fixture: EngineFixture
beforeEach(async () => {
  fixture = new EngineFixture()
  await fixture.client.catalogue.create({ path: fixture.cataloguePath })
})
afterEach(() => fixture.end())

function writeTable(name: string, text: string): { table: string } {
  const folder = join(fixture.folder, 'tables')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), text)
  return { table: join(folder, name) }
}

async function importAndMatch(source: { table: string; folder?: string }): Promise<void> {
  await fixture.finish(() => fixture.client.sources.import(source), 'match')
}

function startEvaluation(request: Partial<EvaluationRequest> = {}): Promise<Job> {
  return fixture.finish(() => fixture.client.evaluate.start(request), 'evaluate')
}

async function evaluate(request: Partial<EvaluationRequest> = {}): Promise<EvaluationReport> {
  const job = await startEvaluation(request)
  if (job.status !== 'done') throw new Error(job.error?.words ?? `The evaluation ended as ${job.status}`)
  const report = await fixture.client.evaluate.report({ jobId: job.id })
  if (report === null) throw new Error('Expected a report')
  return report
}

const storedPair = z.object({
  item_a: z.number(),
  item_b: z.number(),
  score: z.number(),
  evidence: z.string().transform((text) => z.array(z.unknown()).parse(JSON.parse(text))),
})

/** What matching made of a catalogue: every pair and every group, as stored, pictures by their content. */
function matchedRows(path: string): { pairs: unknown[]; groups: unknown[] } {
  const db = new Database(join(path, 'catalogue.sqlite'), { readonly: true })
  const hashes = new Map(
    z
      .array(z.object({ id: z.number(), hash: z.string() }))
      .parse(db.prepare('SELECT id, hex(sha256) AS hash FROM picture').all())
      .map(({ id, hash }) => [id, hash]),
  )
  // Pictures are numbered in the order in which they happen to be described.
  const named = (value: unknown): unknown => (typeof value === 'number' ? hashes.get(value) : value)
  const pairs = z
    .array(storedPair)
    .parse(db.prepare('SELECT item_a, item_b, score, evidence FROM pair ORDER BY 1, 2').all())
    .map((pair) => ({
      ...pair,
      evidence: pair.evidence.map((value, n) => (n === 10 || n === 11 ? named(value) : value)),
    }))
  const groups = db
    .prepare('SELECT representative, position, item_id, score FROM group_member ORDER BY 1, 2')
    .all()
  db.close()
  return { pairs, groups }
}

const TEAS = `id,title,category,label_group
a,Green tea Sencha 100 g,tea,g1
b,Sencha green tea 100g,tea,g1
c,Green tea Sencha 250 g,tea,g2
d,Lavender soap bar,soap,g3
e,Lavender soap bar,soap,g3
f,Steel bottle 500 ml blue,bottles,
`

describe('an evaluation', () => {
  it('measures the sample in every way, links its worst errors and changes nothing', async () => {
    const sample = await fixture.drawSample(14)
    await importAndMatch(sample)
    const before = matchedRows(fixture.cataloguePath)
    const report = await evaluate()
    expect(matchedRows(fixture.cataloguePath)).toEqual(before)

    expect(report.figures.pairs.f1).toBeGreaterThan(0.5)
    expect(report.figures.meanRowF1).toBeGreaterThan(0.5)
    expect(report.figures.bCubed.f1).toBeGreaterThan(0.5)
    expect(report.candidateRecall).toBeGreaterThanOrEqual(report.figures.pairs.recall ?? 1)
    expect(report.channels.map(({ channel }) => channel)).toEqual(['score', 'image', 'phash', 'title'])
    const [score] = report.channels
    expect(score?.curve.operatingPoint?.threshold).toBe(report.threshold)
    expect(score?.curve.points.length).toBeGreaterThan(10)
    expect(score?.recallAt.map(({ k }) => k)).toEqual([1, 5, 10, 50, 1000])
    expect(report.categories.length).toBeGreaterThan(1)
    expect(report.reliability.bins.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(report.reliability.pairs)

    for (const { itemA, itemB, score: wrong } of report.worst.wrong.slice(0, 3)) {
      const evidence = await fixture.client.groups.pair({ itemA, itemB })
      expect(evidence.score).toBeCloseTo(wrong ?? -1, 5)
    }
    for (const { groupA } of report.worst.missed.slice(0, 3))
      if (groupA !== null)
        expect((await fixture.client.groups.case({ groupId: groupA })).groupId).toBe(groupA)
  })

  it('sets models, thresholds and rules side by side in the layout of the contest’s table, as CSV too', async () => {
    await importAndMatch(await fixture.drawSample(8))
    const report = await evaluate({
      thresholds: { score: [0.5], image: [0.3], title: [0.17], phash: [4], text: [0.4] },
    })
    expect(report.table.map(({ channel, rule, threshold }) => `${channel} ${rule} ${threshold}`)).toEqual([
      'score reviewed-groups 0.5',
      'score neighbours 0.5',
      'image neighbours 0.3',
      'phash neighbours 4',
      'title neighbours 0.17',
      'image+title neighbours image 0.3, title 0.17',
      ...Array.from({ length: 7 }, () => 'text neighbours 0.4'),
      'score groups 0.5',
      'score components 0.5',
      'score reciprocal 0.5',
      'score fallback 0.5',
      'score by-category 0.5 to 0.5 by category',
    ])
    // Doublet's groups without verdicts are those of the match itself, since nothing was said yet.
    const [stored] = report.table
    const cut = report.table.find(({ rule }) => rule === 'groups')
    expect(cut?.figures).toEqual(stored?.figures)

    const exported = await fixture.client.evaluate.exportTable({})
    const lines = readFileSync(exported.path, 'utf8').trim().split('\n')
    expect(lines[0]).toMatch(/^model,f1,metric,threshold,/)
    expect(lines).toHaveLength(report.table.length + 1)
    expect(await fixture.client.evaluate.list()).toMatchObject([
      { jobId: report.jobId, f1: report.figures.pairs.f1 },
    ])
  })

  it('compares titles in every text setting, each at its published and at its best threshold', async () => {
    await importAndMatch(writeTable('teas.csv', TEAS))
    const path = join(fixture.folder, 'glove.txt')
    writeFileSync(path, 'tea 1 0 0\nsoap 0 1 0\nlavender 0 1 0.1\nsencha 1 0 0.1\nbottle 0 0 1\n')
    const { table, notes } = await evaluate({ compare: ['texts'], glove: path })
    const texts = table.filter(({ channel }) => channel === 'text')
    expect([...new Set(texts.map(({ model }) => model))]).toEqual([
      'TF-IDF of words and of 3 characters',
      'TF-IDF of words',
      'TF-IDF of words, sublinear',
      'TF-IDF of words, binary',
      'TF-IDF of 3 and 4 characters, sublinear',
      'TF-IDF of 3 and 4 characters, binary',
      'IDF of words',
      'GloVe',
      'GloVe + IDF',
    ])
    for (const [model, rows] of Map.groupBy(texts, (row) => row.model)) {
      const published = model.startsWith('GloVe') ? '0.8' : '0.55'
      if (!model.endsWith('3 characters')) expect(rows.map(({ threshold }) => threshold)).toContain(published)
      const f1 = rows.map(({ figures }) => figures.meanRowF1 ?? 0)
      expect(rows.filter(({ best }) => best).map(({ figures }) => figures.meanRowF1)).toEqual([
        Math.max(...f1),
      ])
    }
    expect(notes.map(({ words }) => words).join(' ')).not.toContain('word vectors')

    const job = await startEvaluation({ compare: ['texts'], glove: `${path}.gone` })
    expect(job).toMatchObject({ status: 'done' })
    expect(job.notes.map(({ kind }) => kind)).toContain('withoutWordVectors')
  })

  it('is no part of matching: with the truth, without it and with another one the same pairs and groups come out', async () => {
    const sample = await fixture.drawSample(10)
    const [header = '', ...rows] = readFileSync(sample.table, 'utf8').trim().split('\n')
    const column = header.split(',').indexOf('label_group')
    expect(column).toBeGreaterThan(0)
    const outcomes: ReturnType<typeof matchedRows>[] = []
    for (const change of [(value: string) => value, () => '', (_: string, n: number) => `other-${n % 7}`]) {
      const text = rows.map((row, n) => {
        // Only the last column is changed, which no quoted cell comes after.
        const cells = row.split(',')
        const at = cells.length - (header.split(',').length - column)
        cells[at] = change(cells[at] ?? '', n)
        return cells.join(',')
      })
      const own = new EngineFixture()
      try {
        const table = join(own.folder, 'listings.csv')
        writeFileSync(table, [header, ...text].join('\n'))
        await own.client.catalogue.create({ path: own.cataloguePath })
        await own.finish(() => own.client.sources.import({ folder: sample.folder, table }), 'match')
        outcomes.push(matchedRows(own.cataloguePath))
      } finally {
        await own.end()
      }
    }
    expect(outcomes[0]?.pairs.length).toBeGreaterThan(10)
    expect(outcomes[1]).toEqual(outcomes[0])
    expect(outcomes[2]).toEqual(outcomes[0])
  }, 60_000)
})

describe('a truth', () => {
  it('of a pairs file counts the judged pairs alone', async () => {
    await importAndMatch(writeTable('teas.csv', TEAS))
    const { table: path } = writeTable(
      'pairs.csv',
      'id_a,id_b,same_product,split\na,b,1,test\na,c,0,test\nd,e,1,train\nx,a,1,test\n',
    )
    const report = await evaluate({ truth: { kind: 'pairs', path, split: 'test' } })
    expect(report.truePairs).toBe(1)
    expect(report.notes.map(({ words }) => words).join(' ')).toContain('"x"')
    expect(report.labelledItems).toBe(3)
    const missing = await startEvaluation({ truth: { kind: 'pairs', path: `${path}.gone`, split: null } })
    expect(missing).toMatchObject({ status: 'failed' })
    expect(missing.error?.words).toContain('pairs.csv.gone')
  })

  it('with blanks counts the items that have one, and says so', async () => {
    await importAndMatch(writeTable('teas.csv', TEAS))
    const report = await evaluate()
    expect(report).toMatchObject({ items: 6, labelledItems: 5, products: 3, truePairs: 2 })
    expect(report.notes.map(({ words }) => words).join(' ')).toContain('Only 5 of 6 items have a label_group')
  })

  it('with one group for everything gives figures and a warning', async () => {
    await importAndMatch(
      writeTable('teas.csv', TEAS.replaceAll(/g[123]$/gmu, 'all').replace(',\n', ',all\n')),
    )
    const report = await evaluate()
    expect(report.figures.pairs.precision === null || report.figures.pairs.precision === 1).toBe(true)
    expect(report.notes.map(({ words }) => words).join(' ')).toContain('one and the same label_group')
    expect(report.worst.wrong).toEqual([])
    expect(report.worst.missed.length).toBeGreaterThan(0)
  })

  it('with groups of one gives no recall and says why', async () => {
    await importAndMatch(writeTable('lone.csv', 'id,title,label_group\na,Tea,1\nb,Tea,2\n'))
    const report = await evaluate()
    expect(report.figures.pairs).toMatchObject({ truePairs: 0, recall: null, f1: null })
    expect(report.notes.map(({ words }) => words).join(' ')).toContain(
      'No two items are known as one product',
    )
  })
})

describe('an evaluation of what hardly is a catalogue', () => {
  it('says of an empty one that there is nothing to compare', async () => {
    const report = await evaluate()
    expect(report).toMatchObject({ items: 0, table: [{ rule: 'reviewed-groups' }] })
    expect(report.notes.map(({ words }) => words).join(' ')).toContain('The catalogue is empty')
  })

  it('is still told as it was where its notes were stored as sentences', async () => {
    const { jobId } = await evaluate()
    const db = new Database(join(fixture.cataloguePath, 'catalogue.sqlite'))
    db.prepare(`UPDATE report SET content = json_set(content, '$.notes', json('["Told then."]'))`).run()
    db.close()
    const report = await fixture.client.evaluate.report({ jobId })
    expect(report?.notes).toEqual([{ kind: 'earlier', words: 'Told then.' }])
  })

  it('takes a catalogue where all titles are equal', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => `i${n},Green tea 100 g,g${n % 150}`)
    await importAndMatch(writeTable('equal.csv', `id,title,label_group\n${rows.join('\n')}\n`))
    expect(await evaluate()).toMatchObject({ items: 300, truePairs: 150 })
  })

  it('takes titles of 100,000 characters', async () => {
    const long = (word: string): string => `${word} `.repeat(Math.ceil(100_000 / (word.length + 1)))
    const words = Array.from({ length: 14_000 }, (_, n) => `word${n}`)
      .join(' ')
      .slice(0, 100_000)
    const rows = [long('tea'), long('soap'), words, words, 'x'.repeat(100_000)].map(
      (title, n) => `i${n},${title},g${n === 3 ? 2 : n}`,
    )
    await importAndMatch(writeTable('long.csv', `id,title,label_group\n${rows.join('\n')}\n`))
    const report = await evaluate()
    expect(report).toMatchObject({ items: 5, truePairs: 1 })
    expect(report.figures.pairs.recall).toBe(1)
  }, 60_000)

  it('refuses thresholds outside of 0..1 and says what was expected', async () => {
    for (const thresholds of [{ score: [1.5] }, { image: [-0.1] }])
      await expect(fixture.client.evaluate.start({ thresholds })).rejects.toThrow('Input validation failed')
  })
})
