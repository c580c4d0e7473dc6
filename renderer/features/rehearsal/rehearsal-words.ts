import type { Rehearsal, RehearsalExample } from '../../../electron/contract/rehearsal.ts'
import { formatCount, formatCounted } from '../../components/format-quantity.ts'

export const EXAMPLE_LOOKS: Readonly<
  Record<RehearsalExample['kind'], { title: string; icon: string; chip: string }>
> = {
  split: { title: 'Split', icon: 'i-lucide-split', chip: 'bg-apart-soft text-apart' },
  merged: { title: 'Merged', icon: 'i-lucide-merge', chip: 'bg-related-soft text-related' },
  appeared: { title: 'Appears', icon: 'i-lucide-plus', chip: 'bg-same-soft text-same' },
  vanished: { title: 'Vanishes', icon: 'i-lucide-minus', chip: 'bg-variant-soft text-variant' },
}

/** How many groups of each kind, those that do not occur too: that nothing is split is worth knowing. */
export function changesInWords({ groups }: Rehearsal): { kind: RehearsalExample['kind']; words: string }[] {
  return [
    { kind: 'split', words: `${formatCounted(groups.split, 'group')} split` },
    { kind: 'merged', words: `${formatCounted(groups.merged, 'group')} merged` },
    { kind: 'appeared', words: `${formatCounted(groups.appeared, 'group')} new` },
    { kind: 'vanished', words: `${formatCounted(groups.vanished, 'group')} gone` },
  ]
}

/** "784 groups become 802; 747 stay as they are." */
export function totalsInWords({ groups, regroupedItems }: Rehearsal): string {
  const totals = `${formatCounted(groups.before, 'group')} become ${formatCount(groups.after)}; ${formatCount(groups.unchanged)} stay as they are.`
  return regroupedItems === 0
    ? `${totals} No listing changes its company.`
    : `${totals} ${formatCounted(regroupedItems, 'listing')} ${regroupedItems === 1 ? 'changes its' : 'change their'} company.`
}

/** How the scores stand to what the curator said, before and after. */
export function contradictedInWords({ contradicted: { verdicts, before, after } }: Rehearsal): string {
  if (verdicts === 0) return 'There are no verdicts yet that the scores could contradict.'
  const change = after === before ? 'as many as now' : `now ${formatCount(before)}`
  return `${formatCount(after)} of ${formatCounted(verdicts, 'verdict')} would be contradicted by the scores (${change}). Groups obey verdicts all the same.`
}
