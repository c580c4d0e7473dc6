import { createAcceptanceRepository, type AcceptanceRepository } from './acceptance-repository.ts'
import { createActionRepository, type ActionRepository } from './action-repository.ts'
import { createCategoryRepository, type CategoryRepository } from './category-repository.ts'
import { createFileRepository, type FileRepository } from './file-repository.ts'
import { createGroupRepository, type GroupRepository } from './group-repository.ts'
import { createItemRepository, type ItemRepository } from './item-repository.ts'
import { createJobRepository, type JobRepository } from './job-repository.ts'
import { createMapRepository, type MapRepository } from './map-repository.ts'
import type { CatalogueDatabase } from './open-database.ts'
import { createLearningCurveRepository, type LearningCurveRepository } from './learning-curve-repository.ts'
import { createPairRepository, type PairRepository } from './pair-repository.ts'
import { createPictureRepository, type PictureRepository } from './picture-repository.ts'
import { createProblemRepository, type ProblemRepository } from './problem-repository.ts'
import { createQueueRepository, type QueueRepository } from './queue-repository.ts'
import { createRegionRepository, type RegionRepository } from './region-repository.ts'
import {
  createAxisRepository,
  createRelationRepository,
  type AxisRepository,
  type RelationRepository,
} from './relation-repository.ts'
import { createReportRepository, type ReportRepository } from './report-repository.ts'
import { createRuleRepository, type RuleRepository } from './rule-repository.ts'
import { createRunRepository, type RunRepository } from './run-repository.ts'
import { createSavedFilterRepository, type SavedFilterRepository } from './saved-filter-repository.ts'
import { createScorerRepository, type ScorerRepository } from './scorer-repository.ts'
import { createSearchRepository, type SearchRepository } from './search-repository.ts'
import { createSettingRepository, type SettingRepository } from './setting-repository.ts'
import { createSourceRepository, type SourceRepository } from './source-repository.ts'
import { createSpaceRepository, type SpaceRepository } from './space-repository.ts'
import {
  createTitleEmbeddingRepository,
  type TitleEmbeddingRepository,
} from './title-embedding-repository.ts'
import { createVectorIndexRepository, type VectorIndexRepository } from './vector-index-repository.ts'
import { createViewRepository, type ViewRepository } from './view-repository.ts'

/** The only doors to the catalogue's database: one a subject. */
export interface Repositories {
  readonly settings: SettingRepository
  readonly sources: SourceRepository
  readonly files: FileRepository
  readonly items: ItemRepository
  readonly pictures: PictureRepository
  readonly spaces: SpaceRepository
  readonly regions: RegionRepository
  readonly views: ViewRepository
  readonly titleEmbeddings: TitleEmbeddingRepository
  readonly predictedCategories: CategoryRepository
  readonly acceptances: AcceptanceRepository
  readonly vectorIndexes: VectorIndexRepository
  readonly reports: ReportRepository
  readonly runs: RunRepository
  readonly pairs: PairRepository
  readonly groups: GroupRepository
  readonly queue: QueueRepository
  readonly scorers: ScorerRepository
  readonly learningCurves: LearningCurveRepository
  readonly actions: ActionRepository
  readonly relations: RelationRepository
  readonly axes: AxisRepository
  readonly savedFilters: SavedFilterRepository
  readonly rules: RuleRepository
  readonly maps: MapRepository
  readonly search: SearchRepository
  readonly jobs: JobRepository
  readonly problems: ProblemRepository
  /** Runs `work` in one write transaction: all of it is on disk when this returns, or none of it. */
  transaction<Result>(work: () => Result): Result
}

export function createRepositories(db: CatalogueDatabase): Repositories {
  const regions = createRegionRepository(db)
  const predictedCategories = createCategoryRepository(db)
  return {
    settings: createSettingRepository(db),
    sources: createSourceRepository(db),
    files: createFileRepository(db),
    items: createItemRepository(db, regions, predictedCategories),
    pictures: createPictureRepository(db),
    spaces: createSpaceRepository(db),
    regions,
    views: createViewRepository(db),
    titleEmbeddings: createTitleEmbeddingRepository(db),
    predictedCategories,
    acceptances: createAcceptanceRepository(db),
    vectorIndexes: createVectorIndexRepository(db),
    reports: createReportRepository(db),
    runs: createRunRepository(db),
    pairs: createPairRepository(db),
    groups: createGroupRepository(db),
    queue: createQueueRepository(db),
    scorers: createScorerRepository(db),
    learningCurves: createLearningCurveRepository(db),
    actions: createActionRepository(db),
    relations: createRelationRepository(db),
    axes: createAxisRepository(db),
    savedFilters: createSavedFilterRepository(db),
    rules: createRuleRepository(db),
    maps: createMapRepository(db),
    search: createSearchRepository(db),
    jobs: createJobRepository(db),
    problems: createProblemRepository(db),
    transaction: (work) => db.transaction(work).immediate(),
  }
}
