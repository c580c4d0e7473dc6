import type {
  InstalledModel,
  ModelCost,
  ModelRole,
  ModelTask,
  ProviderReport,
} from '../../../electron/contract/models.ts'
import { formatBytes, formatCount, formatCounted, formatDuration } from '../../components/format-quantity.ts'

/** What each kind of model does, in plain words. */
export const TASK_WORDS: Readonly<Record<ModelTask, string>> = {
  'embed-pictures': 'Compares pictures',
  'embed-titles': 'Compares titles by meaning',
  'classify-items': 'Predicts categories',
  'find-items': 'Finds the items in pictures and compares them',
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
  readonly title: string
  readonly icon: string
  /** What happens without a model of one's own choice. */
  readonly without: string
}

export const ROLES: readonly RoleWords[] = [
  {
    role: 'pictures',
    title: 'Pictures',
    icon: 'i-lucide-image',
    without: 'Pictures are compared by the encoder that comes with Doublet.',
  },
  {
    role: 'titles',
    title: 'Titles',
    icon: 'i-lucide-text',
    without: 'Titles are compared by their words only.',
  },
  {
    role: 'categories',
    title: 'Categories',
    icon: 'i-lucide-shapes',
    without: 'Only the categories that your table gives are known.',
  },
]

export const PROVIDER_NAMES: Readonly<Record<ProviderReport['provider'], string>> = {
  cuda: 'CUDA',
  dml: 'DirectML',
  coreml: 'Core ML',
  webgpu: 'WebGPU',
  cpu: 'CPU',
}

/** "8,692 pictures to describe, about 2 min; 0 are described already." */
export function costInWords({ missing, kept, of, seconds }: ModelCost): string {
  const one = of.slice(0, -1)
  if (missing === 0 && kept === 0) return 'Nothing has to be described.'
  if (missing === 0) return `${formatCounted(kept, one)} described already; nothing is to be computed.`
  return `${formatCounted(missing, one)} to describe, about ${formatDuration(Math.max(1, seconds))}; ${formatCount(kept)} ${kept === 1 ? 'is' : 'are'} described already.`
}

/** What a vector of the model is, or of a classifier, what it can tell apart. */
export function dimensionInWords({ task, dimension }: Pick<InstalledModel, 'task' | 'dimension'>): string {
  if (task === 'classify-items') return formatCounted(dimension, 'category', 'categories')
  const each = { 'embed-pictures': 'picture', 'embed-titles': 'title', 'find-items': 'item' }[task]
  return `${formatCounted(dimension, 'number')} a ${each}`.replace(/ a item$/, ' an item')
}

/** Size of a download, which may not be known before the hub is asked. */
export function downloadInWords(bytes: number | null): string {
  return bytes === null ? 'size unknown until asked' : `about ${formatBytes(bytes)}`
}
