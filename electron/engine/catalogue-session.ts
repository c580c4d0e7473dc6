import type { Job, JobKind } from '../contract/jobs.ts'
import type { NewAction } from './catalogue/action-repository.ts'
import { ContentCounts } from './catalogue/content-counts.ts'
import { currentRun } from './catalogue/current-run.ts'
import type { GroupPlace } from './catalogue/group-repository.ts'
import type { Catalogue } from './catalogue/open-catalogue.ts'
import { whenWritable } from './catalogue/when-writable.ts'
import { ReviewBackups } from './catalogue/review-backups.ts'
import type { Repositories } from './catalogue/repositories.ts'
import type { MatchRun } from './catalogue/run-repository.ts'
import { ExportThreads } from './export/export-threads.ts'
import { now } from './jobs/job-context.ts'
import { JobRunner } from './jobs/job-runner.ts'
import type { Scorer } from './match/scorer/scorer.ts'
import { parseCatalogueWords } from './match/titles/catalogue-words.ts'
import { fitTitleModel, type TitleModel } from './match/title-neighbours/title-vectors.ts'
import { LEAST_VERDICTS } from './match/scorer/refit-scorer.ts'
import { MOST_RECUT_AT_ONCE, performAction, type PerformedAction } from './review/actions/perform-action.ts'
import { judgedByPeople } from './review/settlement/judged-by-people.ts'
import { recutGroups } from './review/settlement/recut-groups.ts'
import { markGroups, markTouchedGroups } from './review/marks/mark-groups.ts'
import { asReviewRefused } from './review/actions/review-refused.ts'
import { RefitSchedule } from './review/refit-schedule.ts'
import { scorerOfVersion } from './review/scorer-versions.ts'
import { StudyThread } from './overview/study-thread.ts'
import { SearchThread } from './search/search-thread.ts'
import { MOST_VERDICTS_AT_ONCE, type VerdictLedger } from './review/settlement/verdict-ledger.ts'

/** The default lies where the shipped scorer calls a pair more likely the same product than not. */
export const DEFAULT_THRESHOLD = 0.5

const SAMPLED_TITLES = 2000
/** Fewer new verdicts would hardly change the scorer. */
const LEAST_NEW_VERDICTS = 10

/** More are never in the queue. */
const LATEST_JOBS = 20

/** The open catalogue with everything that lives as long as it is open. */
export class CatalogueSession {
  readonly catalogue: Catalogue
  readonly repositories: Repositories
  readonly jobs: JobRunner
  readonly search: SearchThread
  readonly study: StudyThread
  readonly exports: ExportThreads
  readonly backups: ReviewBackups
  readonly content: ContentCounts
  readonly ledger: VerdictLedger
  readonly shippedScorer: Scorer
  readonly refit: RefitSchedule
  readonly #replaceUnfinished: boolean
  readonly #closing = new AbortController()
  #titleModel: { readonly words: string | null; readonly model: Promise<TitleModel> } | null = null
  #scorer: { readonly version: string; readonly scorer: Scorer } | null = null
  /** Where groups stood when they were last looked at, so that "next" works from one that was cut away since. */
  readonly places = new Map<number, GroupPlace>()

  constructor(
    catalogue: Catalogue,
    repositories: Repositories,
    ledger: VerdictLedger,
    scorer: Scorer,
    options: {
      cores: number
      dataFolder: string
      hubEndpoint: string | null
      allowedRoots: readonly string[] | null
      reviewer: string
      /** A command of the terminal says itself what is to run: what was left unfinished gives way to it. */
      replaceUnfinished: boolean
    },
  ) {
    this.#replaceUnfinished = options.replaceUnfinished
    this.catalogue = catalogue
    this.backups = new ReviewBackups(catalogue)
    this.content = new ContentCounts(catalogue, repositories)
    this.shippedScorer = scorer
    this.repositories = repositories
    this.ledger = ledger
    const { settings } = repositories
    if (settings.get('created-at') === null) settings.set('created-at', now())
    if (settings.get('threshold') === null) settings.set('threshold', String(DEFAULT_THRESHOLD))
    if (settings.get('reviewer') === null) settings.set('reviewer', options.reviewer)
    if (settings.get('groups-to-mark') !== null) this.#markOldGroups()
    this.jobs = new JobRunner(this.repositories.jobs, {
      cataloguePath: catalogue.folder.path,
      cores: options.cores,
      dataFolder: options.dataFolder,
      hubEndpoint: options.hubEndpoint,
      allowedRoots: options.allowedRoots,
    })
    this.refit = new RefitSchedule(
      () => this.#isRefitDue(),
      () => void this.enqueue('refit-scorer', {}),
    )
    this.search = new SearchThread({ cataloguePath: catalogue.folder.path, dataFolder: options.dataFolder })
    this.study = new StudyThread({ cataloguePath: catalogue.folder.path })
    this.exports = new ExportThreads(catalogue.folder.path)
    this.jobs.listen((event) => {
      if (event.type !== 'changed') return
      if (event.what === 'items' || event.what === 'groups' || event.what === 'models')
        this.search.forget(event.what)
      if (event.what === 'items') this.#titleModel = null
      // A job may have recorded verdicts, as a rule does.
      if (event.what === 'verdicts' || event.what === 'groups') void this.#followJob(event.what)
    })
  }

  get reviewer(): string {
    return this.repositories.settings.get('reviewer') ?? 'curator'
  }

  get threshold(): number {
    return Number(this.repositories.settings.get('threshold') ?? DEFAULT_THRESHOLD)
  }

  /** The run of matching whose pairs and groups count; null before the first. */
  get run(): MatchRun | null {
    return currentRun(this.repositories)
  }

  /** The scorer that the scores of the current run come from. */
  get scorer(): Scorer {
    const version = this.run?.scorerVersion ?? this.shippedScorer.version
    if (this.#scorer?.version !== version)
      this.#scorer = { version, scorer: scorerOfVersion(this.repositories, version, this.shippedScorer) }
    return this.#scorer.scorer
  }

  /**
   * How common words are, for measuring a pair that the last match did not keep: learnt from up to 2,000 of the
   * catalogue's titles, once, so that it takes milliseconds at any size. Words are read as the last match read them.
   */
  titleModel(): Promise<TitleModel> {
    const words = this.repositories.settings.get('catalogue-words')
    if (this.#titleModel === null || this.#titleModel.words !== words) {
      const titles = this.repositories.items.sampleTitles(SAMPLED_TITLES)
      this.#titleModel = { words, model: fitTitleModel(titles, { catalogue: parseCatalogueWords(words) }) }
    }
    return this.#titleModel.model
  }

  /**
   * Puts what a curator did on disk together with the groups as they are from then on: all of it, or none.
   */
  perform(action: Omit<NewAction, 'around' | 'reviewer' | 'at'>): PerformedAction {
    const { run, ledger, repositories } = this
    const signed = { ...action, reviewer: this.reviewer, at: now() }
    try {
      const { done, job } = repositories.transaction(() => {
        const performed = performAction(signed, run, ledger, repositories)
        return { done: performed, job: performed.isLeft ? this.jobs.add('recut', {}) : null }
      })
      if (job !== null) this.jobs.announce(job)
      return done
    } catch (error) {
      // What was taken in is not on the disk.
      ledger.distrust()
      throw asReviewRefused(error)
    }
  }

  /** Takes in what was appended to the log since, by whichever thread, without holding this one for long. */
  async follow(): Promise<void> {
    await this.ledger.follow(this.#closing.signal)
  }

  /** Returns when no job is in the middle of a write, so that what is recorded now need not hold the thread for it. */
  async whenWritable(): Promise<void> {
    await whenWritable(this.catalogue.db, this.#closing.signal)
    await this.follow()
  }

  /** Cuts the groups again that hold these items, or could; in a job where they are too many to wait for. */
  recut(items: readonly number[]): void {
    const run = this.run
    if (run !== null && items.length > MOST_RECUT_AT_ONCE) this.jobs.enqueue('recut', {})
    else if (run !== null) recutGroups(this.repositories, run, items, this.ledger)
  }

  /** @param token a secret for this job, which goes to its worker but not into the catalogue */
  enqueue(kind: JobKind, payload: unknown, token?: string): Job {
    if (this.#replaceUnfinished) this.repositories.jobs.cancelUnfinished(now())
    return this.jobs.enqueue(kind, payload, token)
  }

  get isClosed(): boolean {
    return this.#closing.signal.aborted
  }

  async close(): Promise<void> {
    this.#closing.abort(new Error('Expected an open catalogue but it was closed'))
    this.refit.cancel()
    await this.jobs.close()
    await this.search.close()
    await this.study.close()
    await this.exports.close()
    await this.backups.settle()
    this.catalogue.close()
  }

  #isRefitDue(): boolean {
    const judged = judgedByPeople(this.ledger)
    const same = judged.filter(({ together }) => together).length
    const known = this.repositories.scorers.list()[0]?.verdicts ?? 0
    const hasBoth = same > 0 && same < judged.length
    return hasBoth && judged.length >= LEAST_VERDICTS && judged.length - known >= LEAST_NEW_VERDICTS
  }

  /** Of a catalogue of an older Doublet, which kept no marks. */
  #markOldGroups(): void {
    const { repositories, run, ledger } = this
    repositories.transaction(() => {
      if (run !== null) markTouchedGroups(repositories, run.id, ledger.folded)
      repositories.settings.remove('groups-to-mark')
    })
  }

  async #followJob(changed: 'verdicts' | 'groups'): Promise<void> {
    try {
      await this.follow()
      if (changed === 'groups') this.#applyLaterVerdicts()
    } catch (error) {
      if (!this.#closing.signal.aborted) console.error('What a job changed could not be taken in:', error)
    }
  }

  /** A run that took a while to match does not know of verdicts given meanwhile. */
  #applyLaterVerdicts(): void {
    const { run, repositories } = this
    if (run === null || run.lastActionId >= this.ledger.lastActionId) return
    if (repositories.actions.countVerdictsAfter(run.lastActionId) > MOST_VERDICTS_AT_ONCE) {
      const waits = repositories.jobs.list(LATEST_JOBS).some(isQueuedRecut)
      if (!waits) this.jobs.enqueue('recut', {})
      return
    }
    const later = repositories.actions.findItemsAfter(run.lastActionId)
    if (later.length === 0) return
    this.recut(later)
    const touched = this.repositories.groups.findOfItems(run.id, later)
    markGroups(this.repositories, run.id, touched, this.ledger.folded)
  }
}

/** One that is yet to begin goes by whatever was said until then. */
function isQueuedRecut({ kind, status }: Job): boolean {
  return kind === 'recut' && status === 'queued'
}
