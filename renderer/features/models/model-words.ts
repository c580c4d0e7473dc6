import type {
  InstalledModel,
  ModelCost,
  ModelRole,
  ModelTask,
  ProviderReport,
} from '../../../electron/contract/models.ts'
import { formatBytes, formatCount, formatCounted, formatDuration } from '../../components/format-quantity.ts'
import { t, type WordKey } from '../../words/words.ts'

/** What each kind of model does, in plain words. */
export const TASK_WORDS: Readonly<Record<ModelTask, WordKey>> = {
  'embed-pictures': 'models.embedPictures',
  'embed-titles': 'models.embedTitles',
  'classify-items': 'models.classifyItems',
  'find-items': 'models.findItems',
}

/** The one role that a model can have. */
export const ROLE_OF_TASK: Readonly<Record<ModelTask, ModelRole>> = {
  'embed-pictures': 'pictures',
  'find-items': 'pictures',
  'embed-titles': 'titles',
  'classify-items': 'categories',
}

interface RoleWords {
  readonly role: ModelRole
  readonly title: WordKey
  readonly icon: string
  /** What happens without a model of one's own choice. */
  readonly without: WordKey
}

export const ROLES: readonly RoleWords[] = [
  {
    role: 'pictures',
    title: 'models.pictures',
    icon: 'i-lucide-image',
    without: 'models.withoutPictures',
  },
  {
    role: 'titles',
    title: 'models.titles',
    icon: 'i-lucide-text',
    without: 'models.withoutTitles',
  },
  {
    role: 'categories',
    title: 'models.categories',
    icon: 'i-lucide-shapes',
    without: 'models.withoutCategories',
  },
]

export const PROVIDER_NAMES: Readonly<Record<ProviderReport['provider'], string>> = {
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'Core ML',
  webgpu: 'WebGPU',
  cpu: 'CPU',
}

const ROLE_WORDS: Readonly<Record<ModelRole, WordKey>> = {
  pictures: 'models.rolePictures',
  titles: 'models.roleTitles',
  categories: 'models.roleCategories',
}

/** A role as it stands in a sentence: "Use for pictures". */
export function roleWord(role: ModelRole): string {
  return t(ROLE_WORDS[role])
}

const ONE_OF = { pictures: 'picture', titles: 'title', items: 'item' } as const

const NUMBERS_OF = {
  'embed-pictures': 'models.numbersEmbedPictures',
  'embed-titles': 'models.numbersEmbedTitles',
  'find-items': 'models.numbersFindItems',
} as const

/** "8,692 pictures to describe, about 2 min; 0 are described already." */
export function costInWords({ missing, kept, of, seconds }: ModelCost): string {
  const one = ONE_OF[of]
  if (missing === 0 && kept === 0) return t('models.nothingToDescribe')
  if (missing === 0) return t('models.allDescribed', { kept: formatCounted(kept, one) })
  const duration = formatDuration(Math.max(1, seconds))
  const todo = t('models.toDescribe', { missing: formatCounted(missing, one), duration })
  return `${todo} ${t('models.keptDescribed', { kept: formatCount(kept) }, kept)}`
}

/** What a vector of the model is, or of a classifier, what it can tell apart. */
export function dimensionInWords({ task, dimension }: Pick<InstalledModel, 'task' | 'dimension'>): string {
  if (task === 'classify-items') return formatCounted(dimension, 'category')
  return t(NUMBERS_OF[task], { numbers: formatCounted(dimension, 'number') })
}

/** Size of a download, which may not be known before the hub is asked. */
export function downloadInWords(bytes: number | null): string {
  return bytes === null ? t('models.sizeUnknown') : t('models.aboutBytes', { bytes: formatBytes(bytes) })
}
