import type { ProviderReport } from '../../../electron/contract/models.ts'
import { formatNumber } from '../../components/format-number.ts'
import { visibleText } from '../../components/visible-text.ts'
import { t } from '../../words/words.ts'
import { PROVIDER_NAMES } from './model-words.ts'

/** "WebGPU on NVIDIA H200: 14x CPU, max difference 2e-6", or why it was set aside: that stays as the engine says it. */
export function providerInWords(report: ProviderReport): string {
  const { adapter, reason, provider, itemsPerSecond, timesCpu, largestDifference } = report
  const own = PROVIDER_NAMES[provider]
  const name = adapter === null ? own : t('models.onAdapter', { name: own, adapter: visibleText(adapter) })
  if (reason !== null) return t('models.providerReason', { name, reason: visibleText(reason) })
  if (provider === 'cpu') return t('models.picturesASecond', { name, count: rounded(itemsPerSecond ?? 0) })
  return t('models.timesCpu', {
    name,
    times: rounded(timesCpu ?? 0),
    difference: (largestDifference ?? 0).toExponential(0),
  })
}

/** Two digits, since speeds vary by more than that. */
function rounded(value: number): string {
  return formatNumber(value, value >= 10 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 2 })
}
