import type {
  CategoryFigures,
  ChannelFigures,
  ComparedSetting,
  EvaluationReport,
  MatchFigures,
  PairError,
} from '../../../electron/contract/evaluate.ts'

/** Figures that are all alike, for tests. */
export function makeFigures(share: number | null): MatchFigures {
  return {
    pairs: { truePairs: 40, foundPairs: 38, correctPairs: 36, precision: share, recall: share, f1: share },
    meanRowF1: share,
    bCubed: { precision: share, recall: share, f1: share },
  }
}

export function makeSetting(parts: Partial<ComparedSetting> = {}): ComparedSetting {
  return {
    model: 'Doublet scorer',
    channel: 'score',
    rule: 'groups',
    metric: 'calibrated probability',
    threshold: '0.5',
    figures: makeFigures(0.9),
    ...parts,
  }
}

export function makeChannel(parts: Partial<ChannelFigures> = {}): ChannelFigures {
  return {
    channel: 'score',
    model: 'Doublet scorer',
    metric: 'calibrated probability',
    pairs: 120,
    curve: {
      points: [
        { threshold: 0.9, precision: 1, recall: 0.4 },
        { threshold: 0.5, precision: 0.95, recall: 0.8 },
        { threshold: 0.1, precision: 0.6, recall: 0.95 },
      ],
      averagePrecision: 0.93,
      operatingPoint: { threshold: 0.5, precision: 0.95, recall: 0.8 },
    },
    recallAt: [
      { k: 1, value: 0.7 },
      { k: 10, value: 0.95 },
    ],
    meanAveragePrecisionAt: [{ k: 10, value: 0.88 }],
    ...parts,
  }
}

export function makeCategory(parts: Partial<CategoryFigures> = {}): CategoryFigures {
  return {
    category: 'shoes',
    items: 30,
    truePairs: 12,
    figures: makeFigures(0.85),
    curve: makeChannel().curve,
    ...parts,
  }
}

export function makePairError(parts: Partial<PairError> = {}): PairError {
  return {
    itemA: 1,
    itemB: 2,
    externalIdA: 'A-1',
    externalIdB: 'B-2',
    titleA: 'Red mug 300 ml',
    titleB: 'Red mug 500 ml',
    score: 0.93,
    groupA: 1,
    groupB: 1,
    ...parts,
  }
}

/** A report as an engine could give it, for tests. */
export function makeReport(parts: Partial<EvaluationReport> = {}): EvaluationReport {
  return {
    jobId: 5,
    createdAt: '2026-01-01T12:00:00Z',
    truth: { kind: 'label-group' },
    threshold: 0.5,
    scorerVersion: 'logistic-1',
    items: 100,
    labelledItems: 100,
    products: 40,
    truePairs: 90,
    candidateRecall: 0.99,
    figures: {
      pairs: { truePairs: 90, foundPairs: 85, correctPairs: 81, precision: 0.953, recall: 0.9, f1: 0.926 },
      meanRowF1: 0.95,
      bCubed: { precision: 0.97, recall: 0.94, f1: 0.955 },
    },
    channels: [
      makeChannel(),
      makeChannel({
        channel: 'title',
        model: 'TF-IDF',
        metric: 'cosine distance',
        curve: {
          points: [
            { threshold: 0.1, precision: 0.9, recall: 0.3 },
            { threshold: 0.5, precision: 0.7, recall: 0.6 },
          ],
          averagePrecision: 0.61,
          operatingPoint: null,
        },
      }),
    ],
    categories: [makeCategory()],
    reliability: {
      pairs: 120,
      expectedCalibrationError: 0.021,
      brierScore: 0.05,
      bins: [
        { from: 0, to: 0.1, pairs: 60, meanScore: 0.04, shareSame: 0.05 },
        { from: 0.9, to: 1, pairs: 60, meanScore: 0.97, shareSame: 0.95 },
      ],
    },
    worst: {
      wrong: [makePairError()],
      missed: [
        makePairError({
          itemA: 3,
          itemB: 4,
          titleA: 'Blue pen',
          titleB: null,
          score: null,
          groupA: 3,
          groupB: null,
        }),
      ],
    },
    table: [
      makeSetting({ rule: 'reviewed-groups' }),
      makeSetting({
        model: 'TF-IDF',
        channel: 'title',
        rule: 'neighbours',
        metric: 'cosine distance',
        threshold: '0.17',
        figures: makeFigures(0.65),
      }),
      makeSetting({
        model: 'Doublet encoder',
        channel: 'image',
        metric: 'cosine distance',
        threshold: '0.3',
        figures: makeFigures(0.97),
      }),
    ],
    notes: [{ kind: 'contradicting-rows', count: 1, words: 'Rows that contradict an earlier one: 1.' }],
    ...parts,
  }
}
