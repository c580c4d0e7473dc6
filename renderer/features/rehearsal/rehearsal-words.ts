import type { ModelRole } from '../../../electron/contract/models.ts'
import type { Rehearsal, RehearsalExample } from '../../../electron/contract/rehearsal.ts'
import { formatNumber } from '../../components/format-number.ts'
import { formatCount, formatCounted } from '../../components/format-quantity.ts'
import { visibleText } from '../../components/visible-text.ts'
import { language, t, type WordKey } from '../../words/words.ts'
import { roleWord } from '../models/model-words.ts'

export const EXAMPLE_LOOKS: Readonly<Record<RehearsalExample['kind'], { icon: string; chip: string }>> = {
  split: { icon: 'i-lucide-split', chip: 'bg-apart-soft text-apart' },
  merged: { icon: 'i-lucide-merge', chip: 'bg-related-soft text-related' },
  appeared: { icon: 'i-lucide-plus', chip: 'bg-same-soft text-same' },
  vanished: { icon: 'i-lucide-minus', chip: 'bg-variant-soft text-variant' },
}

const COUNTS: readonly (readonly [RehearsalExample['kind'], WordKey])[] = [
  ['split', 'rehearsal.splitCount'],
  ['merged', 'rehearsal.mergedCount'],
  ['appeared', 'rehearsal.appearedCount'],
  ['vanished', 'rehearsal.vanishedCount'],
]

/** What is tried: "Threshold 0.8 in place of 0.5". */
export function changeInWords({ threshold, scorer, model }: Rehearsal['change']): string {
  const parts = [
    threshold.from === threshold.to
      ? null
      : t('rehearsal.otherThreshold', { to: exact(threshold.to), from: exact(threshold.from) }),
    scorer.from === scorer.to ? null : t('rehearsal.otherScorer', scorer),
    model === null
      ? null
      : t('rehearsal.otherModel', {
          role: roleWord(model.role),
          to: modelName(model.role, model.to),
          from: modelName(model.role, model.from),
        }),
  ].filter((part) => part !== null)
  const words =
    parts.length === 0
      ? t('rehearsal.sameThreshold', { threshold: exact(threshold.to) })
      : parts.join(t('rehearsal.comma'))
  return visibleText(`${words.slice(0, 1).toLocaleUpperCase(language.value)}${words.slice(1)}`)
}

function modelName(role: ModelRole, id: string | null): string {
  return id ?? t(role === 'pictures' ? 'rehearsal.builtInEncoder' : 'rehearsal.noModel')
}

function exact(threshold: number): string {
  return formatNumber(threshold, { maximumFractionDigits: 10 })
}

/** How many groups of each kind, those that do not occur too: that nothing is split is worth knowing. */
export function changesInWords({ groups }: Rehearsal): { kind: RehearsalExample['kind']; words: string }[] {
  return COUNTS.map(([kind, key]) => ({
    kind,
    words: t(key, { groups: formatCounted(groups[kind], 'group') }),
  }))
}

/** "784 groups become 802; 747 stay as they are." */
export function totalsInWords({ groups, regroupedItems }: Rehearsal): string {
  const totals = t('rehearsal.totals', {
    before: formatCounted(groups.before, 'group'),
    after: formatCount(groups.after),
    unchanged: formatCount(groups.unchanged),
  })
  const listings = formatCounted(regroupedItems, 'listing')
  const moved =
    regroupedItems === 0 ? t('rehearsal.noCompany') : t('rehearsal.company', { listings }, regroupedItems)
  return `${totals} ${moved}`
}

/** How the scores stand to what the curator said, before and after. */
export function contradictedInWords({ contradicted: { verdicts, before, after } }: Rehearsal): string {
  if (verdicts === 0) return t('rehearsal.noVerdicts')
  const change =
    after === before ? t('rehearsal.asMany') : t('rehearsal.nowCount', { count: formatCount(before) })
  return t('rehearsal.contradicted', {
    count: formatCount(after),
    verdicts: formatCounted(verdicts, 'verdict'),
    change,
  })
}
