import { createActionRepository, type ActionRepository } from './action-repository.ts'
import { createFileRepository, type FileRepository } from './file-repository.ts'
import { createGroupRepository, type GroupRepository } from './group-repository.ts'
import { createItemRepository, type ItemRepository } from './item-repository.ts'
import { createJobRepository, type JobRepository } from './job-repository.ts'
import type { CatalogueDatabase } from './open-database.ts'
import { createPairRepository, type PairRepository } from './pair-repository.ts'
import { createPictureRepository, type PictureRepository } from './picture-repository.ts'
import { createProblemRepository, type ProblemRepository } from './problem-repository.ts'
import { createRunRepository, type RunRepository } from './run-repository.ts'
import { createSettingRepository, type SettingRepository } from './setting-repository.ts'
import { createSourceRepository, type SourceRepository } from './source-repository.ts'
import { createVectorIndexRepository, type VectorIndexRepository } from './vector-index-repository.ts'

/** The only doors to the catalogue's database: one a subject. */
export interface Repositories {
  readonly settings: SettingRepository
  readonly sources: SourceRepository
  readonly files: FileRepository
  readonly items: ItemRepository
  readonly pictures: PictureRepository
  readonly vectorIndexes: VectorIndexRepository
  readonly runs: RunRepository
  readonly pairs: PairRepository
  readonly groups: GroupRepository
  readonly actions: ActionRepository
  readonly jobs: JobRepository
  readonly problems: ProblemRepository
  /** Runs `work` in one write transaction: all of it is on disk when this returns, or none of it. */
  transaction<Result>(work: () => Result): Result
}

export function createRepositories(db: CatalogueDatabase): Repositories {
  return {
    settings: createSettingRepository(db),
    sources: createSourceRepository(db),
    files: createFileRepository(db),
    items: createItemRepository(db),
    pictures: createPictureRepository(db),
    vectorIndexes: createVectorIndexRepository(db),
    runs: createRunRepository(db),
    pairs: createPairRepository(db),
    groups: createGroupRepository(db),
    actions: createActionRepository(db),
    jobs: createJobRepository(db),
    problems: createProblemRepository(db),
    transaction: (work) => db.transaction(work).immediate(),
  }
}
